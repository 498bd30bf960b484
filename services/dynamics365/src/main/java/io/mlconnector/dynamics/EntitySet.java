package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.dynamics.api.ODataApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An entity set whose rows belong to a company and have a key within it, read company by company in
 * the order of that key. A row that is added or taken away meanwhile shifts nothing, as it would
 * with {@code $skip}; and what a server puts on a page, or into a next link, does not matter, since
 * a company ends with an empty page.
 *
 * @param key the rest of the key besides the company
 * @param select the fields that are read
 */
record EntitySet(String name, String key, List<String> select) {

  static final String COMPANY = "dataAreaId";

  /**
   * A page in the company and after the key that the cursor names.
   *
   * @param rows at most one page, which may be shorter than was asked for
   * @param next null where the last company ended
   */
  record Scanned(List<JsonNode> rows, String next) {}

  Scanned scan(Connection connection, Cursor cursor) {
    Position position =
        cursor.page() == null
            ? Position.first(Companies.of(connection))
            : Position.parse(cursor.page());
    List<JsonNode> rows = after(connection, position.company(), position.last());
    if (rows.isEmpty()) {
      if (position.last() == null) {
        Companies.requireNamedShown(connection, position.company());
      }
      return new Scanned(rows, position.nextCompany());
    }
    String last = rows.get(rows.size() - 1).path(key).asText();
    if (last.equals(position.last())) {
      throw VendorFailure.rejected(
          200, "%s does not go on after %s '%s'".formatted(name, key, last));
    }
    return new Scanned(rows, position.after(last).toString());
  }

  /** The rows of a company whose key is greater, in order; no more than a page. */
  private List<JsonNode> after(Connection connection, String company, String last) {
    String filter = COMPANY + " eq " + Operation.quoted(company);
    if (last != null) {
      filter += " and " + key + " gt " + Operation.quoted(last);
    }
    return rows(connection, filter, new DynamicsSettings(connection.settings()).pageSize());
  }

  private List<JsonNode> rows(Connection connection, String filter, Integer top) {
    List<JsonNode> rows = new ArrayList<>();
    connection
        .client(ODataApi.class)
        .list(name, true, String.join(",", select), filter, key, top)
        .path("value")
        .forEach(rows::add);
    return rows;
  }

  /**
   * The rows of those keys, each as {@code company:key}; the vendor's unknown ones are absent.
   *
   * @throws VendorFailure of kind REJECTED where one is absent and its company shows nothing at all
   *     any more: it may have gone out of our sight in the middle of a scan
   */
  List<JsonNode> byKeys(Connection connection, List<String> keys) {
    List<JsonNode> rows = new ArrayList<>();
    Set<String> absent = new TreeSet<>();
    List<AccountKey> wanted = keys.stream().map(AccountKey::parse).toList();
    List<Operation> reads = wanted.stream().map(each -> read(each, select)).toList();
    Iterator<AccountKey> asked = wanted.iterator();
    for (Part part : new Batch(connection).read(reads)) {
      String company = asked.next().company();
      row(part).ifPresentOrElse(rows::add, () -> absent.add(company));
    }
    absent.forEach(company -> Companies.requireShown(connection, company));
    return rows;
  }

  /**
   * Reads a row. A filter finds none without an error, at which a batch would stop; but it takes a
   * {@code *} for a pattern.
   */
  Operation read(AccountKey row, List<String> fields) {
    String wanted = String.join(",", fields);
    if (row.number().contains("*")) {
      return Operation.read(address(row), wanted);
    }
    String filter =
        "%s eq %s and %s eq %s"
            .formatted(
                COMPANY, Operation.quoted(row.company()), key, Operation.quoted(row.number()));
    return Operation.search(name, filter, wanted, null);
  }

  /** The row that {@link #read} found; empty where there is none. */
  static Optional<JsonNode> row(Part part) {
    if (part.missing()) {
      return Optional.empty();
    }
    JsonNode answer = part.good();
    return answer.has("value")
        ? Optional.ofNullable(answer.path("value").get(0))
        : Optional.of(answer);
  }

  String address(AccountKey row) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(COMPANY, Operation.quoted(row.company()));
    fields.put(key, Operation.quoted(row.number()));
    return Operation.address(name, fields);
  }

  /**
   * Asks for what comes after the first row: that it is not there again shows that text can be
   * compared, which the vendor's papers do not promise.
   */
  void selfTest(Connection connection) {
    for (String company : Companies.of(connection)) {
      String own = COMPANY + " eq " + Operation.quoted(company);
      List<JsonNode> two = rows(connection, own, 2);
      if (two.size() < 2) {
        continue;
      }
      String first = two.get(0).path(key).asText();
      String second = two.get(1).path(key).asText();
      List<JsonNode> after =
          rows(connection, own + " and " + key + " gt " + Operation.quoted(first), 1);
      if (after.isEmpty() || !after.get(0).path(key).asText().equals(second)) {
        throw VendorFailure.rejected(
            200,
            "%s does not compare %s as it sorts it: after '%s' comes '%s', but the filter finds %s"
                .formatted(
                    name,
                    key,
                    first,
                    second,
                    after.isEmpty() ? "nothing" : after.get(0).path(key)));
      }
      return;
    }
  }
}
