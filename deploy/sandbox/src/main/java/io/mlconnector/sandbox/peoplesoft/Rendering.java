package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The answers of the Query Access Service (sheet 2.2). */
final class Rendering {

  private static final String XML = "text/xml; charset=UTF-8";
  private static final String SCHEMA = "http://xmlns.oracle.com/Enterprise/Tools/schemas/";

  private Rendering() {}

  static Reply json(QueryResult result, String whenNone) {
    ObjectNode all = SandboxJson.object().put("status", "success");
    ObjectNode query = all.putObject("data").putObject("query");
    query.put("numrows", result.rows().size());
    query.put("queryname=", result.query());
    if (result.rows().isEmpty()) {
      switch (whenNone) {
        case "empty" -> query.putArray("rows");
        case "null" -> query.putNull("rows");
        default -> {}
      }
      return Reply.json(200, all);
    }
    ArrayNode rows = query.putArray("rows");
    int number = 0;
    for (Row row : result.rows()) {
      ObjectNode json = rows.addObject().put("attr:rownumber", ++number);
      result.columns().forEach((unique, field) -> put(json, unique, row.get(field), result));
    }
    return Reply.json(200, all);
  }

  private static void put(ObjectNode json, String unique, Object value, QueryResult result) {
    if (value instanceof Integer number) {
      json.put(unique, number);
    } else if (value instanceof BigDecimal number) {
      json.put(unique, number);
    } else {
      json.put(unique, text(value, result));
    }
  }

  /** Rows as elements whose children have the names of the fields; the namespace varies. */
  static Reply xmlp(QueryResult result, String prefix) {
    String p = prefix.isEmpty() ? "" : prefix + ":";
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append('<').append(p).append("query");
    attribute(xml, "numrows", Integer.toString(result.rows().size()));
    attribute(xml, "queryname", result.query());
    attribute(
        xml,
        prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
        SCHEMA + "QAS_QUERYRESULTS_XMLP_RESP.VERSION_1");
    xml.append('>');
    int number = 0;
    for (Row row : result.rows()) {
      xml.append('<').append(p).append("row rownumber=\"").append(++number).append("\">");
      for (Map.Entry<String, String> column : result.columns().entrySet()) {
        Xml.element(xml, p + column.getKey(), text(row.get(column.getValue()), result));
      }
      xml.append("</").append(p).append("row>");
    }
    return Reply.text(200, XML, xml.append("</").append(p).append("query>").toString());
  }

  /** Values by position. */
  static Reply webRowSet(QueryResult result) {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<QAS_GETQUERYRESULTS_RESP_MSG");
    attribute(xml, "xmlns", SCHEMA + "QAS_GETQUERYRESULTS_RESP_MSG.VERSION_2");
    xml.append("><webRowSet xmlns=\"http://java.sun.com/xml/ns/jdbc\"><metadata>");
    Xml.element(xml, "column-count", Integer.toString(result.columns().size()));
    int index = 0;
    for (String unique : result.columns().keySet()) {
      xml.append("<column-definition>");
      Xml.element(xml, "column-index", Integer.toString(++index));
      Xml.element(xml, "column-name", unique);
      xml.append("</column-definition>");
    }
    xml.append("</metadata><data>");
    for (Row row : result.rows()) {
      xml.append("<currentRow>");
      result
          .columns()
          .values()
          .forEach(field -> Xml.element(xml, "columnValue", text(row.get(field), result)));
      xml.append("</currentRow>");
    }
    xml.append("</data></webRowSet></QAS_GETQUERYRESULTS_RESP_MSG>");
    return Reply.text(200, XML, xml.toString());
  }

  static Reply html(QueryResult result) {
    StringBuilder page = new StringBuilder("<html><body><table><tr>");
    result.columns().keySet().forEach(unique -> Xml.element(page, "th", unique));
    page.append("</tr>");
    for (Row row : result.rows()) {
      page.append("<tr>");
      result
          .columns()
          .values()
          .forEach(field -> Xml.element(page, "td", text(row.get(field), result)));
      page.append("</tr>");
    }
    return Reply.text(
        200, "text/html; charset=UTF-8", page.append("</table></body></html>").toString());
  }

  private static String text(Object value, QueryResult result) {
    return value instanceof LocalDate day
        ? DateTimeFormatter.ofPattern(result.dateFormat()).format(day)
        : Columns.text(value);
  }

  private static void attribute(StringBuilder xml, String name, String value) {
    xml.append(' ').append(name).append("=\"").append(Xml.escape(value)).append('"');
  }
}
