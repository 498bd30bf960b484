package io.mlconnector.platform.vendor.answer;

import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Says what an answer means: success, or which kind of failure with the vendor's own words. */
public final class Classifier {

  private final Clock clock;
  private final VendorWords words;
  private final UnaryOperator<VendorFailure> judge;

  public Classifier(Clock clock, Redactor redactor) {
    this(clock, redactor, UnaryOperator.identity());
  }

  /**
   * @param judge has the last word, for vendors whose status alone misleads
   */
  public Classifier(Clock clock, Redactor redactor, UnaryOperator<VendorFailure> judge) {
    this.clock = clock;
    this.words = new VendorWords(redactor);
    this.judge = judge;
  }

  /**
   * The failure that an answer stands for; empty for 2xx and for 304 (nothing new).
   *
   * <p>429, and 503 with Retry-After, ask us to wait. 408, 425 and other 5xx say nothing of what
   * became of the call, nor does a 400 without a word, which Fusion gives at times (sheet F6, 9).
   */
  public Optional<VendorFailure> failure(Answer answer) {
    int status = answer.status();
    if (status / 100 == 2 || status == 304) {
      return Optional.empty();
    }
    String said = said(answer);
    Duration wait = RetryAfter.parse(answer.header("retry-after").orElse(null), clock.instant());
    VendorFailure failure;
    if (status == 401) {
      failure = VendorFailure.unauthorized(status, said);
    } else if (status == 429 || status == 503 && wait != null) {
      failure = VendorFailure.throttled(status, wait, said);
    } else if (unclear(answer)) {
      failure = VendorFailure.unavailable(status, wait, true, said);
    } else {
      failure = VendorFailure.rejected(status, said + hint(answer));
    }
    failure = movedTo(answer).map(failure::movedTo).orElse(failure);
    return Optional.of(judge.apply(words.tree(answer).map(failure::with).orElse(failure)));
  }

  private static Optional<URI> movedTo(Answer answer) {
    if (answer.status() / 100 != 3) {
      return Optional.empty();
    }
    try {
      return answer
          .header("location")
          .map(location -> URI.create(location.strip()))
          .filter(place -> place.getHost() != null && place.getUserInfo() == null)
          .filter(place -> String.valueOf(place.getScheme()).matches("(?i)https?"));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean unclear(Answer answer) {
    int status = answer.status();
    return status >= 500
        || status < 200
        || status == 408
        || status == 425
        || status == 407
        || status == 400 && new String(answer.body()).isBlank();
  }

  /** An answer that is a success by its status, but whose body is not what was asked for. */
  public VendorFailure unreadable(Answer answer, String expected) {
    return VendorFailure.unavailable(
        answer.status(),
        null,
        true,
        "The vendor answered %d with %s instead of %s: %s"
            .formatted(
                answer.status(),
                answer.header("content-type").orElse("something"),
                expected,
                quoted(words.of(answer))));
  }

  private String said(Answer answer) {
    return "The vendor answered %d: %s".formatted(answer.status(), quoted(words.of(answer)));
  }

  private static String quoted(String words) {
    return words.isEmpty() ? "(no words)" : words;
  }

  private static String hint(Answer answer) {
    if (answer.status() == 403) {
      return " (the account that we use lacks a right for this)";
    }
    if (answer.status() / 100 != 3) {
      return "";
    }
    return " (it redirects to %s; redirects are not followed, so the base URL has to be the final"
            .formatted(answer.header("location").map(Classifier::host).orElse("nowhere"))
        + " one)";
  }

  /** The target's host only: the rest of a redirect may carry secrets. */
  private static String host(String location) {
    try {
      URI target = URI.create(location.strip());
      return target.getHost() == null ? "another path of the same host" : target.getHost();
    } catch (IllegalArgumentException e) {
      return "a malformed address";
    }
  }
}
