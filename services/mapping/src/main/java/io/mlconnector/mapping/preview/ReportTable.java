package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.Route;
import io.mlconnector.mapping.route.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    try (PreparedStatement statement =
            sql.prepareStatement("select coalesce(max(mark), 0) from snapshot");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
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
    try (PreparedStatement statement = sql.prepareStatement(KEEP)) {
      statement.setString(1, kind);
      statement.setString(2, route.name());
      statement.setInt(3, route.version());
      statement.setLong(4, mark);
      statement.setLong(5, tally.records());
      statement.setString(6, CanonicalJson.text(tally.counts()));
      statement.setString(7, CanonicalJson.text(tally.samples()));
      statement.setTimestamp(8, Timestamp.from(started));
      statement.setTimestamp(9, Timestamp.from(finished));
      statement.executeUpdate();
    }
  }

  static Optional<Report> last(Connection sql, String kind, CompiledRoute compiled)
      throws SQLException {
    Route route = compiled.route();
    String prefix = Snapshots.prefix(route.from().connection(), route.from().entity());
    try (PreparedStatement statement = sql.prepareStatement(LAST)) {
      statement.setString(1, prefix);
      statement.setString(2, Snapshots.end(prefix));
      statement.setString(3, route.name());
      statement.setString(4, kind);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(report(row, merged(compiled))) : Optional.empty();
      }
    }
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
