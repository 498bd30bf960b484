package io.mlconnector.console.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Verifications that people ask for: one at a time, on whichever replica was asked. */
@ApplicationScoped
public class Verifications {

  private static final Log LOG = Log.of(Verifications.class);

  /** After as long without a sign of life it has stopped. */
  private static final Duration GONE = Duration.ofMinutes(2);

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final String HEAD = "[1-9][0-9]{0,17}:[0-9a-f]{32}";

  private static final String COLUMNS =
      "select id, author, started, finished, days_done, days, entries, verdict, failure, beat"
          + " from audit_verification ";

  private final Transactions transactions;
  private final Verifier verifier;
  private final Clock clock;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "ledger-verification");
            thread.setDaemon(true);
            return thread;
          });

  public Verifications(Transactions transactions, Verifier verifier, Clock clock) {
    this.transactions = transactions;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** The newest one, also while it is on its way. */
  public Optional<Verification> last() {
    return transactions.inTransaction(
        sql ->
            Query.list(sql, this::read, COLUMNS + "order by id desc limit 1").stream().findFirst());
  }

  /** The newest one that came to a verdict. */
  Optional<Verification> lastJudged() {
    return transactions.inTransaction(
        sql ->
            Query.list(
                    sql, this::read, COLUMNS + "where verdict is not null order by id desc limit 1")
                .stream()
                .findFirst());
  }

  /** Somebody has to look without being asked to: a ledger that nobody verifies fits for ever. */
  @Scheduled(cron = "{mlconnector.console.verify-ledger}")
  void verify() {
    try {
      begin("", "the console");
    } catch (Problem e) {
      LOG.debug("The ledger is being verified already", "reason", e.getMessage());
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "The ledger is not verified");
    }
  }

  /**
   * Begins one.
   *
   * @param known a head that a former one told, which has to be in the chain still; empty for none
   * @throws Problem 409 while another is on its way, 400 for what can be no head
   */
  public Verification begin(String known, String author) {
    if (!known.isEmpty() && !known.matches(HEAD)) {
      throw Problem.badRequest(
          "head must be as a verification told it, a number, a colon and 32 digits: 17:0a1b…");
    }
    OffsetDateTime now = now();
    List<Long> begun =
        transactions.inTransaction(
            sql -> {
              Query.update(sql, "lock table audit_verification in share row exclusive mode");
              return Query.list(
                  sql,
                  row -> row.getLong(1),
                  """
                  insert into audit_verification (author, started, beat) select ?, ?, ?
                  where not exists (
                    select from audit_verification where finished is null and beat > ?)
                  returning id
                  """,
                  author,
                  now,
                  now,
                  now.minus(GONE));
            });
    if (begun.isEmpty()) {
      throw Problem.conflict("A verification is on its way; wait for its end");
    }
    long id = begun.get(0);
    worker.execute(() -> run(id, known.isEmpty() ? null : known));
    return last().orElseThrow();
  }

  private void run(long id, String known) {
    try {
      Verdict verdict = verifier.verify(known, progress(id));
      finish(id, CanonicalJson.text(verdict), null);
      if (!verdict.fits()) {
        LOG.error(null, "The ledger does not fit", "problem", verdict.problem().sentence());
      }
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "The ledger is not verified");
      finish(id, null, "The database did not answer to the end; begin again");
    } catch (RuntimeException e) {
      LOG.error(e, "The ledger is not verified");
      finish(id, null, "It ended with an error, which the console's log has");
    }
  }

  private Verifier.Progress progress(long id) {
    return new Verifier.Progress() {
      private Instant told = Instant.MIN;

      @Override
      public void at(int done, int days, long entries) {
        Instant now = clock.instant();
        if (told.equals(Instant.MIN) || now.isAfter(told.plus(BEAT))) {
          told = now;
          transactions.run(
              sql ->
                  Query.update(
                      sql,
                      "update audit_verification set days_done = ?, days = ?, entries = ?, beat = ?"
                          + " where id = ?",
                      done,
                      days,
                      entries,
                      now(),
                      id));
        }
      }
    };
  }

  private void finish(long id, String verdict, String failure) {
    try {
      transactions.run(
          sql ->
              Query.update(
                  sql,
                  "update audit_verification set finished = ?, verdict = ?::jsonb, failure = ?,"
                      + " days_done = days where id = ?",
                  now(),
                  verdict,
                  failure,
                  id));
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "A verification of the ledger is left open");
    }
  }

  /** Written down where whoever changes the database cannot change it. */
  @Scheduled(every = "1h", delayed = "2m")
  void tellHead() {
    try {
      Chain.Head head = transactions.inTransaction(sql -> Chain.head(sql, ""));
      LOG.info("The ledger's newest block", "head", head.seq() + ":" + head.hash());
    } catch (DatabaseUnavailable e) {
      LOG.warn(e, "The ledger's newest block is not known");
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private Verification read(ResultSet row) throws SQLException {
    Timestamp finished = row.getTimestamp(4);
    String json = row.getString(8);
    Verdict verdict = json == null ? null : verdict(CanonicalJson.read(json, JsonNode.class));
    String failure = row.getString(9);
    boolean gone = row.getTimestamp(10).toInstant().plus(GONE).isBefore(clock.instant());
    String open = gone ? "stopped" : "running";
    String state =
        finished == null ? open : failure != null ? "failed" : verdict.fits() ? "fits" : "broken";
    return new Verification(
        row.getLong(1),
        row.getString(2),
        row.getTimestamp(3).toInstant(),
        finished == null ? null : finished.toInstant(),
        state,
        row.getInt(5),
        row.getInt(6),
        row.getLong(7),
        verdict,
        failure);
  }

  private static Verdict verdict(JsonNode json) {
    return CanonicalJson.mapper().convertValue(json, Verdict.class);
  }
}
