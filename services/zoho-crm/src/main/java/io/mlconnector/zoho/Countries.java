package io.mlconnector.zoho;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Countries by what people write: Zoho's country fields are plain text, which holds a name in
 * English most of the time.
 */
final class Countries {

  private static final Map<String, String> BY_WORD = new HashMap<>();

  static {
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale("", code);
      BY_WORD.put(word(code), code);
      BY_WORD.put(word(country.getISO3Country()), code);
      BY_WORD.put(word(country.getDisplayCountry(Locale.ENGLISH)), code);
    }
    BY_WORD.put(word("USA"), "US");
    BY_WORD.put(word("UK"), "GB");
    BY_WORD.put(word("Great Britain"), "GB");
    BY_WORD.put(word("United States of America"), "US");
  }

  private Countries() {}

  /** The two-letter code; null where nobody knows what is meant. */
  static String code(String text) {
    return BY_WORD.get(word(text));
  }

  private static String word(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
  }
}
