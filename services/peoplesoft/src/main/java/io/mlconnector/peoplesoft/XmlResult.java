package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.VendorFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * Rows in XML, whatever their namespace is: {@code row} elements whose children are the columns. An
 * {@code IBResponse} of type error is one, although its status is 200.
 */
final class XmlResult {

  private static final String ROW = "row";
  private static final String ERROR = "IBResponse";

  /** Not the query's fault: the gateway did not get through to PeopleSoft. */
  private static final Pattern PASSING =
      Pattern.compile("(?i)external system|timed? ?out|unavailable|jolt|server is down");

  private final String query;
  private final List<JsonRow> rows = new ArrayList<>();
  private final Map<String, StringBuilder> error = new HashMap<>();
  private Integer count;
  private boolean result;
  private boolean failed;

  private XmlResult(String query) {
    this.query = query;
  }

  static Result read(String query, String text) {
    XmlResult answer = new XmlResult(query);
    try {
      answer.parse(new Xml(text.getBytes(StandardCharsets.UTF_8)));
    } catch (Xml.Bad e) {
      throw VendorFailure.unavailable(
          200,
          null,
          true,
          "Query %s was answered with XML that %s".formatted(query, e.getMessage()));
    }
    return answer.result();
  }

  private void parse(Xml xml) throws Xml.Bad {
    String root = null;
    ObjectNode row = null;
    String column = null;
    StringBuilder value = new StringBuilder();
    for (int event = xml.next(); event != XMLStreamReader.END_DOCUMENT; event = xml.next()) {
      switch (event) {
        case XMLStreamReader.START_ELEMENT -> {
          String name = xml.name();
          root = root == null ? name : root;
          failed |= name.equals(ERROR) && "error".equalsIgnoreCase(xml.attribute("type"));
          count = count(xml, count);
          if (name.equals(ROW) && row == null) {
            row = JsonNodeFactory.instance.objectNode();
            result = true;
          } else {
            column = name;
            value.setLength(0);
          }
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> value.append(xml.text());
        case XMLStreamReader.END_ELEMENT -> {
          String name = xml.name();
          if (name.equals(ROW) && row != null) {
            rows.add(new JsonRow(row));
            row = null;
          } else if (row != null && name.equals(column)) {
            row.put(name, value.toString());
          } else if (name.equals(column)) {
            error.computeIfAbsent(name, key -> new StringBuilder()).append(value).append(' ');
          }
          column = null;
        }
        default -> {
          // nothing that matters
        }
      }
    }
    result |= count != null || "query".equalsIgnoreCase(root);
  }

  private static Integer count(Xml xml, Integer before) {
    String said = xml.attribute("numrows");
    return said == null || !said.matches("[0-9]{1,9}") ? before : Integer.valueOf(said);
  }

  private Result result() {
    if (failed) {
      throw refused();
    }
    if (!result) {
      throw VendorFailure.rejected(
          200,
          "Query %s was answered with XML that has no rows; set resultFormat to json"
              .formatted(query));
    }
    return ResultReader.complete(query, count == null ? rows.size() : count, rows);
  }

  private VendorFailure refused() {
    String words =
        Words.line("%s %s".formatted(said("DefaultTitle"), said("DefaultMessage")).strip());
    String message =
        "PeopleSoft refused query %s: %s (status code %s, message %s/%s)"
            .formatted(
                query,
                words.isEmpty() ? "no words" : words,
                said("StatusCode"),
                said("MessageSet"),
                said("MessageID"));
    return PASSING.matcher(words).find()
        ? VendorFailure.unavailable(200, null, true, message)
        : VendorFailure.rejected(200, message);
  }

  private String said(String element) {
    StringBuilder text = error.get(element);
    return text == null ? "" : text.toString().strip();
  }
}
