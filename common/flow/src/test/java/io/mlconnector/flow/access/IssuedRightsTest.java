package io.mlconnector.flow.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

class IssuedRightsTest {

  private final IssuedRights issued = claim(Optional.of("connections"));

  @Test
  void theServersRolesAndItsClaimCount() {
    Rights rights =
        Identities.rights(
            issued.augmented(
                somebody(Map.of("connections", List.of("a", "b")), "viewer", "operator"),
                Optional.empty()));

    assertThat(rights)
        .isEqualTo(new Rights("ada", Optional.of(Role.OPERATOR), Scope.of(List.of("a", "b"))));
  }

  @Test
  void whoeverLacksTheClaimSeesNothingUnlessNoClaimIsAskedFor() {
    SecurityIdentity ada = somebody(Map.of(), "admin");

    assertThat(scopeOf(issued, ada)).isEqualTo(Scope.NONE);
    assertThat(scopeOf(claim(Optional.empty()), ada)).isEqualTo(Scope.ALL);
  }

  @Test
  void theClaimMayBeAnArrayOrOneText() {
    assertThat(IssuedRights.claimed(Json.createArrayBuilder().add("a").add("b").build()))
        .isEqualTo(IssuedRights.claimed("a b"))
        .isEqualTo(IssuedRights.claimed("b,a"))
        .isEqualTo(Scope.of(List.of("a", "b")));
    assertThat(IssuedRights.claimed(17)).isEqualTo(Scope.NONE);
  }

  @Test
  void onlyAServiceSpeaksForAPersonAndThenThePersonsRightsCount() {
    Rights person = new Rights("vera", Optional.of(Role.VIEWER), Scope.of(List.of("a")));

    assertThat(
            Identities.rights(issued.augmented(somebody(Map.of(), "service"), Optional.of(person))))
        .isEqualTo(person);
    assertThat(
            Identities.rights(issued.augmented(somebody(Map.of(), "admin"), Optional.of(person)))
                .role())
        .isEmpty();
    assertThat(Identities.rights(issued.augmented(somebody(Map.of(), "service"), Optional.empty())))
        .isEqualTo(Rights.everything("ada"));
  }

  private static IssuedRights claim(Optional<String> name) {
    Supplier<Optional<String>> setting = () -> name;
    return new IssuedRights(setting);
  }

  private static Scope scopeOf(IssuedRights issued, SecurityIdentity somebody) {
    return Identities.rights(issued.augmented(somebody, Optional.empty())).scope();
  }

  private static SecurityIdentity somebody(Map<String, Object> claims, String... roles) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new Token(claims))
        .addRoles(Set.of(roles))
        .build();
  }

  private static final class Token extends QuarkusPrincipal implements JsonWebToken {

    private final Map<String, Object> claims;

    Token(Map<String, Object> claims) {
      super("ada");
      this.claims = claims;
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return (T) claims.get(name);
    }
  }
}
