package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the accounts server handed out and is still worth something, with the vendor's limits on how
 * many there can be and how fast they are made (sheet B1).
 */
final class Grants {

  private static final Duration ACCESS_WINDOW = Duration.ofMinutes(10);
  private static final Duration REFRESH_WINDOW = Duration.ofMinutes(1);

  /**
   * What a code stands for until it is exchanged, once.
   *
   * @param redirectUri null for a code that the user made on the vendor's pages
   */
  record Code(String redirectUri, String scope, boolean offline, Instant until) {}

  /** A living access token. */
  record Access(String refreshToken, String scope, Instant until) {}

  /** Counts what was made since the start of a window that begins with the first of it. */
  private static final class Window {
    private Instant start = Instant.MIN;
    private int made;

    boolean admits(Instant now, Duration length, int most) {
      if (start.equals(Instant.MIN) || !now.isBefore(start.plus(length))) {
        start = now;
        made = 0;
      }
      return made < most;
    }
  }

  private final Clock clock;
  private final Supplier<ZohoSettings> settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, String> refresh = new LinkedHashMap<>();
  private final Map<String, Access> access = new LinkedHashMap<>();
  private final Map<String, Window> windows = new HashMap<>();
  private final Window newRefresh = new Window();
  private long changes;
  private int issued;

  Grants(Clock clock, Supplier<ZohoSettings> settings) {
    this.clock = clock;
    this.settings = settings;
    refresh.put(ZohoAccounts.REFRESH_TOKEN, ZohoAccounts.SCOPE);
  }

  synchronized String code(String redirectUri, String scope, boolean offline, int seconds) {
    String code = "1000." + noise(16) + "." + noise(16);
    codes.put(code, new Code(redirectUri, scope, offline, clock.instant().plusSeconds(seconds)));
    return code;
  }

  synchronized Optional<Code> redeem(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(found -> clock.instant().isBefore(found.until()));
  }

  /** A new refresh token; empty when too many were made in the last minute. */
  synchronized Optional<String> refresh(String scope) {
    Instant now = clock.instant();
    if (!newRefresh.admits(now, REFRESH_WINDOW, settings.get().refreshTokensPerMinute())) {
      return Optional.empty();
    }
    newRefresh.made++;
    return Optional.of(plantRefresh(scope));
  }

  /** A new refresh token that counts for no window, as one made long ago. */
  synchronized String plantRefresh(String scope) {
    while (refresh.size() >= settings.get().refreshTokens()) {
      forget(refresh.keySet().iterator().next());
    }
    String token = "1000." + noise(16) + "." + noise(16);
    refresh.put(token, scope);
    changes++;
    return token;
  }

  private void forget(String refreshToken) {
    refresh.remove(refreshToken);
    access.values().removeIf(each -> each.refreshToken().equals(refreshToken));
  }

  synchronized Optional<String> scopeOf(String refreshToken) {
    return Optional.ofNullable(refresh.get(refreshToken));
  }

  /** A new access token; empty when too many were made for this refresh token. */
  synchronized Optional<String> access(String refreshToken, String scope) {
    Instant now = clock.instant();
    Window window = windows.computeIfAbsent(refreshToken, unseen -> new Window());
    if (!window.admits(now, ACCESS_WINDOW, settings.get().tokensPerTenMinutes())) {
      return Optional.empty();
    }
    window.made++;
    access.values().removeIf(each -> !now.isBefore(each.until()));
    List<String> alive = new ArrayList<>();
    access.forEach(
        (token, each) -> {
          if (each.refreshToken().equals(refreshToken)) {
            alive.add(token);
          }
        });
    int most = settings.get().tokensAlive() - 1;
    alive.subList(0, Math.max(0, alive.size() - most)).forEach(access::remove);
    String token = "1000." + noise(16) + "." + noise(16);
    access.put(
        token, new Access(refreshToken, scope, now.plusSeconds(settings.get().tokenSeconds())));
    changes++;
    issued++;
    return Optional.of(token);
  }

  /** What a living access token stands for. */
  synchronized Optional<Access> find(String token) {
    return Optional.ofNullable(access.get(token))
        .filter(found -> clock.instant().isBefore(found.until()));
  }

  synchronized void revokeAccess() {
    changes++;
    access.clear();
  }

  synchronized void revokeRefresh() {
    changes++;
    access.clear();
    refresh.clear();
  }

  /** How many access tokens were handed out since the start. */
  synchronized int issued() {
    return issued;
  }

  synchronized int refreshTokens() {
    return refresh.size();
  }

  synchronized long changes() {
    return changes;
  }

  /** All but codes and windows, which end soon. */
  synchronized ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    ObjectNode tokens = all.putObject("refresh");
    refresh.forEach(tokens::put);
    ObjectNode living = all.putObject("access");
    access.forEach(
        (token, each) ->
            living
                .putObject(token)
                .put("refresh", each.refreshToken())
                .put("scope", each.scope())
                .put("until", each.until().toString()));
    return all;
  }

  synchronized void restore(JsonNode saved) {
    revokeRefresh();
    saved
        .path("refresh")
        .fields()
        .forEachRemaining(each -> refresh.put(each.getKey(), each.getValue().asText()));
    saved.path("access").fields().forEachRemaining(each -> restore(each.getKey(), each.getValue()));
  }

  private void restore(String token, JsonNode saved) {
    Instant until = Instant.parse(saved.path("until").asText());
    access.put(
        token, new Access(saved.path("refresh").asText(), saved.path("scope").asText(), until));
  }

  private String noise(int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return java.util.HexFormat.of().formatHex(noise);
  }
}
