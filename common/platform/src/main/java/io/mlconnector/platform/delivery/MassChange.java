package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The guard against taking away much at once: counts deactivations and removal flags that have not
 * been written, together with those of the same cycle, and holds all of them for a person when they
 * are too many.
 */
final class MassChange {

  static final String PENDING =
      """
      select count(distinct i.ref) from inbox i join link l on l.ref = i.ref
      where i.connection = ? and i.object = ? and i.risky and not i.approved and l.flagged is null
      """;

  private static final String HOLD =
      """
      with gone as (
        delete from inbox i using link l
        where l.ref = i.ref and i.connection = ? and i.object = ? and i.risky and not i.approved
          and l.flagged is null and (i.id = any (?::bigint[]) or i.id > ?)
        returning i.*)
      insert into waiting (delivery, connection, ref, object, mode, sequence, ord, tries, risky,
                           approved, parents, body, seen, accepted, mass_change)
      select g.delivery, g.connection, g.ref, g.object, g.mode, g.sequence, g.ord, g.tries,
             g.risky, g.approved, g.parents, g.body, g.seen, g.accepted, ?
      from gone g
      on conflict (delivery) do nothing
      returning delivery, ref, tries, body
      """;

  private final String connection;
  private final double percent;
  private final int atLeast;
  private final long cycleMillis;

  /**
   * Guards one connection.
   *
   * @param percent of the object's linked records that may be taken away in a cycle
   * @param atLeast a number that may be taken away in any case
   * @param cycleMillis how long a cycle is
   */
  MassChange(String connection, double percent, int atLeast, long cycleMillis) {
    this.connection = connection;
    this.percent = percent;
    this.atLeast = atLeast;
    this.cycleMillis = cycleMillis;
  }

  /** What the guard found; {@code held} is empty where everything may go on. */
  record Verdict(List<Taken> held, boolean opened, long counted, long allowed) {}

  /**
   * Counts and decides, in the caller's transaction.
   *
   * @param waiting inbox ids that wait to be counted
   * @param cursor no row above this inbox id is loaded
   */
  Verdict check(Connection sql, String object, List<Long> waiting, long cursor)
      throws SQLException {
    List<Long> open =
        Query.list(
            sql,
            row -> row.getLong(1),
            "select id from mass_change where connection = ? and object = ? and decided is null",
            connection,
            object);
    long pending = Query.number(sql, PENDING, connection, object);
    long counted = pending + recent(sql, object);
    if (open.isEmpty() && counted <= atLeast) {
      return new Verdict(List.of(), false, counted, atLeast);
    }
    long linked =
        Query.number(
            sql,
            "select count(*) from link where connection = ? and object = ?",
            connection,
            object);
    long allowed = Math.max(atLeast, (long) Math.floor(linked * percent / 100));
    if (open.isEmpty() && counted <= allowed) {
      return new Verdict(List.of(), false, counted, allowed);
    }
    long id = open.isEmpty() ? open(sql, object, linked, allowed) : open.get(0);
    List<Taken> held = Query.list(sql, Taken::read, HOLD, connection, object, waiting, cursor, id);
    List<String> samples = held.stream().limit(10).map(taken -> taken.ref().toString()).toList();
    Query.update(
        sql,
        "update mass_change set counted = counted + ?,"
            + " samples = (samples || ?::text[])[1:10] where id = ?",
        held.size(),
        samples,
        id);
    return new Verdict(held, open.isEmpty(), counted, allowed);
  }

  private long recent(Connection sql, String object) throws SQLException {
    return Query.number(
        sql,
        "select count(*) from link where connection = ? and object = ?"
            + " and flagged > now() - ? * interval '1 millisecond'",
        connection,
        object,
        cycleMillis);
  }

  private long open(Connection sql, String object, long linked, long allowed) throws SQLException {
    return Query.number(
        sql,
        "insert into mass_change (connection, object, counted, linked, allowed, samples)"
            + " values (?, ?, 0, ?, ?, '{}') returning id",
        connection,
        object,
        linked,
        allowed);
  }
}
