package io.mlconnector.sandbox.dynamics;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a batch: a change set, or one call alone.
 *
 * @param changeSet whether its operations are done as a whole
 */
record BatchPart(boolean changeSet, List<Inner> operations) {

  /** One call inside; {@code contentId} is null where it has none. */
  record Inner(Operation operation, String contentId) {}

  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/mixed\\s*;.*boundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.1");

  static List<BatchPart> parse(Operation call) {
    List<BatchPart> parts = new ArrayList<>();
    String body = new String(call.body(), StandardCharsets.UTF_8);
    for (Message part : split(body, boundary(call.header("Content-Type")))) {
      String type = String.valueOf(part.headers().get("Content-Type"));
      if (type.startsWith("multipart/mixed")) {
        parts.add(changeSet(call, part, type));
      } else {
        Inner inner = inner(call, part);
        boolean write = !inner.operation().is("GET");
        parts.add(new BatchPart(write, List.of(inner)));
      }
    }
    return parts;
  }

  private static BatchPart changeSet(Operation call, Message part, String type) {
    List<Inner> operations = new ArrayList<>();
    for (Message each : split(part.body(), boundary(type))) {
      Inner inner = inner(call, each);
      if (inner.operation().is("GET")) {
        throw Values.invalid("A GET cannot be in a change set.");
      }
      if (inner.contentId() == null) {
        throw Values.invalid("An operation of a change set needs a Content-ID.");
      }
      operations.add(inner);
    }
    return new BatchPart(true, operations);
  }

  private static Inner inner(Operation call, Message part) {
    if (!String.valueOf(part.headers().get("Content-Type")).startsWith("application/http")) {
      throw Values.invalid("A part of a batch must be application/http or multipart/mixed.");
    }
    String[] lines = part.body().split("\r?\n", 2);
    Matcher request = REQUEST.matcher(lines[0].strip());
    if (!request.matches()) {
      throw Values.invalid("A request line is expected, not '" + lines[0].strip() + "'.");
    }
    URI target = URI.create(request.group(2));
    Message content = Message.of(lines.length > 1 ? lines[1] : "");
    String path = target.getRawPath().replaceFirst("^" + ODataApi.ROOT + "/|^/", "");
    Operation operation =
        new Operation(
            request.group(1),
            call.root(),
            path,
            target.getRawQuery(),
            content.headers(),
            content.body().getBytes(StandardCharsets.UTF_8));
    return new Inner(operation, part.headers().get("Content-ID"));
  }

  private static String boundary(String type) {
    Matcher boundary = BOUNDARY.matcher(String.valueOf(type));
    if (!boundary.matches()) {
      throw Values.invalid("multipart/mixed with a boundary is expected, not '" + type + "'.");
    }
    return boundary.group(1);
  }

  private static List<Message> split(String body, String boundary) {
    String[] pieces =
        ("\n" + body).split("\r?\n--" + Pattern.quote(boundary) + "(?=--|[ \\t]*\r?\n|$)");
    if (pieces.length < 3 || !pieces[pieces.length - 1].startsWith("--")) {
      throw Values.invalid("The body does not end with its boundary '" + boundary + "'.");
    }
    List<Message> parts = new ArrayList<>();
    for (int i = 1; i < pieces.length - 1; i++) {
      parts.add(Message.of(pieces[i].replaceFirst("^[ \t]*\r?\n", "")));
    }
    return parts;
  }

  /** Header lines, an empty line, and the rest. */
  private record Message(MultiMap headers, String body) {
    static Message of(String text) {
      MultiMap headers = MultiMap.caseInsensitiveMultiMap();
      String rest = text;
      while (!rest.isEmpty()) {
        String[] lines = rest.split("\r?\n", 2);
        rest = lines.length > 1 ? lines[1] : "";
        if (lines[0].isBlank()) {
          break;
        }
        String[] sides = lines[0].split(":", 2);
        headers.add(sides[0].strip(), sides.length > 1 ? sides[1].strip() : "");
      }
      return new Message(headers, rest);
    }
  }
}
