package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that take a regular expression, on an engine whose time grows with the text's
 * length only. Back references and look-around do not exist there; an expression that uses them is
 * refused when the route is saved.
 */
final class RegexFunctions {

  /** Expressions come from routes, of which there are few; the limit is against a leak. */
  private static final int MAX_CACHED = 10_000;

  private static final Map<String, Pattern> CACHE = new ConcurrentHashMap<>();

  private RegexFunctions() {}

  /**
   * The pattern in the linear-time engine.
   *
   * @throws PatternSyntaxException where it uses what only a backtracking engine has
   */
  static Pattern linear(java.util.regex.Pattern pattern) {
    int flags = 0;
    if ((pattern.flags() & java.util.regex.Pattern.CASE_INSENSITIVE) != 0) {
      flags |= Pattern.CASE_INSENSITIVE;
    }
    if ((pattern.flags() & java.util.regex.Pattern.MULTILINE) != 0) {
      flags |= Pattern.MULTILINE;
    }
    String key = flags + pattern.pattern();
    Pattern known = CACHE.get(key);
    if (known == null) {
      known = Pattern.compile(pattern.pattern(), flags);
      if (CACHE.size() < MAX_CACHED) {
        CACHE.put(key, known);
      }
    }
    return known;
  }

  static Object contains(List<?> arguments) {
    String text = text(arguments.get(0));
    if (text == null) {
      return null;
    }
    Object wanted = arguments.get(1);
    return wanted instanceof java.util.regex.Pattern pattern
        ? linear(pattern).matcher(text).find()
        : text.contains(literal(wanted));
  }

  static Object match(List<?> arguments) {
    String text = text(arguments.get(0));
    if (text == null) {
      return null;
    }
    List<Object> matches = new ArrayList<>();
    Matcher matcher = linear(pattern(arguments.get(1), "$match")).matcher(text);
    int limit = limit(arguments, 2);
    while (matches.size() < limit && matcher.find()) {
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      List<Object> groups = new ArrayList<>();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        groups.add(matcher.group(group) == null ? "" : matcher.group(group));
      }
      match.put("groups", groups);
      matches.add(match);
    }
    return matches;
  }

  static Object split(List<?> arguments) {
    String text = text(arguments.get(0));
    if (text == null) {
      return null;
    }
    Object by = arguments.get(1);
    String[] parts =
        by instanceof java.util.regex.Pattern pattern
            ? linear(pattern).split(text, -1)
            : text.split(
                java.util.regex.Pattern.quote(literal(by)), literal(by).isEmpty() ? 0 : -1);
    int limit = Math.min(limit(arguments, 2), parts.length);
    return new ArrayList<>(List.of(parts).subList(0, limit));
  }

  static Object replace(List<?> arguments, Bounds bounds) {
    String text = text(arguments.get(0));
    if (text == null) {
      return null;
    }
    Object wanted = arguments.get(1);
    String by = literal(arguments.get(2));
    boolean regex = wanted instanceof java.util.regex.Pattern;
    if (!regex && literal(wanted).isEmpty()) {
      throw new JException("$replace needs a text to look for", -1);
    }
    Pattern pattern =
        regex
            ? linear((java.util.regex.Pattern) wanted)
            : Pattern.compile(Pattern.quote(literal(wanted)));
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int end = 0;
    for (int left = limit(arguments, 3); left > 0 && matcher.find(); left--) {
      out.append(text, end, matcher.start());
      append(out, by, regex ? matcher : null);
      bounds.length(out.length());
      end = matcher.end();
    }
    return out.append(text, end, text.length()).toString();
  }

  private static void append(StringBuilder out, String by, Matcher groups) {
    for (int i = 0; i < by.length(); i++) {
      char next = i + 1 < by.length() ? by.charAt(i + 1) : 0;
      if (groups == null || by.charAt(i) != '$' || (next != '$' && !Character.isDigit(next))) {
        out.append(by.charAt(i));
      } else if (next == '$') {
        out.append('$');
        i++;
      } else {
        int group = next - '0';
        if (group <= groups.groupCount() && groups.group(group) != null) {
          out.append(groups.group(group));
        }
        i++;
      }
    }
  }

  private static int limit(List<?> arguments, int at) {
    return arguments.size() > at && arguments.get(at) instanceof Number limit
        ? Math.max(0, limit.intValue())
        : Integer.MAX_VALUE;
  }

  private static java.util.regex.Pattern pattern(Object value, String function) {
    if (value instanceof java.util.regex.Pattern pattern) {
      return pattern;
    }
    throw new JException(function + " takes a regular expression, such as /[0-9]+/", -1);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new JException("A text or a regular expression was expected, not a function", -1);
  }
}
