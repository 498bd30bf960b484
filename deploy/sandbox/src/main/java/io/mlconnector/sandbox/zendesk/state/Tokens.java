package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that lets a caller in: API tokens, OAuth clients, codes and tokens. Vendor sheet A1.
 */
public final class Tokens {

  /** From here on an API token that was not used for 30 days no longer works. */
  static final Instant UNUSED_SWITCHED_OFF = Instant.parse("2026-07-28T00:00:00Z");

  /** From here on no API token works. */
  static final Instant API_TOKENS_END = Instant.parse("2027-04-30T00:00:00Z");

  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Duration CODE_LIFE = Duration.ofSeconds(120);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> apiTokens = new HashMap<>();
  private final Map<String, OAuthClient> clients = new LinkedHashMap<>();
  private final Map<String, AuthorizationCode> codes = new HashMap<>();
  private final Map<String, Token> access = new HashMap<>();
  private final Map<String, Token> refresh = new HashMap<>();
  private long lastId = 1_000_000;

  Tokens(InstantSource clock) {
    this.clock = clock;
  }

  public void addApiToken(String value) {
    apiTokens.put(value, clock.instant());
  }

  /** Whether an API token lets its bearer in now; using it keeps it alive. */
  public boolean acceptsApiToken(String value) {
    Instant now = clock.instant();
    Instant used = apiTokens.get(value);
    if (used == null || !now.isBefore(API_TOKENS_END)) {
      return false;
    }
    if (now.isAfter(UNUSED_SWITCHED_OFF) && now.isAfter(used.plus(UNUSED))) {
      return false;
    }
    apiTokens.put(value, now);
    return true;
  }

  public void addClient(OAuthClient client) {
    clients.put(client.id(), client);
  }

  public Optional<OAuthClient> client(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  public Map<String, OAuthClient> clients() {
    return clients;
  }

  /** The token that may be used now. */
  public Optional<Token> accepted(String value) {
    Instant now = clock.instant();
    return Optional.ofNullable(access.get(value))
        .filter(token -> token.expiresAt() == null || now.isBefore(token.expiresAt()));
  }

  /** A token that never expires, as an admin creates and copies it. */
  public void addLongLived(String value, long userId, Set<String> scopes) {
    Instant now = clock.instant();
    access.put(value, new Token(++lastId, value, userId, null, scopes, now, null, null, null));
  }

  /** Notes a consent, and answers the code that is good for 120 s and one use. */
  String keep(
      OAuthClient client,
      String redirectUri,
      long userId,
      Set<String> scopes,
      String challenge,
      String method) {
    String code = secret();
    Instant end = clock.instant().plus(CODE_LIFE);
    codes.put(
        code,
        new AuthorizationCode(client.id(), redirectUri, userId, scopes, challenge, method, end));
    return code;
  }

  Optional<AuthorizationCode> use(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(kept -> clock.instant().isBefore(kept.expiresAt()));
  }

  Token issue(
      OAuthClient client, long userId, Set<String> scopes, Duration life, Duration refreshLife) {
    Instant now = clock.instant();
    Token token =
        new Token(
            ++lastId,
            secret(),
            userId,
            client.id(),
            scopes,
            now,
            now.plus(life),
            refreshLife == null ? null : secret(),
            refreshLife == null ? null : now.plus(refreshLife));
    access.put(token.value(), token);
    if (token.refresh() != null) {
      refresh.put(token.refresh(), token);
    }
    return token;
  }

  /** Uses a refresh token up: it and the access token it came with are dead afterwards. */
  Optional<Token> useRefresh(String value, String clientId) {
    Optional<Token> found =
        Optional.ofNullable(refresh.get(value)).filter(t -> t.clientId().equals(clientId));
    found.ifPresent(this::revoke);
    return found.filter(token -> clock.instant().isBefore(token.refreshExpiresAt()));
  }

  public void revoke(Token token) {
    access.remove(token.value());
    if (token.refresh() != null) {
      refresh.remove(token.refresh());
    }
  }

  /** Ends every token of every kind, as an admin can; clients and their secrets stay. */
  public void revokeAll() {
    apiTokens.clear();
    access.clear();
    refresh.clear();
    codes.clear();
  }

  ObjectNode save() {
    return new SavedTokens(apiTokens, clients, access).save(lastId);
  }

  void restore(JsonNode saved) {
    codes.clear();
    lastId = new SavedTokens(apiTokens, clients, access).restore(saved);
    refresh.clear();
    for (Token token : access.values()) {
      if (token.refresh() != null) {
        refresh.put(token.refresh(), token);
      }
    }
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
