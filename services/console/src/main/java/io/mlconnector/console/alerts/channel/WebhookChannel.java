package io.mlconnector.console.alerts.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.alerts.channel.Answer.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Calls an address by the Standard Webhooks specification. Only an answer of 2xx counts; 410 means
 * that the receiver wants no more; redirects are not followed.
 */
final class WebhookChannel implements Channel {

  private static final int GONE = 410;

  private final String name;
  private final Supplier<URI> url;
  private final List<Path> secrets;
  private final Rules rules;
  private final WebhookCalls calls;
  private final Clock clock;

  /**
   * @param url read before each call; throws {@link IllegalArgumentException} with what is wrong
   * @param secrets files, at least one, read before each call
   */
  WebhookChannel(
      String name,
      Supplier<URI> url,
      List<Path> secrets,
      Rules rules,
      WebhookCalls calls,
      Clock clock) {
    this.name = name;
    this.url = url;
    this.secrets = secrets;
    this.rules = rules;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "webhook";
  }

  /** The host only: whoever knows the path may be able to post to it. */
  @Override
  public String target() {
    try {
      return url.get().getScheme() + "://" + url.get().getAuthority();
    } catch (IllegalArgumentException e) {
      return "–";
    }
  }

  @Override
  public String fingerprint() {
    try {
      byte[] address = url.get().toString().getBytes(StandardCharsets.UTF_8);
      return UUID.nameUUIDFromBytes(address).toString();
    } catch (IllegalArgumentException e) {
      return "none";
    }
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public Duration timeout() {
    return calls.timeout();
  }

  @Override
  public Outgoing write(String id, Digest digest) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode();
    body.put("type", digest.type());
    body.put("timestamp", digest.at().truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode data = body.putObject("data");
    data.put("installation", digest.installation());
    if (digest.console() != null) {
      data.put("console", digest.console() + "/alerts");
    }
    data.set("alerts", CanonicalJson.mapper().valueToTree(digest.entries()));
    data.put("more", digest.more());
    return new Outgoing(id, Words.subject(digest), body.toString());
  }

  @Override
  public Answer send(Outgoing message) {
    try {
      Instant now = clock.instant();
      String signature =
          Signature.of(Signature.secrets(secrets), message.id(), now, message.body());
      return answer(calls.post(url.get(), message, now, signature));
    } catch (IllegalArgumentException | WebhookCalls.Unanswered e) {
      return Answer.failed(e.getMessage());
    }
  }

  private Answer answer(WebhookCalls.Head head) {
    String words = "answered " + head.status();
    if (head.status() >= 200 && head.status() < 300) {
      return Answer.taken(words);
    }
    if (head.status() == GONE) {
      return new Answer(Outcome.GONE, null, words + " (gone)");
    }
    if (head.status() >= 300 && head.status() < 400) {
      words += "; redirects are not followed, so configure the address it leads to";
    }
    return new Answer(Outcome.FAILED, after(head.retryAfter()), words);
  }

  /** Seconds or a date; null for none and for what is neither. */
  private Duration after(String value) {
    if (value == null) {
      return null;
    }
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      return Duration.between(
          clock.instant(),
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
