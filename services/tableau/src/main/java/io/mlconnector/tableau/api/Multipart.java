package io.mlconnector.tableau.api;

import java.nio.charset.StandardCharsets;

/**
 * Bodies as Tableau takes files: {@code multipart/mixed}, lines that end with CR and LF, a part
 * {@code request_payload} of XML and perhaps one with the bytes.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_concepts_publish.htm">Publishing
 *     resources</a>
 */
public final class Multipart {

  /** Long enough that no file holds it by chance. */
  private static final String BOUNDARY = "ml-connector-9c1d6f0e8a5b47d3b2e4f7a1c06d95e8-part";

  /** The content type of such a body. */
  public static final String TYPE = "multipart/mixed; boundary=" + BOUNDARY;

  private static final byte[] END = ascii("\r\n--" + BOUNDARY + "--\r\n");

  private Multipart() {}

  /** A body of the payload alone. */
  public static byte[] payload(String xml) {
    return joined(begin(xml), new byte[0], 0);
  }

  /** A body of one chunk of a file: the first bytes of an array. */
  public static byte[] chunk(byte[] bytes, int length) {
    String part =
        begin("")
            + "\r\n--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"tableau_file\"; filename=\"chunk\""
            + "\r\nContent-Type: application/octet-stream\r\n\r\n";
    return joined(part, bytes, length);
  }

  private static String begin(String xml) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: form-data; name=\"request_payload\"; filename=\"\""
        + "\r\nContent-Type: text/xml\r\n\r\n"
        + xml;
  }

  private static byte[] joined(String begin, byte[] bytes, int length) {
    byte[] head = begin.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + length + END.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(bytes, 0, body, head.length, length);
    System.arraycopy(END, 0, body, head.length + length, END.length);
    return body;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
