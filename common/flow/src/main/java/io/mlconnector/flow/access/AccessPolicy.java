package io.mlconnector.flow.access;

import io.quarkus.arc.All;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may ask what. Open to strangers are webhooks, which prove themselves by their signature, a
 * consent's way to the vendor and back, which proves itself by its ticket and its state, and
 * health. All else needs a token, OIDC or the service's own sign-in where one is configured; where
 * none is, the service is loopback only, and what a web page of another origin makes a browser send
 * is refused.
 */
@Singleton
public class AccessPolicy implements HttpSecurityPolicy {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  private final AccessTokens tokens;
  private final boolean oidc;
  private final List<Entrance> entrances;

  public AccessPolicy(
      AccessTokens tokens,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc,
      @All List<Entrance> entrances) {
    this.tokens = tokens;
    this.oidc = oidc;
    this.entrances = entrances;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext routing, Uni<SecurityIdentity> caller, AuthorizationRequestContext context) {
    HttpServerRequest request = routing.request();
    if (isOpen(routing.normalizedPath())) {
      return CheckResult.permit();
    }
    if (asks()) {
      return caller
          .map(identity -> isMetrics(routing) ? mayScrape(identity) : isKnown(identity))
          .map(permitted -> permitted ? CheckResult.PERMIT : CheckResult.DENY);
    }
    boolean fromElsewhere = !READING.contains(request.method()) && !sameOrigin(request);
    return fromElsewhere || !isLocal(request)
        ? Uni.createFrom().failure(new ForbiddenException("Not from this machine's own pages"))
        : CheckResult.permit();
  }

  /** Whether callers have to say who they are. */
  public boolean asks() {
    return tokens.required() || oidc || entrances.stream().anyMatch(Entrance::asks);
  }

  /** Whether strangers may ask it, so that nobody's rights count. */
  boolean isOpen(String path) {
    return path.startsWith("/hooks/")
        || path.startsWith("/oauth/start/")
        || path.equals("/oauth/callback")
        || path.equals("/q/health")
        || path.startsWith("/q/health/")
        || entrances.stream().anyMatch(each -> each.isOpen(path));
  }

  /** Metrics name every connection. */
  private static boolean isMetrics(RoutingContext routing) {
    return routing.normalizedPath().startsWith("/q/metrics");
  }

  private static boolean isKnown(SecurityIdentity identity) {
    return !identity.isAnonymous() && !Identities.isScraper(identity);
  }

  private static boolean mayScrape(SecurityIdentity identity) {
    return !identity.isAnonymous() && (Identities.isScraper(identity) || seesAll(identity));
  }

  private static boolean seesAll(SecurityIdentity identity) {
    Rights rights = Identities.rights(identity);
    return rights.may(Role.VIEWER) && rights.scope().isAll();
  }

  private static boolean sameOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null
        || request.authority() != null
            && origin.equalsIgnoreCase(request.scheme() + "://" + request.authority());
  }

  /** Whether it was sent to this machine by name: not through a foreign name that points here. */
  private static boolean isLocal(HttpServerRequest request) {
    if (request.authority() == null) {
      return true;
    }
    String host = request.authority().host();
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.equals("::1")
        || LOOPBACK.matcher(host).matches();
  }
}
