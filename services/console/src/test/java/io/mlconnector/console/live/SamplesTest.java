package io.mlconnector.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mlconnector.console.ConsoleResource;
import io.mlconnector.console.Fakes;
import io.mlconnector.console.live.Samples.Point;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked once a minute, and what charts show of it. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class SamplesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Inject Samples samples;
  @Inject Transactions transactions;
  @Inject Clock clock;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Instant now;

  @BeforeEach
  void empty() {
    now = clock.instant();
    transactions.run(
        sql -> {
          for (String table : List.of("live_minute", "live_sample", "live_wait")) {
            Query.update(sql, "delete from " + table);
          }
        });
  }

  @AfterEach
  void reset() throws Exception {
    new Fakes(services).reset();
  }

  private Point last(Duration each, int pieces) {
    List<Point> points = samples.over(each, pieces).get("zendesk-prod");
    return points.get(points.size() - 1);
  }

  @Test
  void aMinuteIsAskedOnceWhicheverReplicaIsTheFirst() {
    assertThat(samples.take(now)).isPositive();
    assertThat(samples.take(now)).isZero();
    assertThat(samples.take(now.plus(MINUTE))).isPositive();
  }

  @Test
  void lagIsTheAgeOfTheOldestAndWaitsAreToldByTheirReason() throws Exception {
    String standing = "{\"queued\":3,\"oldest\":\"%s\",\"waits\":{\"parent\":12,\"job\":2}}";
    new Fakes(services)
        .answer(200, "GET /api/deliveries/standing", standing.formatted(now.minusSeconds(90)));

    samples.take(now);

    Point point = last(MINUTE, 60);
    assertThat(point.lagSeconds()).isEqualTo(90);
    assertThat(point.queued()).isEqualTo(3);
    assertThat(point.waits()).containsOnly(entry("parent", 12L), entry("job", 2L));
    assertThat(samples.over(MINUTE, 60).get("zendesk-prod")).hasSize(60);
  }

  @Test
  void aPieceShowsItsWorstMinuteAndWhatIsOldGoes() {
    transactions.run(
        sql -> {
          String insert =
              "insert into live_sample (connection, at, queued, lag_seconds)"
                  + " values ('zendesk-prod', ?::timestamptz, 1, ?)";
          Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
          Query.update(sql, insert, minute.toString(), 30L);
          Query.update(sql, insert, minute.minus(MINUTE).toString(), 700L);
          Query.update(sql, insert, minute.minus(Duration.ofDays(3)).toString(), 9_999L);
        });

    assertThat(last(Duration.ofMinutes(30), 48).lagSeconds()).isEqualTo(700);
    assertThat(last(MINUTE, 60).lagSeconds()).isEqualTo(30);
    samples.take(now);
    long left =
        transactions.inTransaction(
            sql -> Query.number(sql, "select count(*) from live_sample where lag_seconds = 9999"));
    assertThat(left).isZero();
  }

  @Test
  void aChartStacksTheReasonsAndNamesThem() {
    Instant at = Instant.parse("2026-11-22T08:00:00Z");
    List<Point> points =
        List.of(
            new Point(at, 0, 0, Map.of()),
            new Point(at.plus(MINUTE), 60, 4, Map.of("parent", 30L, "throttled", 10L)));

    Charts charts = Charts.of("The last hour", MINUTE, List.of(), points);

    assertThat(charts.waits().now())
        .isEqualTo("30 for a parent record, 10 for the vendor's limits");
    assertThat(charts.waits().keys())
        .extracting(Chart.Key::words)
        .containsExactly("a parent record", "the vendor's limits");
    List<Chart.Column> columns = charts.waits().columns();
    assertThat(columns).hasSize(2);
    assertThat(columns.get(1).y() + columns.get(1).height())
        .as("one stands on the other")
        .isEqualTo(columns.get(0).y());
    assertThat(charts.lag().now()).isEqualTo("60 s now, 60 s at most");
    assertThat(charts.throughput().now()).isEqualTo("0");
  }
}
