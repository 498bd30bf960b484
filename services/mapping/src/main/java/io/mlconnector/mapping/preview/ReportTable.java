package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Route;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans and comparisons, kept beside the other runs of a route. */
final class ReportTable {

  static final String PLAN = "PLAN";
  static final String COMPARISON = "COMPARISON";

  private static final String KEEP =
      """
      insert into run (kind, route, route_version, state, author, mark, done, counts, samples,
                       started, finished)
      values (?, ?, ?, 'DONE', 'api', ?, ?, ?::jsonb, ?::jsonb, ?, ?)
      """;

  private static final String LAST =
      """
      select r.route, r.route_version, r.started, r.finished, r.done, r.counts, r.samples,
             (select count(*) from snapshot s
              where s.mark > r.mark and s.record_key > ? and s.record_key < ?)
      from run r where r.route = ? and r.kind = ? order by r.id desc limit 1
      """;

  private ReportTable() {}

  /** The newest change of any record. */
  static long mark(Connection sql) throws SQLException {
    return Query.number(sql, "select coalesce(max(mark), 0) from snapshot");
  }

  static void keep(
      Connection sql,
      String kind,
      CompiledRoute route,
      Instant started,
      Instant finished,
      long mark,
      Tally tally)
      throws SQLException {
    Query.update(
        sql,
        KEEP,
        kind,
        route.name(),
        route.version(),
        mark,
        tally.records(),
        CanonicalJson.text(tally.counts()),
        CanonicalJson.text(tally.samples()),
        Timestamp.from(started),
        Timestamp.from(finished));
  }

  static Optional<Report> last(Connection sql, String kind, CompiledRoute compiled)
      throws SQLException {
    Route route = compiled.route();
    String prefix = Snapshots.prefix(route.from().connection(), route.from().entity());
    return Query.list(
            sql,
            row -> report(row, merged(compiled)),
            LAST,
            prefix,
            Snapshots.end(prefix),
            route.name(),
            kind)
        .stream()
        .findFirst();
  }

  private static Report report(ResultSet row, Report.Merged merged) throws SQLException {
    return new Report(
        row.getString(1),
        row.getInt(2),
        row.getTimestamp(3).toInstant(),
        row.getTimestamp(4).toInstant(),
        row.getLong(5),
        CanonicalJson.read(row.getString(6), JsonNode.class),
        CanonicalJson.read(row.getString(7), JsonNode.class),
        row.getLong(8),
        merged);
  }

  private static Report.Merged merged(CompiledRoute route) {
    Mirror mirror = route.mirror();
    if (mirror == null) {
      return null;
    }
    Side source = mirror.side(route);
    Map<Boolean, List<String>> paths =
        route.route().fields().keySet().stream()
            .collect(Collectors.partitioningBy(path -> mirror.merges(source.other(), path)));
    return new Report.Merged(
        mirror.route(source.other()).name(), paths.get(true), paths.get(false));
  }
}
