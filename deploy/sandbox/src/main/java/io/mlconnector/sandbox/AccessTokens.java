package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The access tokens that a sign-in service handed out, until they expire or are revoked. */
public final class AccessTokens {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> live = new HashMap<>();
  private long changes;
  private int issued;

  public AccessTokens(Clock clock) {
    this.clock = clock;
  }

  /** A text of three parts like a JWT; clients must not look inside. */
  public synchronized String issue(String subject, String scope, int seconds) {
    Instant now = clock.instant();
    live.values().removeIf(until -> !until.isAfter(now));
    Instant until = now.plusSeconds(seconds);
    String token =
        part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
            + "."
            + part(
                "{\"sub\":\"%s\",\"scope\":\"%s\",\"exp\":%d,\"jti\":\"%s\"}"
                    .formatted(subject, scope, until.getEpochSecond(), noise(12)))
            + "."
            + noise(256);
    live.put(token, until);
    changes++;
    issued++;
    return token;
  }

  public synchronized boolean isLive(String token) {
    Instant until = live.get(token);
    return until != null && clock.instant().isBefore(until);
  }

  /** Makes all of them worthless. */
  public synchronized void revoke() {
    changes++;
    live.clear();
  }

  /** How many were handed out since the start. */
  public synchronized int issued() {
    return issued;
  }

  public synchronized long changes() {
    return changes;
  }

  /** The live tokens and when each ends. */
  public synchronized ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    live.forEach((token, until) -> all.put(token, until.toString()));
    return all;
  }

  /** Takes the place of what is live now: what {@link #save} gave. */
  public synchronized void restore(JsonNode saved) {
    revoke();
    saved
        .fields()
        .forEachRemaining(
            token -> live.put(token.getKey(), Instant.parse(token.getValue().asText())));
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private String noise(int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return BASE64.encodeToString(noise);
  }
}
