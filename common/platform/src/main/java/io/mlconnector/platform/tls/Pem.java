package io.mlconnector.platform.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text (RFC 7468); what stands between blocks is ignored, as the RFC says.
 *
 * @param label such as {@code CERTIFICATE}
 */
record Pem(String label, String base64) {

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

  /**
   * The blocks of a text.
   *
   * @throws Wrong at {@code field} where one has no end
   */
  static List<Pem> blocks(String field, String text) {
    List<Pem> blocks = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    int from = 0;
    while (begin.find(from)) {
      String last = "-----END " + begin.group(1) + "-----";
      int end = text.indexOf(last, begin.end());
      if (end < 0) {
        throw new Wrong(
            field, "is cut off: copy the whole text, with its last line, %s".formatted(last));
      }
      blocks.add(new Pem(begin.group(1), text.substring(begin.end(), end)));
      from = end + last.length();
    }
    return blocks;
  }

  boolean certificate() {
    return label.equals("CERTIFICATE");
  }

  boolean key() {
    return label.endsWith("PRIVATE KEY");
  }

  /**
   * Its content.
   *
   * @throws Wrong at {@code field} where it is no Base64
   */
  byte[] der(String field) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Wrong(field, "is damaged: copy it anew from the file, line by line");
    }
  }

  /** The label only: it may be a key. */
  @Override
  public String toString() {
    return label;
  }
}
