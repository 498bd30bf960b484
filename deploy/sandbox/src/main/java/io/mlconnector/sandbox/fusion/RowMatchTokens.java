package io.mlconnector.sandbox.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a row-match expression, read one after the other. */
final class RowMatchTokens {

  /** What a token is: a word is a name, a keyword, or an unquoted literal. */
  enum Kind {
    WORD,
    TEXT,
    SIGN,
    END
  }

  record Token(Kind kind, String text) {
    boolean is(String sign) {
      return kind != Kind.TEXT && text.equalsIgnoreCase(sign);
    }
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*(?:'((?:[^']++|'')*+)'|\"((?:[^\"]++|\"\")*+)\"|(>=|<=|<>|!=|=|>|<|\\(|\\)|,)"
              + "|([A-Za-z0-9_.:+-]+))");

  private final List<Token> tokens = new ArrayList<>();
  private int position;

  RowMatchTokens(String q) {
    Matcher next = NEXT.matcher(q);
    int at = 0;
    while (at < q.length() && !q.substring(at).isBlank()) {
      if (!next.region(at, q.length()).lookingAt()) {
        throw Refusal.badRequest("q: cannot be read from \"" + q.substring(at).strip() + "\" on");
      }
      tokens.add(token(next));
      at = next.end();
    }
    tokens.add(new Token(Kind.END, "the end"));
  }

  private static Token token(Matcher next) {
    if (next.group(1) != null) {
      return new Token(Kind.TEXT, next.group(1).replace("''", "'"));
    }
    if (next.group(2) != null) {
      return new Token(Kind.TEXT, next.group(2).replace("\"\"", "\""));
    }
    return next.group(3) != null
        ? new Token(Kind.SIGN, next.group(3))
        : new Token(Kind.WORD, next.group(4));
  }

  Token take() {
    Token token = tokens.get(position);
    if (token.kind() != Kind.END) {
      position++;
    }
    return token;
  }

  boolean takeIf(String text) {
    boolean found = tokens.get(position).is(text);
    if (found) {
      position++;
    }
    return found;
  }

  void expect(String text) {
    if (!takeIf(text)) {
      throw Refusal.badRequest(
          "q: " + text + " is expected where " + tokens.get(position).text() + " stands");
    }
  }

  boolean ended() {
    return tokens.get(position).kind() == Kind.END;
  }
}
