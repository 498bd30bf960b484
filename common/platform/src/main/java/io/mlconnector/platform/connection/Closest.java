package io.mlconnector.platform.connection;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses what was meant by a misspelt name. */
final class Closest {

  private static final int MANY = 30;

  private Closest() {}

  /** Ends a sentence that a name is unknown: what was probably meant, or what there is. */
  static String hint(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "; remove it: there are none";
    }
    return to(name, known)
        .map(closest -> "; did you mean " + closest + "?")
        .orElseGet(() -> known.size() > MANY ? "" : "; there are " + sorted(known));
  }

  /** The known name that a misspelt one stands for, where one is near enough. */
  static Optional<String> to(String name, Collection<String> known) {
    String low = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(low, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .filter(candidate -> distance(low, candidate) <= Math.max(1, candidate.length() / 3));
  }

  private static String sorted(Collection<String> known) {
    return known.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Levenshtein, blind to case. */
  private static int distance(String low, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= low.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int changed = diagonal + (low.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
