package io.mlconnector.console.erasure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.erasure.Case.Found;
import io.mlconnector.console.erasure.Case.State;
import io.mlconnector.console.erasure.Case.Task;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of erasures and of what each service has to do for them. */
final class Cases {

  static final int PAGE = 50;

  private static final String COLUMNS =
      "id, state, asked_by, asked, kind, cardinality(hashes), found, reason, finished, lifted_by,"
          + " lifted_reason, lifted";

  private static final String TASKS =
      "select service, state, tries, went, open, why, next_try, finished from erasure_task"
          + " where erasure = ? order by service";

  private static final String CLAIM =
      """
      update erasure_task t set tries = t.tries + 1, next_try = ?
      from (select erasure, service from erasure_task where state <> 'DONE' and next_try <= ?
            order by next_try limit 10 for update skip locked) d
      where t.erasure = d.erasure and t.service = d.service
      returning t.erasure, t.service, t.state, t.tries, t.went
      """;

  private Cases() {}

  /** What is to be done now. */
  record Due(String erasure, String service, String state, int tries, Map<String, Long> went) {}

  static void put(
      Connection sql,
      String id,
      String by,
      Instant at,
      String kind,
      Collection<String> hashes,
      Erasure subject,
      Found found)
      throws SQLException {
    Query.update(
        sql,
        "insert into erasure (id, state, asked_by, asked, kind, hashes, subject, found)"
            + " values (?, 'LOOKED', ?, ?, ?, ?, ?, ?)",
        id,
        by,
        Timestamp.from(at),
        kind,
        List.copyOf(hashes),
        CanonicalJson.text(subject),
        CanonicalJson.text(found));
  }

  static Optional<Case> find(Connection sql, String id) throws SQLException {
    List<Task> tasks = Query.list(sql, Cases::task, TASKS, id);
    return Query.list(
            sql, row -> read(row, tasks), "select " + COLUMNS + " from erasure where id = ?", id)
        .stream()
        .findFirst();
  }

  /** Those that somebody said go to, the newest first, without what was found and is done. */
  static List<Case> before(Connection sql, Instant time) throws SQLException {
    return Query.list(
        sql,
        row -> read(row, List.of()),
        "select "
            + COLUMNS
            + " from erasure where asked < ? and state <> 'LOOKED' order by asked desc limit ?",
        Timestamp.from(time),
        PAGE);
  }

  /** Erasures in which one of these hashes is, the newest first. */
  static List<String> of(Connection sql, Collection<String> hashes) throws SQLException {
    return Query.list(
        sql,
        row -> row.getString(1),
        "select id from erasure where hashes && ? and state <> 'LOOKED'"
            + " order by asked desc limit 10",
        List.copyOf(hashes));
  }

  /** Whether it was in that state, and is in the other one now. */
  static boolean move(Connection sql, String id, State from, State to) throws SQLException {
    return Query.update(
            sql,
            "update erasure set state = ? where id = ? and state = ?",
            to.name(),
            id,
            from.name())
        == 1;
  }

  static void begin(Connection sql, String id, Collection<String> services, Instant now)
      throws SQLException {
    Query.update(
        sql,
        """
        insert into erasure_task (erasure, service, state, next_try)
        select ?, u.service, 'DUE', ? from unnest(?::text[]) as u(service)
        on conflict (erasure, service) do update
          set state = 'DUE', next_try = excluded.next_try, tries = 0, open = 0, why = null
        """,
        id,
        Timestamp.from(now),
        List.copyOf(services));
  }

  static List<Due> claim(Connection sql, Instant now, Instant until) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Due(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                counts(row.getString(5))),
        CLAIM,
        Timestamp.from(until),
        Timestamp.from(now));
  }

  /** Notes what was done, unless it has to be done again with more than was known then. */
  static void save(
      Connection sql,
      Due due,
      Map<String, Long> went,
      String state,
      long open,
      String why,
      Instant next,
      Instant finished)
      throws SQLException {
    Query.update(
        sql,
        "update erasure_task set state = ?, went = ?, open = ?, why = ?, next_try = ?,"
            + " finished = ? where erasure = ? and service = ? and state = ?",
        state,
        CanonicalJson.text(went),
        open,
        why,
        Timestamp.from(next),
        finished == null ? null : Timestamp.from(finished),
        due.erasure(),
        due.service(),
        due.state());
  }

  static Optional<Erasure> subject(Connection sql, String id) throws SQLException {
    return Query.list(sql, row -> row.getString(1), "select subject from erasure where id = ?", id)
        .stream()
        .filter(text -> text != null)
        .findFirst()
        .map(text -> CanonicalJson.read(text, Erasure.class));
  }

  /** More was found of the person: every service but the mapping has to do it again with that. */
  static void extend(
      Connection sql,
      String id,
      Erasure subject,
      Found found,
      Collection<String> hashes,
      Instant now)
      throws SQLException {
    Query.update(
        sql,
        "update erasure set subject = ?, found = ?, hashes = ? where id = ?",
        CanonicalJson.text(subject),
        CanonicalJson.text(found),
        List.copyOf(hashes),
        id);
    Query.update(
        sql,
        "update erasure_task set state = 'DUE', next_try = ?"
            + " where erasure = ? and state <> 'DUE' and service <> ?",
        Timestamp.from(now),
        id,
        Services.MAPPING);
  }

  /** Those of which every service is done, and the proof is missing. */
  static List<String> finished(Connection sql) throws SQLException {
    return Query.list(
        sql,
        row -> row.getString(1),
        """
        select e.id from erasure e
        where e.state in ('RUNNING', 'LIFTING')
          and not exists (
            select 1 from erasure_task t where t.erasure = e.id and t.state <> 'DONE')
        """);
  }

  /** Forgets what nobody went on with, and what was found once people had the time to use it. */
  static void forget(Connection sql, Instant looked, Instant finished) throws SQLException {
    Query.update(
        sql, "delete from erasure where state = 'LOOKED' and asked < ?", Timestamp.from(looked));
    Query.update(
        sql,
        "update erasure set found = null where found is not null and finished < ?",
        Timestamp.from(finished));
  }

  private static Case read(ResultSet row, List<Task> tasks) throws SQLException {
    String found = row.getString(7);
    return new Case(
        row.getString(1),
        State.valueOf(row.getString(2)),
        row.getString(3),
        instant(row, 4),
        row.getString(5),
        row.getInt(6),
        found == null ? null : CanonicalJson.read(found, Found.class),
        row.getString(8),
        instant(row, 9),
        row.getString(10),
        row.getString(11),
        instant(row, 12),
        new ArrayList<>(tasks));
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        counts(row.getString(4)),
        row.getLong(5),
        row.getString(6),
        instant(row, 7),
        instant(row, 8));
  }

  static Map<String, Long> counts(String json) {
    return CanonicalJson.mapper()
        .convertValue(
            CanonicalJson.read(json, JsonNode.class), new TypeReference<Map<String, Long>>() {});
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
