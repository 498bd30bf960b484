package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Token;
import io.mlconnector.sandbox.zendesk.state.User;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Knows a caller by {@code email/token} with an API token, or by a bearer token. */
final class Authentication {

  private static final String MARK = "/token";

  private final Account account;

  Authentication(Account account) {
    this.account = account;
  }

  /** Empty without any credentials; refuses with 401 when they are wrong, old or of a leaver. */
  Optional<Caller> caller(String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return Optional.empty();
    }
    String[] parts = authorization.strip().split("\\s+", 2);
    String scheme = parts[0].toLowerCase(Locale.ROOT);
    String rest = parts.length == 2 ? parts[1] : "";
    Optional<Caller> caller =
        switch (scheme) {
          case "basic" -> basic(rest);
          case "bearer" -> bearer(rest);
          default -> Optional.empty();
        };
    return Optional.of(
        caller
            .filter(each -> each.user().active() && !each.user().suspended())
            .orElseThrow(Refusals::unauthenticated));
  }

  private Optional<Caller> bearer(String value) {
    Optional<Token> token = account.tokens().accepted(value);
    return token.flatMap(
        each -> account.users().byId(each.userId()).map(user -> new Caller(user, each)));
  }

  private Optional<Caller> basic(String encoded) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    if (colon < MARK.length() || !text.startsWith(MARK, colon - MARK.length())) {
      return Optional.empty();
    }
    Optional<User> user = account.users().byEmail(text.substring(0, colon - MARK.length()));
    return user.filter(User::isStaff)
        .filter(each -> account.tokens().acceptsApiToken(text.substring(colon + 1)))
        .map(each -> new Caller(each, null));
  }
}
