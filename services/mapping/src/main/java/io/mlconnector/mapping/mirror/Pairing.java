package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.mirror.PairTable.Fresh;
import io.mlconnector.mapping.record.Links;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes pairs of records, by itself or because a person says so, and ends them. */
final class Pairing {

  private final Progress progress;

  Pairing(Progress progress) {
    this.progress = progress;
  }

  /**
   * Meets records that have no counterpart yet, some at a time.
   *
   * @return what is to be delivered
   */
  List<Decision> meet(Connection sql, Mirror mirror, int limit) throws SQLException {
    List<PairRow> rows = PairTable.lockNew(sql, mirror.id(), limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, CompiledRoute> routes = new TreeMap<>();
    Map<String, String> records = new HashMap<>();
    for (PairRow row : rows) {
      Ref ref = row.ref(row.only());
      routes.put(ref.toString(), mirror.route(row.only()));
      records.put(ref.toString(), ref.source().toString());
    }
    Map<String, Decision> decisions = progress.newest(sql, routes, records);
    Entries entries = progress.entries();
    Encounters encounters = new Encounters(sql, progress, rows, entries);
    Map<String, String> links = Links.keys(sql, routes.keySet());
    for (PairRow row : rows) {
      String ref = row.ref(row.only()).toString();
      encounters.begin(row, mirror, decisions.get(ref), links.get(ref));
    }
    return ended(sql, encounters, entries);
  }

  /**
   * Goes on with records whose counterpart was found and could not be asked yet.
   *
   * @return what is to be delivered
   */
  List<Decision> askAgain(Connection sql, Mirror mirror, int limit) throws SQLException {
    List<PairRow> waiting = PairTable.lockUnconfirmed(sql, mirror.id(), limit);
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<String> found = waiting.stream().map(row -> row.found.toString()).toList();
    List<PairRow> rows = new ArrayList<>(waiting);
    for (PairRow row : PairTable.lock(sql, found)) {
      if (waiting.stream().noneMatch(each -> each.id == row.id)) {
        rows.add(row);
      }
    }
    Entries entries = progress.entries();
    Encounters encounters = new Encounters(sql, progress, rows, entries);
    for (PairRow row : waiting) {
      encounters.askAgain(row, mirror);
    }
    return ended(sql, encounters, entries);
  }

  private List<Decision> ended(Connection sql, Encounters encounters, Entries entries)
      throws SQLException {
    progress.tell(sql, entries);
    List<Decision> next = progress.advance(sql, encounters.paired(), Map.of());
    encounters.finish();
    return Progress.onePerRef(encounters.decisions(), next);
  }

  /**
   * A person says which records are a pair: from now on each side's values count as at every first
   * meeting.
   *
   * @param ref of one of the two records
   * @param counterpart of the other
   * @return what is to be delivered
   * @throws Problem 409 where one of them is of another pair, or a delivery of it is under way
   */
  List<Decision> linked(Connection sql, Mirror mirror, Ref ref, Ref counterpart, String author)
      throws SQLException {
    Side side = mirror.side(ref);
    PairTable.register(sql, List.of(new Fresh(mirror.id(), side, ref)));
    List<PairRow> rows = PairTable.lock(sql, List.of(ref.toString(), counterpart.toString()));
    PairRow own = of(rows, ref);
    if (own.paired() && counterpart.equals(own.ref(side.other()))) {
      return List.of();
    }
    rows.forEach(row -> free(row, mirror));
    Entries entries = progress.entries();
    Encounters encounters = new Encounters(sql, progress, rows, entries);
    encounters.told(own, mirror, counterpart, author);
    return ended(sql, encounters, entries);
  }

  /**
   * Whether {@link #linked} would be refused.
   *
   * @throws Problem as it does
   */
  void check(Connection sql, Mirror mirror, Ref ref, Ref counterpart) throws SQLException {
    for (PairRow row : PairTable.lock(sql, List.of(ref.toString(), counterpart.toString()))) {
      boolean already =
          row.paired()
              && List.of(ref, counterpart).contains(row.left)
              && List.of(ref, counterpart).contains(row.right);
      if (!already) {
        free(row, mirror);
      }
    }
  }

  private static void free(PairRow row, Mirror mirror) {
    if (row.paired()) {
      throw Problem.conflict(
          "%s and %s are a pair: unlink them first"
              .formatted(row.left.source(), row.right.source()));
    }
    idle(row, mirror);
  }

  private static void idle(PairRow row, Mirror mirror) {
    if (row.pair.open != null) {
      throw Problem.conflict(
          "A delivery of %s to %s is under way: try again when it has ended"
              .formatted(
                  row.ref(row.pair.open.target().other()) == null
                      ? row.found.source()
                      : row.ref(row.pair.open.target().other()).source(),
                  mirror.connection(row.pair.open.target())));
    }
  }

  private static PairRow of(List<PairRow> rows, Ref ref) {
    return rows.stream()
        .filter(row -> ref.equals(row.left) || ref.equals(row.right))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A person says that records are no pair: what was agreed between them is forgotten.
   *
   * @throws Problem 409 where a delivery between them is under way
   */
  void unlinked(Connection sql, Mirror mirror, Ref ref, String author) throws SQLException {
    List<PairRow> rows =
        PairTable.lock(sql, List.of(ref.toString())).stream().filter(PairRow::paired).toList();
    Entries entries = progress.entries();
    for (PairRow row : rows) {
      idle(row, mirror);
      entries.parted(mirror, row, author);
    }
    PairTable.delete(sql, rows);
    progress.tell(sql, entries);
  }

  /**
   * The ref under which the counterpart of a record is delivered back.
   *
   * @return null where it has none
   */
  Ref counterpart(Connection sql, Ref ref) throws SQLException {
    return PairTable.lock(sql, List.of(ref.toString())).stream()
        .filter(PairRow::paired)
        .map(row -> ref.equals(row.left) ? row.right : row.left)
        .findFirst()
        .orElse(null);
  }
}
