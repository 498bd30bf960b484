package io.mlconnector.console.access;

import io.mlconnector.flow.access.Identities;
import io.mlconnector.flow.access.Rights;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows people by their session, and sends those who have none to the page to sign in on. Where an
 * OIDC server has that page, it sends only what cannot be led to another host: the content policy
 * forbids it to forms, and to parts that a page loads by itself.
 */
@Singleton
public class SessionMechanism implements HttpAuthenticationMechanism {

  static final String COOKIE = "mlconnector_session";

  private static final String BASIC = "Basic ";

  private final LocalPassword password;
  private final Sessions sessions;
  private final Attempts attempts;
  private final boolean oidc;

  public SessionMechanism(
      LocalPassword password,
      Sessions sessions,
      Attempts attempts,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc) {
    this.attempts = attempts;
    this.password = password;
    this.sessions = sessions;
    this.oidc = oidc;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    String header = request.request().getHeader("Authorization");
    if (password.asks() && header != null && header.startsWith(BASIC)) {
      return Uni.createFrom()
          .item(() -> program(header).map(Identities::of).orElse(null))
          .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
    Cookie cookie = request.request().getCookie(COOKIE);
    if (!password.asks()
        || cookie == null
        || header != null
        || password.isOpen(request.normalizedPath())
            && !"/sign-in".equals(request.normalizedPath())) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom()
        .item(() -> sessions.of(cookie.getValue()).map(Identities::of).orElse(null))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** Whoever calls the REST API with name and password; browsers are never asked that way. */
  private Optional<Rights> program(String header) {
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      if (parts.length < 2 || !attempts.begin()) {
        return Optional.empty();
      }
      Optional<Rights> somebody = password.check(parts[0], parts[1]);
      somebody.ifPresent(any -> attempts.succeeded());
      return somebody;
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Asked before tokens, so that a browser is led to the sign-in page. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 2000;
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().item(signIn(request).map(to -> challenge(request, to)).orElse(null));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext request) {
    Optional<String> to = signIn(request);
    if (to.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    boolean page = !isPart(request.request());
    request.response().setStatusCode(page ? 303 : 200);
    request.response().putHeader(page ? "Location" : "HX-Redirect", to.get());
    return Uni.createFrom()
        .completionStage(request.response().end().toCompletionStage())
        .replaceWith(true);
  }

  /** htmx follows a redirect within the page, so it is told to load the sign-in page as a whole. */
  private static ChallengeData challenge(RoutingContext request, String to) {
    return isPart(request.request())
        ? new ChallengeData(200, "HX-Redirect", to)
        : new ChallengeData(303, "Location", to);
  }

  private Optional<String> signIn(RoutingContext request) {
    String path = request.normalizedPath();
    if (path.startsWith("/api/")
        || path.startsWith("/q/")
        || request.request().getHeader("Authorization") != null) {
      return Optional.empty();
    }
    String page = page(request.request());
    if (password.asks()) {
      return Optional.of(
          page.equals("/")
              ? "/sign-in"
              : "/sign-in?then=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }
    boolean led = request.request().method() == HttpMethod.GET && !isPart(request.request());
    // Our page is asked for as a whole, and leads on to the server.
    return oidc && !led ? Optional.of(page) : Optional.empty();
  }

  /** The page that somebody wanted to see, or whose part was asked for; a form has none. */
  private static String page(HttpServerRequest request) {
    if (request.method() != HttpMethod.GET) {
      return "/";
    }
    if (!isPart(request)) {
      return request.uri();
    }
    try {
      URI shown = URI.create(Objects.requireNonNullElse(request.getHeader("HX-Current-URL"), "/"));
      String path =
          "/" + Objects.requireNonNullElse(shown.getRawPath(), "").replaceFirst("^/+", "");
      return shown.getRawQuery() == null ? path : path + "?" + shown.getRawQuery();
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }

  private static boolean isPart(HttpServerRequest request) {
    return request.getHeader("HX-Request") != null;
  }
}
