package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.route.Mirror;
import io.mlconnector.mapping.route.RouteSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Keeps pairs of records equal: takes decisions on records of two-way routes and outcomes of their
 * deliveries, and gives back what is to be delivered. One statement per table and page.
 */
@ApplicationScoped
public class Mirrors {

  private final Progress progress;
  private final Intake intake;
  private final Returns returns;
  private final Pairing pairing;

  public Mirrors(Decider decider, Audits audits, Outbox outbox, Clock clock) {
    Merges merges = new Merges();
    progress = new Progress(decider, audits, outbox, clock, merges);
    intake = new Intake(progress, merges);
    returns = new Returns(progress);
    pairing = new Pairing(progress);
  }

  /**
   * Takes in what routes make of records.
   *
   * @return what is to be delivered: decisions of one-way routes as they are
   */
  public List<Decision> merged(Connection sql, List<Decision> made) throws SQLException {
    return intake.merged(sql, made);
  }

  /**
   * Takes in what became of deliveries.
   *
   * @return what is to be delivered now
   */
  public List<Decision> came(Connection sql, List<Outcome> outcomes, RouteSet routes)
      throws SQLException {
    return returns.came(sql, outcomes, routes);
  }

  /**
   * Some of our deliveries are not made after all: nobody waits for them.
   *
   * @param decided all decisions, as they are carried out
   */
  public void refused(Connection sql, List<Decision> made, List<Decision> decided)
      throws SQLException {
    returns.refused(sql, made, decided);
  }

  /** Whether two records may be made a pair; see {@link Pairing#check}. */
  public void check(Connection sql, Mirror mirror, Ref ref, Ref counterpart) throws SQLException {
    pairing.check(sql, mirror, ref, counterpart);
  }

  /** Makes two records a pair; see {@link Pairing#linked}. */
  public List<Decision> linked(
      Connection sql, Mirror mirror, Ref ref, Ref counterpart, String author) throws SQLException {
    return pairing.linked(sql, mirror, ref, counterpart, author);
  }

  /** Ends the pair of a record; see {@link Pairing#unlinked}. */
  public void unlinked(Connection sql, Mirror mirror, Ref ref, String author) throws SQLException {
    pairing.unlinked(sql, mirror, ref, author);
  }

  /** The ref of a record's counterpart; null where it has none. */
  public Ref counterpart(Connection sql, Ref ref) throws SQLException {
    return pairing.counterpart(sql, ref);
  }

  /** Delivers what a person's word brings on; see {@link Progress#advance}. */
  List<Decision> advance(Connection sql, Map<PairRow, Mirror> rows) throws SQLException {
    return progress.advance(sql, rows, Map.of());
  }

  /** See {@link Pairing#meet}. */
  List<Decision> meet(Connection sql, Mirror mirror, int limit) throws SQLException {
    return pairing.meet(sql, mirror, limit);
  }

  /** See {@link Pairing#askAgain}. */
  List<Decision> askAgain(Connection sql, Mirror mirror, int limit) throws SQLException {
    return pairing.askAgain(sql, mirror, limit);
  }

  Progress progress() {
    return progress;
  }
}
