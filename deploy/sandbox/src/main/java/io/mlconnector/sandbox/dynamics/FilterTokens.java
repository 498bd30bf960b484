package io.mlconnector.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A filter's words, read one after the other. */
final class FilterTokens {

  private static final Pattern TOKEN =
      Pattern.compile("\\s*([A-Za-z0-9_.:+-]*'(?:[^']|'')*'|[A-Za-z0-9_.:+-]+|[(),])");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  FilterTokens(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        if (text.substring(at).isBlank()) {
          return;
        }
        throw Refusal.badQuery("Syntax error at position " + at + " in '" + text + "'.");
      }
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
  }

  boolean is(String token) {
    return next < tokens.size() && tokens.get(next).equals(token);
  }

  /** Whether that token comes next; it is then behind us. */
  boolean took(String token) {
    boolean is = is(token);
    next += is ? 1 : 0;
    return is;
  }

  String take() {
    if (next == tokens.size()) {
      throw Refusal.badQuery("Expression expected at the end of '" + text + "'.");
    }
    return tokens.get(next++);
  }

  void end() {
    if (next < tokens.size()) {
      throw Refusal.badQuery("Syntax error at '" + tokens.get(next) + "' in '" + text + "'.");
    }
  }
}
