package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The page tokens that are alive: each serves the question and the user that earned it (B2). */
final class PageTokens {

  /**
   * Where a list goes on.
   *
   * @param question everything but the page, and who asked it
   * @param offset rows given so far
   * @param page the number of the page
   * @param last the last row given
   * @param previous the token of the page before, or null
   */
  record Position(
      String question, int offset, int page, CrmRecord last, String previous, Instant until) {}

  private final Clock clock;
  private final Supplier<ZohoSettings> settings;
  private final Map<String, Position> living = new HashMap<>();

  PageTokens(Clock clock, Supplier<ZohoSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  Clock clock() {
    return clock;
  }

  synchronized String issue(
      String question, int offset, int page, CrmRecord last, String previous) {
    Instant now = clock.instant();
    living.values().removeIf(each -> each.until().plus(Duration.ofDays(1)).isBefore(now));
    String token = UUID.randomUUID().toString().replace("-", "");
    Instant until = now.plusSeconds(settings.get().pageTokenSeconds());
    living.put(token, new Position(question, offset, page, last, previous, until));
    return token;
  }

  synchronized Position find(String token, String question) {
    Position position = living.get(token);
    if (position == null) {
      throw Refusal.parameter("page_token", "the page token given seems to be invalid");
    }
    if (!clock.instant().isBefore(position.until())) {
      throw refusal("EXPIRED_VALUE", "the page token has expired");
    }
    if (!position.question().equals(question)) {
      throw refusal(
          "TOKEN_BOUND_DATA_MISMATCH", "the page token belongs to other parameters or users");
    }
    return position;
  }

  private static Refusal refusal(String code, String message) {
    return new Refusal(400, code, message, SandboxJson.object().put("param_name", "page_token"));
  }
}
