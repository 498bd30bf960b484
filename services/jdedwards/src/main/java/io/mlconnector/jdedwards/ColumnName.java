package io.mlconnector.jdedwards;

import io.mlconnector.spi.VendorFailure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column that a setting names, as in {@code F0101.AC05}. */
record ColumnName(String table, String column) {

  private static final Pattern FORM = Pattern.compile("(F0101|F03012|F0401)\\.([A-Z0-9]{2,10})");

  static ColumnName of(String setting, String text) {
    Matcher parts = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw VendorFailure.rejected(
          0,
          "settings.%s: '%s' is no column of F0101, F03012 or F0401, such as F0101.AC05"
              .formatted(setting, text));
    }
    return new ColumnName(parts.group(1), parts.group(2));
  }

  /** As a field's or custom value's name. */
  String underscored() {
    return table + "_" + column;
  }
}
