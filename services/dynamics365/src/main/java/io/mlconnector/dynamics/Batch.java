package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.dynamics.api.ODataApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Several calls in one, each answered by itself.
 *
 * @see <a href="https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part1-protocol.html">OData
 *     4.0, section 11.7</a>
 */
final class Batch {

  /**
   * So many calls are put together; the vendor mentions 5,000, but each has to fit a time limit.
   */
  static final int MOST = 50;

  private static final String LINE = "\r\n";
  private static final int STATUS = 1;

  private final URI baseUrl;
  private final UnaryOperator<String> readAll;
  private final UnaryOperator<String> writeAll;

  Batch(Connection connection) {
    this(
        connection.baseUrl(),
        connection.client(ODataApi.class)::readAll,
        connection.client(ODataApi.class)::writeAll);
  }

  Batch(URI baseUrl, UnaryOperator<String> readAll, UnaryOperator<String> writeAll) {
    this.baseUrl = baseUrl;
    this.readAll = readAll;
    this.writeAll = writeAll;
  }

  /** The answers, in order. */
  List<Part> read(List<Operation> operations) {
    return answered(operations, readAll);
  }

  /** The answers, in order; each write stands and falls alone. */
  List<Part> write(List<Operation> operations) {
    return answered(operations, writeAll);
  }

  /**
   * Some servers stop at the first part that fails and say nothing of those behind it, which were
   * not done then; they are sent with the next call.
   */
  private List<Part> answered(List<Operation> operations, UnaryOperator<String> call) {
    List<Part> parts = new ArrayList<>();
    while (parts.size() < operations.size()) {
      int from = parts.size();
      List<Operation> some = operations.subList(from, Math.min(operations.size(), from + MOST));
      List<Part> answers = parse(call.apply(text(some)));
      boolean stopped =
          answers.size() < some.size()
              && !answers.isEmpty()
              && !answers.get(answers.size() - 1).succeeded();
      if (answers.size() != some.size() && !stopped) {
        throw VendorFailure.unavailable(
            200,
            null,
            true,
            "The $batch of %d calls was answered with %d parts"
                .formatted(some.size(), answers.size()));
      }
      parts.addAll(answers);
    }
    return parts;
  }

  private String text(List<Operation> operations) {
    String root = baseUrl.toString().replaceAll("/+$", "") + "/data/";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      text.append("--").append(ODataApi.BOUNDARY).append(LINE);
      if (operation.body() == null) {
        append(text, root, operation, null);
      } else {
        // A changeset is all or nothing, so each write is one of its own.
        String change = "changeset_" + i;
        text.append("Content-Type: multipart/mixed; boundary=").append(change).append(LINE);
        text.append(LINE).append("--").append(change).append(LINE);
        append(text, root, operation, String.valueOf(i + 1));
        text.append("--").append(change).append("--").append(LINE);
      }
    }
    return text.append("--").append(ODataApi.BOUNDARY).append("--").append(LINE).toString();
  }

  private static void append(
      StringBuilder text, String root, Operation operation, String contentId) {
    text.append("Content-Type: application/http").append(LINE);
    text.append("Content-Transfer-Encoding: binary").append(LINE);
    if (contentId != null) {
      text.append("Content-ID: ").append(contentId).append(LINE);
    }
    text.append(LINE).append(operation.method()).append(' ').append(root);
    text.append(operation.path()).append(" HTTP/1.1").append(LINE);
    text.append("Accept: application/json").append(LINE);
    if (operation.ifMatch() != null) {
      text.append("If-Match: ").append(operation.ifMatch()).append(LINE);
    }
    if (operation.body() != null) {
      text.append("Content-Type: application/json").append(LINE).append(LINE);
      text.append(CanonicalJson.text(operation.body())).append(LINE);
    } else {
      text.append(LINE);
    }
    text.append(LINE);
  }

  /** The answers of a multipart text; what a changeset holds counts as it stands there. */
  static List<Part> parse(String text) {
    List<Part> parts = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int at = 0;
    while (at < lines.size()) {
      if (!lines.get(at).startsWith("HTTP/1.1 ")) {
        at++;
        continue;
      }
      int status = status(lines.get(at));
      while (at < lines.size() && !lines.get(at).isBlank()) {
        at++;
      }
      StringBuilder body = new StringBuilder();
      // JSON is never a line that begins with two hyphens; whatever does is a boundary.
      while (at < lines.size() && !lines.get(at).startsWith("--")) {
        body.append(lines.get(at++)).append('\n');
      }
      parts.add(new Part(status, json(body.toString())));
    }
    return parts;
  }

  private static int status(String line) {
    try {
      return Integer.parseInt(line.split(" ")[STATUS]);
    } catch (NumberFormatException e) {
      throw VendorFailure.unavailable(
          200, null, true, "A part of the $batch answer begins with no status: " + line);
    }
  }

  private static JsonNode json(String body) {
    if (body.isBlank()) {
      return JsonNodeFactory.instance.missingNode();
    }
    try {
      return CanonicalJson.read(body, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
