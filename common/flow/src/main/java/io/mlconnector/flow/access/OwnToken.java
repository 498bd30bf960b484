package io.mlconnector.flow.access;

import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The right with which this service calls the others: the first token of its own file, else one
 * that the company's OIDC server gives it, kept until it expires.
 */
@Singleton
public class OwnToken {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AccessTokens file;
  private final OidcClients clients;
  private final boolean oidc;
  private final TokensHelper issued = new TokensHelper();

  public OwnToken(
      AccessTokens file,
      OidcClients clients,
      @ConfigProperty(name = "quarkus.oidc-client.client-enabled") boolean oidc) {
    this.file = file;
    this.clients = clients;
    this.oidc = oidc;
  }

  /**
   * The value of the Authorization header; none where services do not ask each other for one.
   *
   * @throws IOException when the OIDC server gives no token within 5 s; says what to look at
   */
  public Optional<String> authorization() throws IOException {
    Optional<String> own = file.own();
    if (own.isEmpty() && oidc) {
      own = Optional.of(issuedByServer());
    }
    return own.map(token -> "Bearer " + token);
  }

  private String issuedByServer() throws IOException {
    String token;
    try {
      token = issued.getTokens(clients.getClient()).await().atMost(PATIENCE).getAccessToken();
    } catch (RuntimeException e) {
      // Its message may quote the server's answer, and that the request.
      throw new IOException(
          "the OIDC server gives this service no token (%s): see quarkus.oidc-client.*"
              .formatted(e.getClass().getSimpleName()),
          e);
    }
    if (token == null) {
      throw new IOException(
          "the OIDC server's answer has no access_token: see quarkus.oidc-client.grant.*");
    }
    return token;
  }
}
