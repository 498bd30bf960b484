package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One call of a batch.
 *
 * @param path below {@code /data/}, encoded, with its query
 * @param body null for a read
 * @param ifMatch the ETag that the row must still have; null for any
 */
record Operation(String method, String path, JsonNode body, String ifMatch) {

  private static final String EVERYWHERE = "?cross-company=true";

  static Operation read(String address, String select) {
    String query = select == null ? "" : "&$select=" + encoded(select);
    return new Operation("GET", address + EVERYWHERE + query, null, null);
  }

  static Operation search(String set, String filter, String select, String orderBy) {
    String query = EVERYWHERE + "&$select=" + encoded(select) + "&$filter=" + encoded(filter);
    query += orderBy == null ? "" : "&$orderby=" + encoded(orderBy);
    return new Operation("GET", set + query, null, null);
  }

  static Operation create(String set, JsonNode body) {
    return new Operation("POST", set + EVERYWHERE, body, null);
  }

  static Operation update(String address, JsonNode body, String ifMatch) {
    return new Operation("PATCH", address + EVERYWHERE, body, ifMatch);
  }

  /**
   * A row by its whole key; look-ups by a filter would take a {@code *} in a value for a pattern.
   */
  static String address(String set, Map<String, String> key) {
    StringBuilder address = new StringBuilder(set).append('(');
    key.forEach(
        (field, value) -> {
          address.append(address.charAt(address.length() - 1) == '(' ? "" : ",");
          address.append(field).append('=').append(encoded(value));
        });
    return address.append(')').toString();
  }

  /** A text literal. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
