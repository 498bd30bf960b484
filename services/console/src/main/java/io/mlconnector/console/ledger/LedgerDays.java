package io.mlconnector.console.ledger;

import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.console.chain.Chain;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One partition per UTC day: made when a day's first event comes, dropped when it is too old. */
@ApplicationScoped
public class LedgerDays {

  private static final Logger LOG = Logger.getLogger(LedgerDays.class);
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
  private static final List<String> TABLES = List.of("audit_event", "audit_item");

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
    try (Statement statement = sql.createStatement()) {
      // Two consoles may meet the same new day; the second finds it made.
      statement.execute("select pg_advisory_xact_lock(hashtext('ledger-days'))");
      for (String table : TABLES) {
        statement.execute(
            "create table if not exists %s_%s partition of %s for values from ('%s') to ('%s')"
                .formatted(
                    table,
                    day.format(SUFFIX),
                    table,
                    day.atStartOfDay().atOffset(ZoneOffset.UTC),
                    day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC)));
      }
    }
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
            List<String> tables = tooOld(sql, oldest);
            if (!tables.isEmpty()) {
              Query.update(sql, "set local lock_timeout = '500ms'");
              Query.update(sql, "drop table " + String.join(", ", tables));
              chain.drop(sql, oldest);
              LOG.infof("ledger days dropped tables=%s", tables);
            }
            Query.update(sql, "delete from audit_seen where at < ?", begin);
          });
    } catch (DatabaseUnavailable e) {
      LOG.warnf("ledger days are not dropped for now message=%s", e.getMessage());
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

  private static List<String> tooOld(Connection sql, LocalDate oldest) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent in ('audit_event'::regclass, 'audit_item'::regclass)
              and right(c.relname, 8) < ?
            """)) {
      select.setString(1, oldest.format(SUFFIX));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }

  private static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
