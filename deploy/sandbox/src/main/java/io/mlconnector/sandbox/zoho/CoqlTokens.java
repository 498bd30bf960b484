package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a COQL query, read one after the other. */
final class CoqlTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")"
              + "|(?<word>[\\w.$-]+)|(?<sign>!=|<>|<=|>=|[=<>(),*]))");

  /** A word, a sign, or a quoted text without its quotation marks. */
  record Token(String text, boolean quoted, int column) {

    boolean is(String word) {
      return !quoted && text.equalsIgnoreCase(word);
    }
  }

  private final List<Token> tokens = new ArrayList<>();
  private final int length;
  private int at;

  CoqlTokens(String query) {
    length = query.length();
    Matcher matcher = TOKEN.matcher(query.stripTrailing());
    int from = 0;
    while (from < query.stripTrailing().length()) {
      matcher.region(from, matcher.regionEnd());
      if (!matcher.lookingAt()) {
        throw wrong(from, query.substring(from, Math.min(query.length(), from + 12)).strip());
      }
      tokens.add(token(matcher, from));
      from = matcher.end();
    }
  }

  private static Token token(Matcher matcher, int column) {
    String text = matcher.group("text");
    if (text != null) {
      String mark = text.substring(0, 1);
      String inside = text.substring(1, text.length() - 1).replace(mark + mark, mark);
      return new Token(inside, true, column);
    }
    String word = matcher.group("word");
    return new Token(word == null ? matcher.group("sign") : word, false, column);
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  boolean ahead(String word) {
    return !atEnd() && tokens.get(at).is(word);
  }

  /** Goes on behind the word if it is next. */
  boolean take(String word) {
    boolean there = ahead(word);
    if (there) {
      at++;
    }
    return there;
  }

  void expect(String word) {
    if (!take(word)) {
      throw here();
    }
  }

  Token next() {
    if (atEnd()) {
      throw here();
    }
    return tokens.get(at++);
  }

  int number() {
    Token token = next();
    if (!token.text().matches("\\d{1,9}")) {
      at--;
      throw here();
    }
    return Integer.parseInt(token.text());
  }

  /** The error that the vendor answers for what stands here. */
  Refusal here() {
    return atEnd() ? wrong(length, "") : wrong(tokens.get(at).column(), tokens.get(at).text());
  }

  private static Refusal wrong(int column, String near) {
    return new Refusal(
        400,
        "SYNTAX_ERROR",
        "error occurred while parsing the query",
        SandboxJson.object().put("line", 1).put("column", column + 1).put("near", near));
  }
}
