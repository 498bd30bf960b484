package io.mlconnector.flow.access;

import io.mlconnector.flow.FlowConfig;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What the OIDC server's word is worth here: its roles viewer, operator and admin, and the claim
 * with the connections. A caller with the role {@code service} is one of our services: it may do
 * everything, unless it asks for a person. Nobody else may speak for others.
 */
@Singleton
public class IssuedRights implements SecurityIdentityAugmentor {

  /** The role of our own services at the OIDC server. */
  static final String SERVICE = "service";

  private static final String UNTRUSTED =
      " (without the role service, which speaking for a person needs)";

  private final Supplier<Optional<String>> claim;

  /** Made before settings can be read. */
  @Inject
  public IssuedRights(Provider<FlowConfig> config) {
    this(() -> config.get().access().connectionsClaim());
  }

  IssuedRights(Supplier<Optional<String>> claim) {
    this.claim = claim;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    if (identity.isAnonymous()) {
      return Uni.createFrom().item(identity);
    }
    RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    Optional<Rights> person =
        request == null
            ? Optional.empty()
            : OnBehalf.person(name -> request.request().getHeader(name));
    return Uni.createFrom().item(augmented(identity, person));
  }

  SecurityIdentity augmented(SecurityIdentity identity, Optional<Rights> person) {
    String name = identity.getPrincipal().getName();
    boolean service = identity.hasRole(SERVICE);
    if (person.isPresent()) {
      return service
          ? Identities.of(person.get())
          : Identities.with(identity, new Rights(name + UNTRUSTED, Optional.empty(), Scope.NONE));
    }
    return Identities.with(
        identity,
        service
            ? Rights.everything(name)
            : new Rights(name, Role.highest(identity.getRoles()), scope(identity)));
  }

  private Scope scope(SecurityIdentity identity) {
    Optional<String> name = claim.get();
    if (name.isEmpty()) {
      return Scope.ALL;
    }
    return identity.getPrincipal() instanceof JsonWebToken token
        ? claimed(token.<Object>getClaim(name.get()))
        : Scope.NONE;
  }

  static Scope claimed(Object claim) {
    if (claim instanceof JsonArray array) {
      return Scope.of(
          array.stream()
              .map(each -> each instanceof JsonString text ? text.getString() : "")
              .toList());
    }
    if (claim instanceof Collection<?> values) {
      return Scope.of(values.stream().map(String::valueOf).toList());
    }
    if (claim instanceof JsonString text) {
      return Scope.parse(text.getString());
    }
    return claim instanceof String text ? Scope.parse(text) : Scope.NONE;
  }
}
