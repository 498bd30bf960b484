package io.mlconnector.sandbox.fusion;

import java.util.function.Supplier;

/** Decides who may call: a live bearer token or the integration user, with the privilege. */
final class Gate {

  private final IssuedTokens tokens;
  private final Supplier<FusionSettings> settings;

  Gate(IssuedTokens tokens, Supplier<FusionSettings> settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  void signedIn(String authorization) {
    boolean user =
        Credentials.basic(authorization)
            .filter(given -> given.name().equals(FusionAccounts.USER))
            .filter(given -> given.secret().equals(FusionAccounts.PASSWORD))
            .isPresent();
    if (!user && !bearer(authorization)) {
      throw new Refusal(401, "not signed in");
    }
  }

  private boolean bearer(String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        && settings.get().clientIsFusionUser()
        && tokens.isLive(authorization.substring(7).strip());
  }

  void mayRead(String resource) {
    if (settings.get().withoutPrivilege().contains(resource)) {
      throw new Refusal(
          settings.get().missingPrivilegeStatus(),
          "the user lacks the privilege to view " + resource);
    }
  }
}
