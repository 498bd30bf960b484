package io.mlconnector.sandbox.jde;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tells who may call: by a token, or by a password or JWT for one call (sheet 3.1). */
final class Gate {

  private static final String REFUSED = "Authorization Failure";

  private final Sessions sessions;

  Gate(Sessions sessions) {
    this.sessions = sessions;
  }

  /** The user of a call; throws a {@link Refusal}, of that status for an invalid token. */
  String user(AisCall call, int invalidToken) {
    String token = call.token();
    if (token == null) {
      String user = userOf(call.header("Authorization"));
      sessions.temporary();
      return user;
    }
    return session(call, token, invalidToken).user();
  }

  Session session(AisCall call, String token, int invalidToken) {
    Session session = sessions.use(token, call.device(), call.address(), true);
    if (session == null) {
      throw Refusal.invalidToken(invalidToken);
    }
    return session;
  }

  /** The user of an Authorization header, Basic or Bearer; throws a 403 for anything else. */
  static String userOf(String authorization) {
    if (authorization != null && authorization.equals("Bearer " + JdeAccounts.JWT)) {
      return JdeAccounts.USER;
    }
    if (authorization != null && authorization.startsWith("Basic ")) {
      String pair = decoded(authorization.substring("Basic ".length()));
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return user(pair.substring(0, colon), pair.substring(colon + 1));
      }
    }
    throw new Refusal(403, REFUSED);
  }

  static String user(String name, String password) {
    if (!JdeAccounts.USER.equalsIgnoreCase(name) || !JdeAccounts.PASSWORD.equals(password)) {
      throw new Refusal(403, REFUSED);
    }
    return JdeAccounts.USER;
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
