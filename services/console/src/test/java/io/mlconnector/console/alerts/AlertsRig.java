package io.mlconnector.console.alerts;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.console.alerts.channel.Channel;
import io.mlconnector.console.alerts.channel.Channels;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.threeten.extra.MutableClock;

/** Watches over a real database of its own, with a clock that stands until it is moved. */
final class AlertsRig {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final MutableClock clock = MutableClock.of(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC);
  final Transactions transactions;
  final FakeLease lease = new FakeLease();
  final AlertsConfig config;
  private Watch watch;
  private Post post;
  private List<Channel> channels;

  AlertsRig(List<Channel> channels, String... settings) {
    String url =
        Backbone.shared()
            .postgres()
            .copy("alerts_" + COUNT.incrementAndGet(), "alerts_template", AlertsRig::migrate);
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(url);
    postgres.setUser("postgres");
    postgres.setPassword("postgres");
    transactions = new Transactions(postgres);
    config = TestSettings.of(settings);
    this.channels = channels;
    restart();
  }

  /** The console is another process now. */
  void restart() {
    Channels all = Channels.of(channels);
    watch = new Watch(config, all, transactions, clock);
    post = new Post(all, transactions, clock);
  }

  void restart(List<Channel> now) {
    channels = now;
    restart();
  }

  /** One look, and what is to be sent then. */
  void look(Facts facts) {
    watch.look(lease, facts.now());
    post.send(lease);
  }

  /** Looks for so long: every minute, or where it is more than half an hour, 30 times. */
  void lookFor(Duration time, Facts facts) {
    long looks = Math.min(30, time.toMinutes());
    for (long i = 0; i < looks; i++) {
      clock.add(time.dividedBy(looks));
      look(facts);
    }
  }

  void post() {
    post.send(lease);
  }

  /** Another replica with the same database. */
  AlertsRig look(Facts facts, FakeLease other) {
    watch.look(other, facts.now());
    return this;
  }

  List<Alert> open() {
    return open(Scope.ALL);
  }

  /** What somebody sees who sees these connections. */
  List<Alert> open(Scope scope) {
    return transactions.inTransaction(sql -> AlertTable.open(sql, scope, 100));
  }

  List<String> texts(String statement) {
    return transactions.inTransaction(sql -> Query.list(sql, row -> row.getString(1), statement));
  }

  private static void migrate(String url) {
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations("db/flow", "db/console")
        .load()
        .migrate();
  }

  /** Holds until the test says otherwise. */
  static final class FakeLease implements Lease {
    volatile boolean lost;

    @Override
    public String name() {
      return AlertWork.NAME;
    }

    @Override
    public long fence() {
      return 1;
    }

    @Override
    public Duration remaining() {
      return lost ? Duration.ZERO : Duration.ofMinutes(1);
    }

    @Override
    public void ensure(Duration needed) {
      guard(null);
    }

    @Override
    public void guard(Connection sql) {
      if (lost) {
        throw new LeaseLost(name(), 1);
      }
    }

    @Override
    public Sequence next() {
      return new Sequence(1, 1);
    }
  }
}
