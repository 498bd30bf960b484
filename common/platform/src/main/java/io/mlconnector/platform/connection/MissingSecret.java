package io.mlconnector.platform.connection;

import java.util.regex.Pattern;

/**
 * What stands in an exported file for a secret that is stored here and never comes out: {@code
 * ${missing:clientSecret}}. Read again, it is as if nothing were given, so a stored one stays.
 */
final class MissingSecret {

  private static final Pattern FORM = Pattern.compile("\\$\\{missing:[^}]*}");

  private MissingSecret() {}

  static String of(String field) {
    return "${missing:%s}".formatted(field);
  }

  static boolean is(String text) {
    return FORM.matcher(text.strip()).matches();
  }
}
