package io.mlconnector.peoplesoft;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** PeopleSoft's country codes have three letters, canonical ones two. */
final class Countries {

  private static final Map<String, String> BY_THREE =
      Arrays.stream(Locale.getISOCountries())
          .collect(
              Collectors.toMap(
                  two -> new Locale.Builder().setRegion(two).build().getISO3Country(),
                  Function.identity(),
                  (one, other) -> one));

  private Countries() {}

  /** Null where it is no country. */
  static String iso2(String code) {
    if (code == null) {
      return null;
    }
    String upper = code.toUpperCase(Locale.ROOT);
    return upper.length() == 2 && BY_THREE.containsValue(upper) ? upper : BY_THREE.get(upper);
  }
}
