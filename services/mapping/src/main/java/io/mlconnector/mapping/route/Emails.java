package io.mlconnector.mapping.route;

import java.util.Locale;

/** Which fields hold an e-mail address, which an empty source value must never clear. */
final class Emails {

  private Emails() {}

  static boolean isEmail(CompiledField field) {
    return named(field.path())
        || field.expression().reading().fields().stream().anyMatch(Emails::named);
  }

  private static boolean named(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.replaceAll("[^a-z]", "").contains("email");
  }
}
