package io.mlconnector.flow.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Optional;

/** Rights as Quarkus carries them through a request. */
public final class Identities {

  private static final String RIGHTS = "mlconnector.rights";

  private static final String SCRAPER = "mlconnector.scraper";

  private Identities() {}

  /** The identity of somebody with these rights. */
  public static SecurityIdentity of(Rights rights) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(rights.name()))
            .addAttribute(RIGHTS, rights);
    rights.role().ifPresent(role -> identity.addRole(role.text()));
    return identity.build();
  }

  /** Who has a token for metrics, and no rights beside. */
  static SecurityIdentity scraper() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("metrics"))
        .addAttribute(SCRAPER, true)
        .build();
  }

  static boolean isScraper(SecurityIdentity identity) {
    return Boolean.TRUE.equals(identity.<Boolean>getAttribute(SCRAPER));
  }

  /** The same identity with these rights, by its own name. */
  static SecurityIdentity with(SecurityIdentity identity, Rights rights) {
    return QuarkusSecurityIdentity.builder(identity).addAttribute(RIGHTS, rights).build();
  }

  /** What an identity may do: nothing, where nobody has said so. */
  static Rights rights(SecurityIdentity identity) {
    Rights rights = identity.getAttribute(RIGHTS);
    return rights != null
        ? rights
        : new Rights(identity.getPrincipal().getName(), Optional.empty(), Scope.NONE);
  }
}
