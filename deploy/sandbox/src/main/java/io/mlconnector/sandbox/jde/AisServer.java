package io.mlconnector.sandbox.jde;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers calls one after the other, refusals in the server's words. */
final class AisServer {

  private final AisErrors errors;
  private final Supplier<JdeSettings> settings;
  private final Object lock;

  AisServer(AisErrors errors, Supplier<JdeSettings> settings, Object lock) {
    this.errors = errors;
    this.settings = settings;
    this.lock = lock;
  }

  Handler<RoutingContext> answering(Function<AisCall, Reply> answer) {
    return call -> {
      int millis = settings.get().answerMillis();
      if (millis == 0) {
        reply(answer, call).send(call);
      } else {
        call.vertx().setTimer(millis, timer -> reply(answer, call).send(call));
      }
    };
  }

  private Reply reply(Function<AisCall, Reply> answer, RoutingContext call) {
    try {
      synchronized (lock) {
        return answer.apply(AisCall.of(call));
      }
    } catch (Refusal refusal) {
      return errors.reply(refusal);
    }
  }
}
