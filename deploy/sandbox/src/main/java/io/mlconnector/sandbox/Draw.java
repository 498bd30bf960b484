package io.mlconnector.sandbox;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Seeded draws, and texts that are handed out only once. */
public final class Draw {

  private final Random random;
  private final Map<String, Integer> taken = new HashMap<>();

  public Draw(long seed) {
    this.random = new Random(seed);
  }

  public <T> T from(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** The pattern with each # replaced by a digit. */
  public String digits(String pattern) {
    StringBuilder text = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
    }
    return text.toString();
  }

  /** The text itself at first, later with the number of its repetition between start and end. */
  public String once(String start, String separator, String end) {
    int times = taken.merge((start + end).toLowerCase(Locale.ROOT), 1, Integer::sum);
    return times == 1 ? start + end : start + separator + times + end;
  }

  /** Lower-case ASCII letters and digits of the text, other signs becoming one dash. */
  public static String slug(String text) {
    String plain = text.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o");
    return Normalizer.normalize(plain, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }
}
