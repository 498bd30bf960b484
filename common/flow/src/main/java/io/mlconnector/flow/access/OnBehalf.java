package io.mlconnector.flow.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * For whom a service of ours asks another, and what that person may do: headers that count only
 * beside a token of ours or of a service, or where the asked service is loopback only. What is done
 * for a person is done with that person's rights and audited by that name.
 */
public final class OnBehalf {

  /** The person's name, percent-encoded, 200 characters at most. */
  public static final String HEADER = "X-Mlconnector-On-Behalf";

  /** The person's role; without it, none. */
  public static final String ROLE = "X-Mlconnector-Role";

  /** The connections that the person sees, as {@link Scope#text}; without it, none. */
  public static final String SCOPE = "X-Mlconnector-Scope";

  private static final int LONGEST = 200;

  /** Who cannot be told from the header may do nothing. */
  private static final Rights UNREADABLE = new Rights("unknown", Optional.empty(), Scope.NONE);

  private OnBehalf() {}

  /** The headers that name a person. */
  public static Map<String, String> headers(Rights person) {
    return Map.of(
        HEADER,
        value(person.name()),
        ROLE,
        person.role().map(Role::text).orElse("none"),
        SCOPE,
        person.scope().text());
  }

  /** For whom a request is sent, by its headers; empty where it is sent for nobody. */
  static Optional<Rights> person(UnaryOperator<String> header) {
    if (header.apply(HEADER) == null) {
      return Optional.empty();
    }
    Optional<Role> role = Role.highest(List.of(text(header.apply(ROLE))));
    Scope scope = Scope.parse(text(header.apply(SCOPE)));
    return Optional.of(
        name(header.apply(HEADER)).map(name -> new Rights(name, role, scope)).orElse(UNREADABLE));
  }

  private static String text(String header) {
    return header == null ? "" : header.strip();
  }

  static String value(String name) {
    String short200 = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return URLEncoder.encode(short200, StandardCharsets.UTF_8);
  }

  static Optional<String> name(String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      String name = URLDecoder.decode(value, StandardCharsets.UTF_8).strip();
      boolean readable =
          name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
      return readable && !name.isEmpty() ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
