package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads vendors by the customer's queries. */
final class VendorList {

  private static final List<String> NEEDED = List.of("setId", "vendorId", "name", "status");
  private static final String BETWEEN = "|";

  private final QueryAccess access;
  private final PsSettings settings;
  private final Map<String, String> columns;

  VendorList(Connection connection) {
    this.access = new QueryAccess(connection);
    this.settings = access.settings();
    this.columns = settings.columns("vendorColumns", VendorRow.COLUMNS);
  }

  /**
   * Where a reading stands.
   *
   * @param largest the most rows that a page has had: a server's own cap shows by it
   */
  private record Position(int largest, String setId, String vendorId) {

    static Position of(String page) {
      if (page == null) {
        return new Position(0, "", "");
      }
      String[] parts = page.split("\\|", 3);
      return new Position(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    String text() {
      return largest + BETWEEN + setId + BETWEEN + vendorId;
    }
  }

  /** Vendors; {@code next} null at the end. */
  record Chunk(List<VendorRow> rows, String next) {}

  /** The next ones in the order of their keys; a page that is not shorter than all may go on. */
  Chunk next(String page) {
    Position position = Position.of(page);
    List<VendorRow> rows = ask(position);
    if (rows.isEmpty() || rows.size() < settings.pageSize() && rows.size() < position.largest()) {
      return new Chunk(rows, null);
    }
    VendorKey last = lastSaid(rows);
    if (last.equals(new VendorKey(position.setId(), position.vendorId()))) {
      throw VendorFailure.rejected(
          200,
          "Query %s has to be in the order of SETID and VENDOR_ID, and to begin behind those that"
                  .formatted(settings.query("vendorQuery"))
              + " its prompts name");
    }
    int largest = Math.max(position.largest(), rows.size());
    return new Chunk(rows, new Position(largest, last.setId(), last.vendorId()).text());
  }

  /**
   * Behind which the next page begins: the last one whose key a list of prompts can say. Those
   * behind it are read once more, so that a strange key keeps no other from being read.
   */
  private static VendorKey lastSaid(List<VendorRow> rows) {
    for (int at = rows.size() - 1; at >= 0; at--) {
      VendorKey key = rows.get(at).key();
      if (VendorKey.of(key.toString()).isPresent()) {
        return key;
      }
    }
    return rows.get(rows.size() - 1).key();
  }

  /** All of them. */
  List<VendorRow> all() {
    List<VendorRow> all = new ArrayList<>();
    String page = null;
    do {
      Chunk chunk = next(page);
      if (chunk.next() != null && chunk.next().equals(page)) {
        throw VendorFailure.rejected(200, "Reading vendors makes no progress at " + page);
      }
      all.addAll(chunk.rows());
      page = chunk.next();
    } while (page != null);
    return all;
  }

  /** The first rows, to look at what the query gives. */
  List<JsonRow> some() {
    return ask(Position.of(null)).stream().map(VendorRow::row).toList();
  }

  private List<VendorRow> ask(Position position) {
    String query = settings.query("vendorQuery");
    List<String> values = List.of(position.setId(), position.vendorId());
    List<String> prompts = settings.prompts("vendorPrompts", values.size());
    return rows(query, access.run(query, prompts.subList(0, values.size()), values));
  }

  /** The named ones, as far as they are there. */
  List<VendorRow> named(List<VendorKey> keys) {
    Map<String, List<String>> bySet = new LinkedHashMap<>();
    keys.forEach(
        key -> bySet.computeIfAbsent(key.setId(), set -> new ArrayList<>()).add(key.vendorId()));
    List<String> prompts = settings.prompts("vendorKeyPrompts", 2);
    int most = prompts.size() - 1;
    String query = settings.query("vendorKeyQuery");
    List<VendorRow> rows = new ArrayList<>();
    bySet.forEach(
        (set, ids) -> {
          for (int from = 0; from < ids.size(); from += most) {
            List<String> values = new ArrayList<>(List.of(set));
            values.addAll(ids.subList(from, Math.min(ids.size(), from + most)));
            while (values.size() < prompts.size()) {
              values.add("");
            }
            rows.addAll(rows(query, access.run(query, prompts, values)));
          }
        });
    return rows;
  }

  private List<VendorRow> rows(String query, Result result) {
    Columns.require(query, "vendorColumns", columns, NEEDED, result.rows());
    return result.rows().stream().map(row -> new VendorRow(row, columns)).toList();
  }
}
