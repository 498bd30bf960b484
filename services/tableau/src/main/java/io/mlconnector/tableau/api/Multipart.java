package io.mlconnector.tableau.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A body as Tableau takes files: {@code multipart/mixed}, lines that end with CR and LF, a part
 * {@code request_payload} of XML and perhaps one with bytes. Nobody who writes into a table knows
 * where its parts end.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_concepts_publish.htm">Publishing
 *     resources</a>
 * @param type the Content-Type, with the boundary of this body
 */
public record Multipart(String type, byte[] body) {

  private static final String FILE =
      "Content-Disposition: form-data; name=\"tableau_file\"; filename=\"chunk\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n";

  /** A body of the payload alone. */
  public static Multipart payload(String xml) {
    String boundary = boundary();
    return of(boundary, bytes(begin(boundary, xml) + end(boundary)));
  }

  /**
   * A body of one chunk of a file: the next bytes, which are held once.
   *
   * @throws IOException where there are fewer
   */
  public static Multipart chunk(InputStream file, int length) throws IOException {
    String boundary = boundary();
    byte[] head = bytes(begin(boundary, "") + "\r\n--" + boundary + "\r\n" + FILE);
    byte[] end = bytes(end(boundary));
    byte[] body = new byte[head.length + length + end.length];
    System.arraycopy(head, 0, body, 0, head.length);
    if (file.readNBytes(body, head.length, length) < length) {
      throw new IOException("The file ends before its length");
    }
    System.arraycopy(end, 0, body, head.length + length, end.length);
    return of(boundary, body);
  }

  private static Multipart of(String boundary, byte[] body) {
    return new Multipart("multipart/mixed; boundary=" + boundary, body);
  }

  private static String boundary() {
    return "part-" + UUID.randomUUID();
  }

  private static String begin(String boundary, String xml) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\"request_payload\"; filename=\"\""
        + "\r\nContent-Type: text/xml\r\n\r\n"
        + xml;
  }

  private static String end(String boundary) {
    return "\r\n--" + boundary + "--\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Its size only: it holds rows. */
  @Override
  public String toString() {
    return "Multipart of " + body.length + " bytes";
  }
}
