package io.mlconnector.console.look;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** How templates write numbers, codes and addresses. */
@TemplateExtension
public final class Numbers {

  private Numbers() {}

  /** A number with its thousands apart. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A coordinate further on. */
  static int plus(int number, int more) {
    return number + more;
  }

  /** Seconds in words. */
  static String seconds(Long seconds) {
    return Times.words(Duration.ofSeconds(seconds));
  }

  /** A code such as {@code MASS_CHANGE} in words. */
  static String words(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  /** A text as part of an address. */
  static String inUrl(String text) {
    return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
