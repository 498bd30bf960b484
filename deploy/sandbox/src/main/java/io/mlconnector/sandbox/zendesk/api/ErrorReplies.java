package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.Refusal;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** How the vendor words errors of its own making; the bodies of 429 take turns. */
public final class ErrorReplies {

  private static final List<Supplier<Refusal>> THROTTLED =
      List.of(ThrottleBodies::account, ThrottleBodies::edge, ThrottleBodies::organizations);

  private final AtomicInteger turn = new AtomicInteger();

  public Reply reply(int status) {
    return switch (status) {
      case 401 -> ApiHandler.reply(Refusals.unauthenticated());
      case 403 -> ApiHandler.reply(Refusals.forbidden());
      case 404 -> ApiHandler.reply(Refusals.notFound());
      case 422 -> ApiHandler.reply(Refusals.notJson());
      case 429 -> {
        int next = Math.floorMod(turn.getAndIncrement(), THROTTLED.size());
        yield ApiHandler.reply(THROTTLED.get(next).get());
      }
      default -> Reply.text(status, "text/plain", "Service error " + status);
    };
  }
}
