package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.AccessTokens;
import io.mlconnector.sandbox.SandboxJson;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the identity domain has handed out and is still worth something. */
final class IssuedTokens {

  /** What an authorization code stands for until it is exchanged, once. */
  record Consent(
      String redirectUri, String scope, String challenge, String challengeMethod, Instant until) {}

  private static final Duration CODE_LIFE = Duration.ofSeconds(60);
  private static final Duration REFRESH_LIFE = Duration.ofDays(7);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AccessTokens access;
  private final Map<String, Instant> refresh = new HashMap<>();
  private final Map<String, Consent> codes = new HashMap<>();
  private long changes;

  IssuedTokens(Clock clock) {
    this.clock = clock;
    this.access = new AccessTokens(clock);
  }

  String access(String subject, String scope, int seconds) {
    return access.issue(subject, scope, seconds);
  }

  boolean isLive(String token) {
    return access.isLive(token);
  }

  synchronized String refresh() {
    String token = noise(48);
    refresh.put(token, clock.instant().plus(REFRESH_LIFE));
    changes++;
    return token;
  }

  /** Whether the refresh token is good; a rotating one is worthless from now on. */
  synchronized boolean redeemRefresh(String token, boolean once) {
    changes++;
    Instant until = once ? refresh.remove(token) : refresh.get(token);
    return until != null && clock.instant().isBefore(until);
  }

  synchronized String code(String redirectUri, String scope, String challenge, String method) {
    String code = noise(32);
    Instant until = clock.instant().plus(CODE_LIFE);
    codes.put(code, new Consent(redirectUri, scope, challenge, method, until));
    return code;
  }

  synchronized Optional<Consent> redeemCode(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(consent -> clock.instant().isBefore(consent.until()));
  }

  void revokeAccess() {
    access.revoke();
  }

  synchronized void revokeAll() {
    changes++;
    access.revoke();
    refresh.clear();
    codes.clear();
  }

  /** The live tokens and when each ends; codes live too short to be kept. */
  synchronized ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    all.set("access", access.save());
    ObjectNode refreshJson = all.putObject("refresh");
    refresh.forEach((token, until) -> refreshJson.put(token, until.toString()));
    return all;
  }

  synchronized void restore(JsonNode saved) {
    revokeAll();
    access.restore(saved.path("access"));
    read(saved.path("refresh"), refresh);
  }

  private static void read(JsonNode saved, Map<String, Instant> tokens) {
    saved
        .fields()
        .forEachRemaining(
            token -> tokens.put(token.getKey(), Instant.parse(token.getValue().asText())));
  }

  synchronized long changes() {
    return changes + access.changes();
  }

  private String noise(int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return BASE64.encodeToString(noise);
  }
}
