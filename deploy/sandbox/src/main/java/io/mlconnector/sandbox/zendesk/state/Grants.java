package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The three grants of the token endpoint, each with the vendor's own limits: vendor sheet A1. */
public final class Grants {

  private static final Duration ACCESS_DEFAULT = Duration.ofMinutes(30);
  private static final Duration REFRESH_DEFAULT = Duration.ofDays(30);
  private static final long[] ACCESS_SECONDS = {300, 172_800};
  private static final long[] REFRESH_SECONDS = {7 * 86_400, 90 * 86_400};

  private final Tokens tokens;
  private final Supplier<Settings> settings;

  public Grants(Tokens tokens, Supplier<Settings> settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  /** Answers a token, or refuses in the words of OAuth. */
  public ObjectNode token(ObjectNode request) {
    OAuthClient client = client(request);
    Optional<Duration> life = seconds(request, "expires_in", ACCESS_SECONDS);
    Optional<Duration> refreshLife = seconds(request, "refresh_token_expires_in", REFRESH_SECONDS);
    Duration access = life.orElse(ACCESS_DEFAULT);
    Duration refresh = refreshLife.orElse(REFRESH_DEFAULT);
    Token token =
        switch (request.path("grant_type").asText()) {
          case "authorization_code" -> byCode(client, request, access, refresh);
          case "refresh_token" -> byRefresh(client, request, access, refresh);
          case "client_credentials" -> byCredentials(client, request, access);
          default -> throw refuse(400, "unsupported_grant_type", "The grant type is unknown.");
        };
    return answer(token, life.isPresent(), refreshLife.isPresent());
  }

  private OAuthClient client(ObjectNode request) {
    OAuthClient client =
        tokens
            .client(request.path("client_id").asText())
            .orElseThrow(() -> refuse(401, "invalid_client", "The client is unknown."));
    String secret = request.path("client_secret").asText("");
    if (!client.isPublic() && !client.secret().equals(secret)) {
      throw refuse(401, "invalid_client", "Client authentication failed.");
    }
    return client;
  }

  private Token byCode(OAuthClient client, ObjectNode request, Duration access, Duration refresh) {
    AuthorizationCode code =
        tokens
            .use(request.path("code").asText())
            .filter(kept -> kept.clientId().equals(client.id()))
            .filter(kept -> kept.redirectUri().equals(request.path("redirect_uri").asText()))
            .filter(kept -> proves(kept, request.path("code_verifier").asText("")))
            .orElseThrow(Grants::invalidGrant);
    return tokens.issue(client, code.userId(), code.scopes(), access, refresh);
  }

  private Token byRefresh(
      OAuthClient client, ObjectNode request, Duration access, Duration refresh) {
    Token old =
        tokens
            .useRefresh(request.path("refresh_token").asText(), client.id())
            .orElseThrow(Grants::invalidGrant);
    return tokens.issue(client, old.userId(), old.scopes(), access, refresh);
  }

  private Token byCredentials(OAuthClient client, ObjectNode request, Duration access) {
    if (client.isPublic()) {
      throw refuse(400, "unauthorized_client", "Only confidential clients may use this grant.");
    }
    Set<String> scopes = words(request.get("scope"));
    if (scopes.isEmpty()) {
      scopes = settings.get().scopeMustBeGiven() ? Set.of() : client.scopes();
    } else if (!client.scopes().containsAll(scopes)) {
      throw refuse(400, "invalid_scope", "The scope exceeds what the client may ask for.");
    }
    return tokens.issue(client, client.userId(), scopes, access, null);
  }

  private static boolean proves(AuthorizationCode code, String verifier) {
    if (code.challenge() == null) {
      return true;
    }
    return code.challenge().equals(code.method().equals("plain") ? verifier : sha256(verifier));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Optional<Duration> seconds(ObjectNode request, String name, long[] bounds) {
    JsonNode sent = request.get(name);
    if (sent == null || sent.isNull()) {
      return Optional.empty();
    }
    long seconds = sent.asLong();
    if (!sent.isIntegralNumber() || seconds < bounds[0] || seconds > bounds[1]) {
      throw refuse(400, "invalid_request", name + " is out of range.");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static ObjectNode answer(Token token, boolean showLife, boolean showRefreshLife) {
    ObjectNode json =
        SandboxJson.object()
            .put("access_token", token.value())
            .put("token_type", "bearer")
            .put("scope", String.join(" ", new TreeSet<>(token.scopes())));
    if (showLife) {
      json.put("expires_in", Duration.between(token.createdAt(), token.expiresAt()).toSeconds());
    }
    if (token.refresh() != null) {
      json.put("refresh_token", token.refresh());
      if (showRefreshLife) {
        Duration life = Duration.between(token.createdAt(), token.refreshExpiresAt());
        json.put("refresh_token_expires_in", life.toSeconds());
      }
    }
    return json;
  }

  /** The words of a scope text, with nothing for none. */
  public static Set<String> words(JsonNode scope) {
    Set<String> words = new TreeSet<>();
    if (scope != null && !scope.isNull() && !scope.asText().isBlank()) {
      words.addAll(List.of(scope.asText().strip().split("\\s+")));
    }
    return words;
  }

  private static Refusal invalidGrant() {
    return refuse(
        400,
        "invalid_grant",
        "The grant is invalid, expired, used, or belongs to another client or redirect URI.");
  }

  private static Refusal refuse(int status, String error, String description) {
    ObjectNode body =
        SandboxJson.object().put("error", error).put("error_description", description);
    return new Refusal(status, body);
  }
}
