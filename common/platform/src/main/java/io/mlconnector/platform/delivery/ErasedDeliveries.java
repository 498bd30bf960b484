package io.mlconnector.platform.delivery;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.erasure.Room;
import io.mlconnector.platform.erasure.Subject;
import io.mlconnector.platform.erasure.Tally;
import io.mlconnector.platform.table.Comparison;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.RowsToKeep;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What delivering keeps of a person: deliveries on their way and aside, links, and the rows of
 * tables. A write that is under way, or may have had its effect, is waited for: what it leaves here
 * goes with the next try. Rows of tables stay until the table without them is published, since it
 * mirrors its source.
 */
@ApplicationScoped
public class ErasedDeliveries implements Room {

  private static final List<String> QUEUES = List.of("inbox", "waiting", "parked", "table_staged");

  private static final Map<String, String> KINDS =
      Map.of(
          "inbox",
          "deliveries on their way",
          "waiting",
          "deliveries that wait",
          "parked",
          "parked deliveries",
          "table_staged",
          "deliveries on their way",
          "link",
          "links",
          "table_row",
          "table rows",
          "outbox",
          "unsent outcomes");

  /** Whose refs they are is the end of their text. */
  private static final String REFS =
      """
      select distinct r.ref from (
        select ref from link union all select ref from inbox union all select ref from waiting
        union all select ref from parked where ref is not null
        union all select ref from table_staged union all select ref from table_row
        union all select ref from attempt) r
      where split_part(r.ref, '|', 3) || '|' || split_part(r.ref, '|', 4) || '|'
        || split_part(r.ref, '|', 5) = any (?::text[])
      """;

  /** Refs in whose name the vendor may be doing something right now. */
  private static final String BUSY =
      """
      select a.ref from attempt a
      where a.ref = any (?::text[])
        and a.deadline + ?::bigint * interval '1 millisecond' > clock_timestamp()
      union
      select r.ref from unnest(?::text[]) as r(ref)
      join vendor_job j on position(r.ref in j.writes) > 0
      """;

  private static final String UNREADABLE =
      """
      from parked p where p.ref is null and exists (
        select 1 from unnest(?::text[]) as u(text) where position(lower(u.text) in lower(p.body)) > 0)
      """;

  private static final String SAMPLES =
      """
      update mass_change
      set samples = array(select s from unnest(samples) s where not s = any (?::text[]))
      where samples && ?::text[]
      """;

  private static final String GONE =
      "select count(*) from table_row where gone and ref = any (?::text[])";

  private final DeliveryConfig config;

  public ErasedDeliveries(DeliveryConfig config) {
    this.config = config;
  }

  @Override
  public void look(Connection sql, Subject subject, Tally tally) throws SQLException {
    List<String> refs = refs(sql, subject);
    for (String table :
        List.of("inbox", "waiting", "parked", "table_staged", "link", "table_row")) {
      String count = "select count(*) from %s where ref = any (?::text[])".formatted(table);
      tally.add(KINDS.get(table), Query.number(sql, count, refs));
    }
    tally.add(
        "messages that cannot be read",
        Query.number(sql, "select count(*) " + UNREADABLE, texts(subject)));
  }

  @Override
  public void erase(Connection sql, Subject subject, Tally tally) throws SQLException {
    InboxLock.take(sql);
    List<String> refs = refs(sql, subject);
    List<String> busy =
        Query.list(sql, row -> row.getString(1), BUSY, refs, config.grace().toMillis(), refs);
    tally.open(busy.size(), "a write at the vendor is under way, or its outcome is not known yet");
    List<String> free = refs.stream().filter(ref -> !busy.contains(ref)).toList();
    Query.update(sql, "delete from attempt where ref = any (?::text[])", free);
    for (String table : QUEUES) {
      String delete = "delete from %s where ref = any (?::text[])".formatted(table);
      tally.add(KINDS.get(table), Query.update(sql, delete, free));
    }
    rows(sql, free, tally);
    tally.add("links", Query.update(sql, "delete from link where ref = any (?::text[])", free));
    tally.add(
        KINDS.get("outbox"),
        Query.update(sql, "delete from outbox where key = any (?::text[])", free));
    tally.add(
        "messages that cannot be read", Query.update(sql, "delete " + UNREADABLE, texts(subject)));
    Query.update(sql, SAMPLES, refs, refs);
  }

  private static List<String> refs(Connection sql, Subject subject) throws SQLException {
    return Query.list(sql, row -> row.getString(1), REFS, subject.records());
  }

  private static List<String> texts(Subject subject) {
    return Stream.concat(subject.records().stream(), subject.mails().stream()).toList();
  }

  private static void rows(Connection sql, List<String> refs, Tally tally) throws SQLException {
    long before = Query.number(sql, GONE, refs);
    List<Long> tables =
        Query.list(
            sql,
            row -> row.getLong(1),
            "select distinct table_id from table_row where ref = any (?::text[]) and not gone"
                + " order by 1",
            refs);
    for (long id : tables) {
      Optional<KeptTable> table = KeptTables.lock(sql, id);
      if (table.isPresent()) {
        List<RowsToKeep> none =
            refs.stream().map(ref -> new RowsToKeep(ref, null, Map.of())).toList();
        long live = live(sql, id, refs);
        new Comparison(sql, table.get()).keep(none);
        KeptTables.ask(sql, id);
        tally.add(KINDS.get("table_row"), live);
      }
    }
    long wait = Query.number(sql, GONE, refs);
    tally.open(Math.max(wait, before), "its rows leave the target with the table's next publish");
  }

  private static long live(Connection sql, long table, List<String> refs) throws SQLException {
    return Query.number(
        sql,
        "select count(*) from table_row where table_id = ? and ref = any (?::text[]) and not gone",
        table,
        refs);
  }
}
