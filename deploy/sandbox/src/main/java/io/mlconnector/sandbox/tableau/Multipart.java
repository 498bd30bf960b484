package io.mlconnector.sandbox.tableau;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/mixed} body: lines end with CR LF (sheet T2). */
record Multipart(byte[] body, List<Part> parts) {

  static final String PAYLOAD = "request_payload";
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)\"?");
  private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=\"([^\"]*)\"");
  private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");
  private static final byte[] HEADERS_END = ApiCall.utf8("\r\n\r\n");

  /** One part: its names and where its content is. */
  record Part(String name, String filename, String contentType, int from, int until) {
    int length() {
      return until - from;
    }
  }

  /** Reads the body; throws {@link Refusal} naming what is wrong with it. */
  static Multipart read(ApiCall call) {
    Matcher boundary = BOUNDARY.matcher(call.http().request().getHeader("Content-Type") + "");
    if (!call.contentType().startsWith("multipart/mixed") || !boundary.find()) {
      throw Refusal.badRequest("Content-Type: multipart/mixed with a boundary is expected.");
    }
    byte[] body = call.raw().getBytes();
    byte[] line = ApiCall.utf8("\r\n--" + boundary.group(1));
    byte[] first = ApiCall.utf8("--" + boundary.group(1));
    if (indexOf(body, first, 0) != 0) {
      throw Refusal.badRequest("The body does not begin with its boundary.");
    }
    List<Part> parts = new ArrayList<>();
    int at = first.length;
    while (startsWith(body, at, "\r\n")) {
      int from = indexOf(body, HEADERS_END, at);
      int until = from < 0 ? -1 : indexOf(body, line, from + 2);
      if (until < 0) {
        throw Refusal.badRequest("A part of the body has no end; lines end with CR LF.");
      }
      String headers = new String(body, at, from - at, StandardCharsets.UTF_8);
      parts.add(part(headers, Math.min(from + HEADERS_END.length, until), until));
      at = until + line.length;
    }
    if (!startsWith(body, at, "--")) {
      throw Refusal.badRequest("The body has no closing boundary; lines end with CR LF.");
    }
    return new Multipart(body, parts);
  }

  private static Part part(String headers, int from, int until) {
    String disposition = "";
    String type = "";
    for (String header : headers.split("\r\n")) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-disposition:")) {
        disposition = header.substring("content-disposition:".length());
      } else if (name.startsWith("content-type:")) {
        type = header.substring("content-type:".length()).strip();
      }
    }
    Matcher named = NAME.matcher(disposition);
    if (!named.find()) {
      throw Refusal.badRequest("A part of the body has no name in its Content-Disposition.");
    }
    Matcher file = FILENAME.matcher(disposition);
    return new Part(named.group(1), file.find() ? file.group(1) : "", type, from, until);
  }

  /** The text of the first part, which has to be the payload. */
  byte[] payload() {
    if (parts.isEmpty() || !parts.get(0).name().equals(PAYLOAD)) {
      throw Refusal.badRequest("The first part has to be " + PAYLOAD + ".");
    }
    Part part = parts.get(0);
    return java.util.Arrays.copyOfRange(body, part.from(), part.until());
  }

  /** The second and last part, a file of that part name. */
  Part file(String name) {
    if (parts.size() != 2
        || !parts.get(1).name().equals(name)
        || parts.get(1).filename().isEmpty()
        || !parts.get(1).contentType().startsWith("application/octet-stream")) {
      throw Refusal.badRequest(
          "The second part has to be " + name + ": a file name, application/octet-stream.");
    }
    return parts.get(1);
  }

  private static boolean startsWith(byte[] body, int at, String text) {
    byte[] start = ApiCall.utf8(text);
    return at + start.length <= body.length
        && java.util.Arrays.equals(body, at, at + start.length, start, 0, start.length);
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int at = from; at <= body.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && body[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
