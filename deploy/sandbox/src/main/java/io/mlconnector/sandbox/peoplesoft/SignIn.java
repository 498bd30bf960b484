package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.AccessTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;

/** Who calls: by OPRID and password, or by a bearer token from PeopleTools 8.58 on (sheet 2.1). */
final class SignIn {

  private static final Set<String> OPRIDS =
      Set.of(PeopleSoftAccounts.OPRID, PeopleSoftAccounts.OPRID_WITHOUT_QUERIES);

  private final AccessTokens tokens;
  private final Supplier<PeopleSoftSettings> settings;

  SignIn(AccessTokens tokens, Supplier<PeopleSoftSettings> settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  /** The OPRID that the header of a REST call proves; throws a {@link Refusal} for nobody. */
  String oprid(String authorization) {
    if (authorization == null) {
      throw Refusal.signIn("No credentials");
    }
    String[] parts = authorization.split(" ", 2);
    String value = parts.length == 2 ? parts[1].strip() : "";
    if (parts[0].equalsIgnoreCase("Basic") && settings.get().basic()) {
      return basic(value);
    }
    if (parts[0].equalsIgnoreCase("Bearer")
        && settings.get().knowsTokens()
        && !settings.get().tokenUser().isEmpty()
        && tokens.isLive(value)) {
      return settings.get().tokenUser();
    }
    throw Refusal.signIn("Credentials are not accepted");
  }

  private static String basic(String value) {
    try {
      String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return oprid(pair.substring(0, Math.max(0, colon)), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw Refusal.signIn("Malformed credentials");
    }
  }

  /** The same for OPRID and password as they are. */
  static String oprid(String user, String password) {
    if (!OPRIDS.contains(user) || !PeopleSoftAccounts.PASSWORD.equals(password)) {
      throw Refusal.signIn("User ID and password do not match");
    }
    return user;
  }
}
