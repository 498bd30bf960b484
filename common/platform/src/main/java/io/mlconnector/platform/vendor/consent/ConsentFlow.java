package io.mlconnector.platform.vendor.consent;

import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.vendor.Consents;
import io.mlconnector.platform.vendor.DocumentAuth;
import io.mlconnector.platform.vendor.VendorConfig;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends a person's browser to the vendor (RFC 6749 section 4.1.1, RFC 7636) and knows it again when
 * it comes back: by a state that works once and by a cookie that only that browser has.
 */
@ApplicationScoped
public class ConsentFlow implements Consents {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final Adapter adapter;
  private final ConnectionStore store;
  private final Connections connections;
  private final ConnectionStates states;
  private final PendingConsents pending;
  private final Clock clock;
  private final URI publicUrl;

  ConsentFlow(
      Adapter adapter,
      ConnectionStore store,
      Connections connections,
      ConnectionStates states,
      PendingConsents pending,
      Clock clock,
      VendorConfig config,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.adapter = adapter;
    this.store = store;
    this.connections = connections;
    this.states = states;
    this.pending = pending;
    this.clock = clock;
    this.publicUrl = config.publicUrl().orElse(URI.create("http://localhost:" + port));
  }

  @Override
  public URI begin(String connection, String starter) {
    code(connection);
    Secret ticket = random();
    pending.begin(ticket, connection, starter);
    return UriBuilder.fromUri(publicUrl).path("oauth/start").path(ticket.reveal()).build();
  }

  @Override
  public URI redirectUrl() {
    return UriBuilder.fromUri(publicUrl).path("oauth/callback").build();
  }

  /** Whether browsers reach us over TLS. */
  boolean secure() {
    return "https".equalsIgnoreCase(publicUrl.getScheme());
  }

  /** A browser on its way to the vendor. */
  record Departure(URI to, Secret cookie) {}

  /** Sends a browser to the vendor; empty where the ticket is unknown, used or too old. */
  Optional<Departure> start(Secret ticket) {
    Optional<String> connection = pending.connectionOf(ticket);
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    Auth.AuthorizationCode auth = code(connection.get());
    Secret state = random();
    Secret cookie = random();
    Secret verifier = auth.pkce() ? random() : null;
    if (!pending.start(ticket, connection.get(), state, cookie, verifier)) {
      return Optional.empty();
    }
    return Optional.of(new Departure(authorizeUrl(auth, state, verifier), cookie));
  }

  private URI authorizeUrl(Auth.AuthorizationCode auth, Secret state, Secret verifier) {
    UriBuilder url =
        UriBuilder.fromUri(auth.authorizeUrl())
            .queryParam("response_type", "code")
            .queryParam("client_id", "{client}")
            .queryParam("redirect_uri", "{redirect}")
            .queryParam("state", state.reveal());
    String scope = auth.scope() == null ? "" : auth.scope();
    if (!scope.isBlank()) {
      url.queryParam("scope", "{scope}");
    }
    if (verifier != null) {
      url.queryParam("code_challenge", challenge(verifier))
          .queryParam("code_challenge_method", "S256");
    }
    url.resolveTemplate("client", auth.endpoint().clientId());
    url.resolveTemplate("redirect", redirectUrl().toString());
    url.resolveTemplate("scope", scope);
    return url.build();
  }

  /** Whom a browser that came back belongs to; empty where it is not the one that was sent. */
  Optional<PendingConsent> returning(Secret state, Secret cookie, String caller) {
    return pending.find(state).filter(one -> mayFinish(one, cookie, caller));
  }

  /** The same, for the last time. */
  Optional<PendingConsent> returned(Secret state, Secret cookie, String caller) {
    return pending.take(state).filter(one -> mayFinish(one, cookie, caller));
  }

  /** Keeps why it came to nothing for whoever looks at the connection later. */
  void failed(String connection, String cause) {
    states.consentFailed(connection, cause);
  }

  void succeeded(String connection) {
    states.consented(connection);
  }

  private boolean mayFinish(PendingConsent one, Secret cookie, String caller) {
    return clock.instant().isBefore(one.expires())
        && one.browser().equals(PendingConsents.digest(cookie))
        && (caller == null || caller.equals(one.starter()));
  }

  private Auth.AuthorizationCode code(String connection) {
    StoredConnection stored =
        store
            .find(connection)
            .orElseThrow(
                () -> new IllegalArgumentException("There is no connection " + connection));
    Auth auth =
        new DocumentAuth(
                adapter.connectionSpec(), stored.document(), connections.credentials(stored))
            .auth();
    if (auth instanceof Auth.AuthorizationCode code) {
      return code;
    }
    throw new IllegalArgumentException(
        "Connection %s signs in by %s, which needs nobody's consent"
            .formatted(connection, stored.document().auth().get("mode")));
  }

  private static Secret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String challenge(Secret verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
