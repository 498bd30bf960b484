package io.mlconnector.console.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far behind each connection was and what its deliveries waited for: asked once a minute by one
 * replica, kept for two days. A connection whose adapter is silent has no sample of that minute.
 */
@ApplicationScoped
public class Samples {

  private static final Log LOG = Log.of(Samples.class);
  private static final Duration KEPT = Duration.ofDays(2);

  private static final String SERIES =
      """
      select connection, floor(extract(epoch from at - ?) / ?)::int as n,
             max(lag_seconds), max(queued)
      from live_sample where at >= ? and at <= ? group by 1, 2
      """;

  private static final String WAITS =
      """
      select connection, floor(extract(epoch from at - ?) / ?)::int as n, reason, max(waiting)
      from live_wait where at >= ? and at <= ? group by 1, 2, 3 order by 3
      """;

  private final Transactions transactions;
  private final Directory directory;
  private final Peers peers;
  private final Clock clock;

  public Samples(Transactions transactions, Directory directory, Peers peers, Clock clock) {
    this.transactions = transactions;
    this.directory = directory;
    this.peers = peers;
    this.clock = clock;
  }

  /**
   * How a connection was in one piece of time, at its worst.
   *
   * @param lagSeconds how long ago the oldest queued delivery was first seen at its source
   * @param waits how many waited, by what for
   */
  public record Point(Instant from, long lagSeconds, long queued, Map<String, Long> waits) {

    public long waiting() {
      return waits.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Scheduled(every = "1m", delayed = "15s")
  void take() {
    try {
      take(clock.instant());
    } catch (DatabaseUnavailable e) {
      LOG.debug("The sample of this minute is left out for want of the database");
    }
  }

  /** Asks all connections, unless another replica did in this minute; returns how many answered. */
  int take(Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    int mine =
        transactions.inTransaction(
            sql ->
                Query.update(
                    sql,
                    "insert into live_minute (at) values (?) on conflict do nothing",
                    Timestamp.from(minute)));
    if (mine == 0) {
      return 0;
    }
    Map<String, JsonNode> standing = new HashMap<>();
    directory.connections().forEach((id, system) -> ask(id, system, standing));
    keep(minute, now, standing);
    return standing.size();
  }

  private void ask(String connection, String system, Map<String, JsonNode> standing) {
    try {
      standing.put(
          connection,
          peers.get(
              directory.adapter(system),
              "/api/deliveries/standing?connection=" + Urls.encoded(connection)));
    } catch (Silent e) {
      LOG.debug("No sample", "connection", connection, "reason", e.getMessage());
    }
  }

  private void keep(Instant minute, Instant now, Map<String, JsonNode> standing) {
    List<String> connections = List.copyOf(standing.keySet());
    List<Long> queued = new ArrayList<>();
    List<Long> lags = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (String connection : connections) {
      JsonNode each = standing.get(connection);
      queued.add(each.path("queued").asLong());
      lags.add(lag(each, now));
      each.path("waits")
          .properties()
          .forEach(
              wait -> {
                waiting.add(connection);
                reasons.add(wait.getKey());
                counts.add(wait.getValue().asLong());
              });
    }
    Timestamp at = Timestamp.from(minute);
    Timestamp old = Timestamp.from(minute.minus(KEPT));
    transactions.run(
        sql -> {
          Query.update(
              sql,
              "insert into live_sample (at, connection, queued, lag_seconds)"
                  + " select ?, * from unnest(?::text[], ?::bigint[], ?::bigint[])"
                  + " on conflict do nothing",
              at,
              connections,
              queued,
              lags);
          Query.update(
              sql,
              "insert into live_wait (at, connection, reason, waiting)"
                  + " select ?, * from unnest(?::text[], ?::text[], ?::bigint[])"
                  + " on conflict do nothing",
              at,
              waiting,
              reasons,
              counts);
          for (String table : List.of("live_minute", "live_sample", "live_wait")) {
            Query.update(sql, "delete from " + table + " where at < ?", old);
          }
        });
  }

  private static long lag(JsonNode standing, Instant now) {
    return standing.hasNonNull("oldest")
        ? Math.max(
            0, Duration.between(Instant.parse(standing.path("oldest").asText()), now).toSeconds())
        : 0;
  }

  /**
   * How the connections were over time, oldest first, without gaps, in two statements for all.
   *
   * @param each how long a piece is
   * @param pieces how many, up to now
   */
  public Map<String, List<Point>> over(Duration each, int pieces) {
    Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    Instant begin = end.minus(each.multipliedBy(pieces));
    Timestamp from = Timestamp.from(begin);
    Timestamp to = Timestamp.from(end);
    double seconds = each.toSeconds();
    Map<String, Point[]> series = new HashMap<>();
    transactions.run(
        sql -> {
          Query.list(
              sql,
              row ->
                  of(series, row.getString(1), begin, each, pieces)[row.getInt(2)] =
                      new Point(
                          begin.plus(each.multipliedBy(row.getInt(2))),
                          row.getLong(3),
                          row.getLong(4),
                          new TreeMap<>()),
              SERIES,
              from,
              seconds,
              from,
              to);
          Query.list(
              sql,
              row ->
                  of(series, row.getString(1), begin, each, pieces)[row.getInt(2)]
                      .waits()
                      .put(row.getString(3), row.getLong(4)),
              WAITS,
              from,
              seconds,
              from,
              to);
        });
    Map<String, List<Point>> points = new HashMap<>();
    series.forEach((connection, all) -> points.put(connection, List.of(all)));
    return points;
  }

  private static Point[] of(
      Map<String, Point[]> series, String connection, Instant begin, Duration each, int pieces) {
    return series.computeIfAbsent(connection, any -> empty(begin, each, pieces));
  }

  private static Point[] empty(Instant begin, Duration each, int pieces) {
    Point[] points = new Point[pieces];
    for (int i = 0; i < pieces; i++) {
      points[i] = new Point(begin.plus(each.multipliedBy(i)), 0, 0, new TreeMap<>());
    }
    return points;
  }

  /** What there is of a connection that was never asked. */
  public static List<Point> none(int pieces) {
    return List.of(empty(Instant.EPOCH, Duration.ofMinutes(1), pieces));
  }
}
