package io.mlconnector.console.erasure;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.console.erasure.Case.Found;
import io.mlconnector.console.erasure.Case.State;
import io.mlconnector.console.erasure.Case.Target;
import io.mlconnector.console.erasure.Cases.Due;
import io.mlconnector.console.erasure.Services.NotDone;
import io.mlconnector.console.erasure.Services.Person;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Works off what each service has to do for an erasure, as often as it takes: after a crash, and
 * after a service was away. A service is done when it finds nothing any more a while after the last
 * thing went; what was under way at the moment of the erasure has landed by then, and gone.
 */
@ApplicationScoped
class Runner {

  private static final Log LOG = Log.of(Runner.class);
  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration CRASHED = Duration.ofMinutes(1);
  private static final Duration LOOKED = Duration.ofHours(1);
  private static final Duration SHOWN = Duration.ofDays(30);

  private final Transactions transactions;
  private final Services services;
  private final LedgerPart ledgerPart;
  private final Ledger ledger;
  private final KeyedHash hash;
  private final ConsoleConfig config;
  private final Clock clock;

  Runner(
      Transactions transactions,
      Services services,
      LedgerPart ledgerPart,
      Ledger ledger,
      KeyedHash hash,
      ConsoleConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.services = services;
    this.ledgerPart = ledgerPart;
    this.ledger = ledger;
    this.hash = hash;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      // Who crashes leaves it to the next one, once nobody can be at it any more.
      Instant now = clock.instant();
      Instant until = now.plus(config.actionPatience()).plus(CRASHED);
      transactions.inTransaction(sql -> Cases.claim(sql, now, until)).forEach(this::work);
      transactions.inTransaction(Cases::finished).forEach(this::finish);
    } catch (DatabaseUnavailable e) {
      LOG.debug("Erasures wait for the database", "reason", e.getMessage());
    }
  }

  @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forget() {
    try {
      Instant now = clock.instant();
      transactions.run(sql -> Cases.forget(sql, now.minus(LOOKED), now.minus(SHOWN)));
    } catch (DatabaseUnavailable e) {
      LOG.debug("Erasures are tidied up later", "reason", e.getMessage());
    }
  }

  private void work(Due due) {
    Case one = transactions.inTransaction(sql -> Cases.find(sql, due.erasure())).orElseThrow();
    try {
      if (one.state() == State.LIFTING) {
        if (!due.service().equals(Services.CONSOLE)) {
          services.lift(due.service(), one.id());
        }
        save(one, due, "DONE", new Done(Map.of(), 0, null), Duration.ZERO);
      } else {
        erased(one, due, erase(one, due));
      }
    } catch (NotDone e) {
      long seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(due.tries(), 10));
      save(
          one,
          due,
          due.state(),
          new Done(Map.of(), 0, e.getMessage()),
          Duration.ofSeconds(seconds));
      LOG.warn("An erasure waits", "erasure", one.id(), "at", due.service());
    }
  }

  private Done erase(Case one, Due due) throws NotDone {
    Erasure whom = transactions.inTransaction(sql -> Cases.subject(sql, one.id())).orElseThrow();
    if (due.service().equals(Services.MAPPING)) {
      whom = found(one, whom);
    }
    return due.service().equals(Services.CONSOLE)
        ? ledgerPart.erase(whom.records(), words(one))
        : services.erase(due.service(), one.id(), whom);
  }

  static String words(Case one) {
    return "%s erased a person (%s)".formatted(one.askedBy(), one.id());
  }

  /** Looks once more: somebody may have become known since the page was looked at. */
  private Erasure found(Case one, Erasure whom) throws NotDone {
    Person person = services.find(whom);
    Set<String> records = new LinkedHashSet<>(whom.records());
    Set<Target> targets = new LinkedHashSet<>(one.found().targets());
    if (!records.addAll(person.records()) && !targets.addAll(person.targets())) {
      return whom;
    }
    targets.addAll(person.targets());
    Erasure more = new Erasure(List.copyOf(records), whom.mails());
    Found before = one.found();
    Found now =
        new Found(
            more.records(),
            List.copyOf(targets),
            before.mentions(),
            before.held(),
            before.silent(),
            before.before());
    List<String> hashes = more.identifiers().stream().map(hash::of).toList();
    transactions.run(sql -> Cases.extend(sql, one.id(), more, now, hashes, clock.instant()));
    return more;
  }

  private void erased(Case one, Due due, Done done) {
    if (done.open() > 0) {
      save(one, due, "DUE", done, OPEN);
    } else if (due.state().equals("SETTLING") && done.went().isEmpty()) {
      save(one, due, "DONE", done, Duration.ZERO);
    } else {
      save(one, due, "SETTLING", done, config.erasureSettle());
    }
  }

  private void save(Case one, Due due, String state, Done done, Duration pause) {
    Map<String, Long> went = new TreeMap<>(due.went());
    done.went().forEach((kind, rows) -> went.merge(kind, rows, Long::sum));
    Instant now = clock.instant();
    Instant at = state.equals("DONE") ? now : null;
    transactions.run(
        sql -> Cases.save(sql, due, went, state, done.open(), done.why(), now.plus(pause), at));
  }

  /** The proof is entered first: it has an id of its own, so that twice is once. */
  private void finish(String id) {
    Instant now = clock.instant();
    Case one = transactions.inTransaction(sql -> Cases.find(sql, id)).orElseThrow();
    boolean lifts = one.state() == State.LIFTING;
    if (!lifts && one.state() != State.RUNNING) {
      return;
    }
    ledger.enter(List.of(proof(one, lifts, now)));
    transactions.run(
        sql -> {
          if (lifts) {
            lifted(sql, id, now);
          } else if (Cases.move(sql, id, State.RUNNING, State.DONE)) {
            Query.update(
                sql,
                "update erasure set subject = null, finished = ? where id = ?",
                Timestamp.from(now),
                id);
          }
        });
  }

  private static void lifted(Connection sql, String id, Instant now) throws SQLException {
    if (Cases.move(sql, id, State.LIFTING, State.LIFTED)) {
      Query.update(sql, "update erasure set lifted = ? where id = ?", Timestamp.from(now), id);
    }
  }

  private AuditEvent proof(Case one, boolean lifts, Instant now) {
    String words =
        lifts
            ? "%s lifted the erasure %s: %s".formatted(one.liftedBy(), one.id(), one.liftedReason())
            : "%s, asked for at %s: %s. Identifiers: %s. Gone: %s"
                .formatted(words(one), one.asked(), one.reason(), hashes(one.id()), gone(one));
    return new AuditEvent(
        Audits.id(one.id(), lifts),
        now,
        "console",
        null,
        "erasure",
        Step.ERASED,
        lifts ? 0 : one.identifiers(),
        List.of(),
        words,
        null);
  }

  /** Keyed hashes of the first few: with the key, one can tell whether somebody was meant. */
  private String hashes(String id) {
    return transactions
        .inTransaction(
            sql ->
                Query.list(
                    sql,
                    row -> row.getString(1),
                    "select unnest(hashes[1:20]) from erasure where id = ?",
                    id))
        .stream()
        .collect(Collectors.joining(" "));
  }

  private static String gone(Case one) {
    List<String> parts = new ArrayList<>();
    one.tasks()
        .forEach(
            task ->
                task.went()
                    .forEach(
                        (kind, rows) ->
                            parts.add("%d %s in %s".formatted(rows, kind, task.service()))));
    return parts.isEmpty() ? "nothing was held" : String.join(", ", parts);
  }
}
