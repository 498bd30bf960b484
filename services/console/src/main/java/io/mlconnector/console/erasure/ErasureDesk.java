package io.mlconnector.console.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.console.access.Who;
import io.mlconnector.console.erasure.Case.Found;
import io.mlconnector.console.erasure.Case.State;
import io.mlconnector.console.erasure.Services.NotDone;
import io.mlconnector.console.erasure.Services.Person;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Erasing persons: looking first, then saying go, and letting somebody come back. */
@ApplicationScoped
public class ErasureDesk {

  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final int LONGEST_REASON = 500;

  private final Transactions transactions;
  private final Services services;
  private final LedgerPart ledgerPart;
  private final Ledger ledger;
  private final KeyedHash hash;
  private final Who who;
  private final Caller caller;
  private final Clock clock;

  ErasureDesk(
      Transactions transactions,
      Services services,
      LedgerPart ledgerPart,
      Ledger ledger,
      KeyedHash hash,
      Who who,
      Caller caller,
      Clock clock) {
    this.transactions = transactions;
    this.services = services;
    this.ledgerPart = ledgerPart;
    this.ledger = ledger;
    this.hash = hash;
    this.who = who;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Looks for a person and changes nothing; what was typed is forgotten after an hour, unless
   * somebody goes on with it.
   *
   * @param person an e-mail address, or {@code connection|entity|key}
   * @return the erasure's id
   * @throws Problem 400 where it is neither, 503 where the mapping does not answer
   */
  public String look(String person) {
    caller.needsAll();
    Erasure typed = typed(person == null ? "" : person.strip());
    Person found;
    try {
      found = services.find(typed);
    } catch (NotDone e) {
      throw Problem.unavailable(
          e.getMessage() + ": whose records they are cannot be told without it", AGAIN);
    }
    Erasure whom = new Erasure(found.records(), typed.mails());
    List<String> hashes = whom.identifiers().stream().map(hash::of).toList();
    Map<String, Map<String, Long>> held = new TreeMap<>();
    List<String> silent = new ArrayList<>();
    for (String service : services.names()) {
      held(service, whom, held, silent);
    }
    String id = UUID.randomUUID().toString();
    transactions.run(
        sql -> {
          List<String> before = Cases.of(sql, hashes);
          Found all =
              new Found(found.records(), found.targets(), found.mentions(), held, silent, before);
          String kind = typed.mails().isEmpty() ? "record" : "mail";
          Cases.put(sql, id, who.name(), clock.instant(), kind, hashes, whom, all);
        });
    return id;
  }

  private void held(
      String service, Erasure whom, Map<String, Map<String, Long>> held, List<String> silent) {
    try {
      Map<String, Long> counts =
          service.equals(Services.CONSOLE)
              ? Map.of("lines with values", ledgerPart.count(whom.records()))
              : services.look(service, whom);
      Map<String, Long> some = new TreeMap<>(counts);
      some.values().removeIf(rows -> rows == 0);
      if (!some.isEmpty()) {
        held.put(service, some);
      }
    } catch (NotDone e) {
      silent.add(service);
    }
  }

  private static Erasure typed(String person) {
    if (Identifiers.isMail(person)) {
      return new Erasure(List.of(), List.of(person)).checked();
    }
    try {
      return new Erasure(List.of(RecordKey.parse(person).toString()), List.of()).checked();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
          "That is no e-mail address and no record: type one such as name@example.com, or"
              + " connection|entity|key as journeys show it");
    }
  }

  /**
   * Says go.
   *
   * @param reason why, without naming the person, such as the number of the request
   * @throws Problem 400 without a reason, 404 where it was looked at too long ago, 409 where it was
   *     begun before
   */
  public void start(String id, String reason) {
    String words = reason(reason);
    Case one = one(id);
    Instant now = clock.instant();
    boolean begun =
        transactions.inTransaction(
            sql -> {
              if (!Cases.move(sql, id, State.LOOKED, State.RUNNING)) {
                return false;
              }
              Query.update(
                  sql,
                  "update erasure set reason = ?, asked_by = ? where id = ?",
                  words,
                  who.name(),
                  id);
              Cases.begin(sql, id, services.names(), now);
              return true;
            });
    if (!begun) {
      throw Problem.conflict("It is %s already".formatted(one.state().words()));
    }
    enter("asked for the erasure of a person (%s): %s".formatted(id, words));
  }

  /**
   * Lets whom an erasure has named come back, with their next change at the source.
   *
   * @throws Problem 400 without a reason, 409 where the erasure is not done, or was lifted
   */
  public void lift(String id, String reason) {
    String words = reason(reason);
    Case one = one(id);
    boolean lifts =
        transactions.inTransaction(
            sql -> {
              if (!Cases.move(sql, id, State.DONE, State.LIFTING)) {
                return false;
              }
              Query.update(
                  sql,
                  "update erasure set lifted_by = ?, lifted_reason = ? where id = ?",
                  who.name(),
                  words,
                  id);
              Cases.begin(sql, id, services.names(), clock.instant());
              return true;
            });
    if (!lifts) {
      throw Problem.conflict(
          "It is %s: only what is erased can be lifted".formatted(one.state().words()));
    }
    enter("asked to lift the erasure %s: %s".formatted(id, words));
  }

  /**
   * One of them.
   *
   * @throws Problem 404 where there is none
   */
  public Case one(String id) {
    caller.needsAll();
    return transactions
        .inTransaction(sql -> Cases.find(sql, id))
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is no such erasure; one that is only looked at is forgotten after an"
                        + " hour"));
  }

  /** Those that somebody said go to, the newest first, 50 to a page. */
  public List<Case> before(Instant time) {
    caller.needsAll();
    return transactions.inTransaction(sql -> Cases.before(sql, time));
  }

  private static String reason(String reason) {
    String words = reason == null ? "" : reason.strip();
    if (words.isEmpty() || words.length() > LONGEST_REASON) {
      throw Problem.badRequest(
          "Say why in at most %d letters, without naming the person".formatted(LONGEST_REASON));
    }
    return words;
  }

  private void enter(String words) {
    ledger.enter(
        List.of(
            new AuditEvent(
                UUID.randomUUID().toString(),
                clock.instant(),
                "console",
                null,
                "erasure",
                Step.CONFIGURED,
                0,
                List.of(),
                who.name() + " " + words,
                null)));
  }
}
