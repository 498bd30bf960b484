package io.mlconnector.zoho;

import java.util.Locale;

/** Texts as they are compared when records meet for the first time: people write them anyhow. */
final class Norm {

  private Norm() {}

  /**
   * The text without what does not matter; empty where nothing is left.
   *
   * @param by the match key: of a tax id only letters and digits count
   */
  static String of(String by, String text) {
    if (text == null) {
      return "";
    }
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return by.equals("tax_id")
        ? lower.replaceAll("[^\\p{L}\\p{N}]", "")
        : lower.replaceAll("\\s+", " ");
  }
}
