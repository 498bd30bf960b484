package io.mlconnector.platform.vendor.answer;

import java.util.Locale;

/** The words of a page for browsers, without markup, scripts and styles. Linear in its length. */
final class HtmlWords {

  private static final int ENOUGH = 4 * VendorWords.LONGEST;

  private HtmlWords() {}

  static String of(String html) {
    String lower = html.toLowerCase(Locale.ROOT);
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < html.length() && words.length() < ENOUGH) {
      int open = html.indexOf('<', at);
      words.append(html, at, open < 0 ? html.length() : open).append(' ');
      if (open < 0) {
        break;
      }
      at = afterTag(html, lower, open);
    }
    return entities(words.toString());
  }

  private static int afterTag(String html, String lower, int open) {
    for (String silent : new String[] {"script", "style"}) {
      if (lower.startsWith(silent, open + 1)) {
        return after(html, lower, "</" + silent, open);
      }
    }
    return lower.startsWith("<!--", open)
        ? after(html, lower, "--", open + 4)
        : after(html, lower, "", open);
  }

  private static int after(String html, String lower, String mark, int from) {
    int found = lower.indexOf(mark, from);
    int close = found < 0 ? -1 : html.indexOf('>', found);
    return close < 0 ? html.length() : close + 1;
  }

  private static String entities(String text) {
    return text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
