package io.mlconnector.flow.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * For whom a service of ours asks another: a header that counts only beside a token of ours, or
 * where the asked service is loopback only. What is done for a person is audited by that name.
 */
public final class OnBehalf {

  /** The header; its value is the person's name, percent-encoded, 200 characters at most. */
  public static final String HEADER = "X-Mlconnector-On-Behalf";

  private static final int LONGEST = 200;

  private OnBehalf() {}

  /** The header's value for a name. */
  public static String value(String name) {
    String short200 = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return URLEncoder.encode(short200, StandardCharsets.UTF_8);
  }

  /** The name in a header's value; empty where there is none that can be read. */
  public static Optional<String> name(String value) {
    if (value == null || value.isBlank()) {
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
