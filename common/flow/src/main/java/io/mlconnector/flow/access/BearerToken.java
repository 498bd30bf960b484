package io.mlconnector.flow.access;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows callers by one of our tokens, who may do everything, unless they ask for a person: then
 * that person's rights count; and a scraper by its own, who may read metrics. Others are left to
 * OIDC, where that is on.
 */
@Singleton
public class BearerToken implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final boolean oidc;
  private final AccessPolicy policy;

  public BearerToken(
      AccessTokens tokens,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc,
      AccessPolicy policy) {
    this.tokens = tokens;
    this.oidc = oidc;
    this.policy = policy;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    String header = request.request().getHeader("Authorization");
    Optional<Rights> person = OnBehalf.person(request.request()::getHeader);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return policy.asks()
          ? none()
          : Uni.createFrom().item(person.map(Identities::of).orElse(null));
    }
    String token = header.substring(SCHEME.length()).strip();
    if (!tokens.accepts(token)) {
      return tokens.acceptsForMetrics(token) ? Uni.createFrom().item(Identities.scraper()) : none();
    }
    return Uni.createFrom().item(Identities.of(person.orElseGet(() -> Rights.everything("token"))));
  }

  private static Uni<SecurityIdentity> none() {
    return Uni.createFrom().nullItem();
  }

  /** Asked before OIDC, which would refuse a token that it has not issued. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1000;
  }

  /** Left to OIDC where that is on: it may lead people to the sign-in page. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    if (oidc) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", SCHEME.strip()));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext request) {
    if (oidc) {
      return Uni.createFrom().item(false);
    }
    byte[] body =
        CanonicalJson.bytes(
            new Problem.Body(
                "about:blank",
                "Unauthorized",
                401,
                "Send the header Authorization: Bearer TOKEN with a token of this installation",
                List.of()));
    request.response().setStatusCode(401);
    request.response().putHeader("WWW-Authenticate", SCHEME.strip());
    request.response().putHeader("Content-Type", Problem.MEDIA_TYPE);
    return Uni.createFrom()
        .completionStage(request.response().end(Buffer.buffer(body)).toCompletionStage())
        .replaceWith(true);
  }
}
