package io.mlconnector.console.ledger;

import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.console.chain.Chain;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One partition per UTC day: made when a day's first event comes, dropped when it is too old. */
@ApplicationScoped
public class LedgerDays {

  private static final Log LOG = Log.of(LedgerDays.class);

  /** How long counts by minute are kept; pages show a day. */
  private static final Duration COUNTED = Duration.ofDays(8);

  private final Transactions transactions;
  private final ConsoleConfig config;
  private final Clock clock;
  private final Chain chain;
  private final Set<LocalDate> ready = ConcurrentHashMap.newKeySet();

  public LedgerDays(Transactions transactions, ConsoleConfig config, Clock clock, Chain chain) {
    this.chain = chain;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** Makes sure that events of these times have a place. */
  void prepare(Collection<Instant> times) {
    for (LocalDate day : times.stream().map(LedgerDays::day).distinct().toList()) {
      if (!ready.contains(day)) {
        transactions.run(sql -> create(sql, day));
        ready.add(day);
      }
    }
  }

  private static void create(Connection sql, LocalDate day) throws SQLException {
    Query.list(sql, row -> null, "select ledger_day(?)", day);
  }

  /**
   * Drops days that are older than the retention, and what is counted and remembered of them. It
   * gives way to whoever reads one of them, and comes again in an hour.
   */
  @Scheduled(every = "1h", delayed = "1m")
  void drop() {
    LocalDate oldest = day(clock.instant().minus(config.retention()));
    OffsetDateTime begin = oldest.atStartOfDay().atOffset(ZoneOffset.UTC);
    try {
      transactions.run(
          sql -> {
            Query.update(sql, "set local lock_timeout = '500ms'");
            List<String> tables = dropped(sql, oldest);
            if (!tables.isEmpty()) {
              chain.drop(sql, oldest);
              LOG.info("Days of the ledger are dropped", "tables", tables);
            }
            Query.update(sql, "delete from audit_seen where at < ?", begin);
          });
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "Days of the ledger are not dropped for now");
      return;
    }
    OffsetDateTime shown = clock.instant().minus(COUNTED).atOffset(ZoneOffset.UTC);
    transactions.run(
        sql -> {
          Query.update(sql, "delete from audit_minute where minute < ?", shown);
          Query.update(sql, "delete from audit_minute_route where minute < ?", shown);
        });
    ready.removeIf(day -> day.isBefore(oldest));
  }

  private static List<String> dropped(Connection sql, LocalDate oldest) throws SQLException {
    return Query.list(sql, row -> row.getString(1), "select unnest(ledger_drop(?))", oldest);
  }

  private static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
