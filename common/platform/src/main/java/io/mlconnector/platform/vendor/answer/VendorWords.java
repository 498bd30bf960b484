package io.mlconnector.platform.vendor.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.vendor.transport.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds what a vendor said in an answer: JSON or XML of any shape, text, or a page. */
public final class VendorWords {

  /** The longest sentence that is kept, in characters. */
  static final int LONGEST = 500;

  private static final int LARGEST_TREE = 64 << 10;
  private static final int READ = 64 << 10;

  private final Redactor redactor;

  public VendorWords(Redactor redactor) {
    this.redactor = redactor;
  }

  /** The vendor's own words on one line, cleaned; empty where there are none. */
  public String of(Answer answer) {
    return shorten(redactor.clean(plain(raw(answer))));
  }

  private String raw(Answer answer) {
    Optional<JsonNode> tree = parse(answer);
    if (tree.isPresent()) {
      String sentence = JsonWords.of(tree.get());
      return sentence.isEmpty() ? tree.get().toString() : sentence;
    }
    String text =
        answer.body().length > READ
            ? new String(answer.body(), 0, READ, StandardCharsets.UTF_8)
            : answer.text();
    return looksLikePage(answer, text) ? HtmlWords.of(text) : text;
  }

  private static boolean looksLikePage(Answer answer, String text) {
    return answer.header("content-type").orElse("").contains("html")
        || text.stripLeading().startsWith("<");
  }

  /** The body as a tree without credentials; empty where it is large or neither JSON nor XML. */
  public Optional<JsonNode> tree(Answer answer) {
    return parse(answer).map(redactor::clean);
  }

  private static Optional<JsonNode> parse(Answer answer) {
    byte[] body = answer.body();
    if (body.length == 0 || body.length > LARGEST_TREE) {
      return Optional.empty();
    }
    if (XmlTree.isXml(answer)) {
      return XmlTree.of(body);
    }
    try {
      JsonNode tree = CanonicalJson.mapper().readTree(body);
      return tree.isContainerNode() ? Optional.of(tree) : Optional.empty();
    } catch (JsonProcessingException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One line without control characters. */
  private static String plain(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), 4 * LONGEST));
    boolean gap = false;
    for (int i = 0; i < text.length() && line.length() < 4 * LONGEST; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c) || hidden(c)) {
        gap = line.length() > 0;
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.append(c);
      }
    }
    return line.toString();
  }

  private static boolean hidden(char c) {
    return Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
  }

  private static String shorten(String line) {
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }
}
