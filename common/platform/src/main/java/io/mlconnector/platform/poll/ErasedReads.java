package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.erasure.Room;
import io.mlconnector.platform.erasure.Subject;
import io.mlconnector.platform.erasure.Tally;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What reading keeps of a person: hashes of what was published, records that could not be read, and
 * those to be read again. A vendor's record that stands for somebody else, too, such as a company
 * with its people, goes on being read.
 */
@ApplicationScoped
public class ErasedReads implements Room {

  private static final String HASHES =
      """
      unnest(?::text[], ?::text[], ?::text[]) as u(connection, entity, key)
      where r.connection = u.connection and r.entity = u.entity and r.key = u.key
      """;

  /** The vendor's records that stand for nobody else. */
  private static final String SOURCES =
      """
      with gone as (
        select r.connection, r.entity, r.key, r.stream, r.source_key
        from unnest(?::text[], ?::text[], ?::text[]) as u(connection, entity, key)
        join source_record r
          on r.connection = u.connection and r.entity = u.entity and r.key = u.key)
      select distinct g.connection, g.stream, g.source_key from gone g
      where not exists (
        select 1 from source_record o
        where o.connection = g.connection and o.stream = g.stream and o.source_key = g.source_key
          and not exists (
            select 1 from gone s
            where s.connection = o.connection and s.entity = o.entity and s.key = o.key))
      """;

  private static final String NAMED =
      """
      unnest(?::text[], ?::text[], ?::text[]) as u(connection, stream, key)
      where r.connection = u.connection and r.stream = u.stream and r.key = u.key
      """;

  private static final String SAMPLES =
      """
      update held_removals
      set samples = array(select s from unnest(samples) s where not s = any (?::text[]))
      where samples && ?::text[]
      """;

  private final Adapter adapter;
  private final Suppressions suppressions;

  public ErasedReads(Adapter adapter, Suppressions suppressions) {
    this.adapter = adapter;
    this.suppressions = suppressions;
  }

  /** A record as the vendor has it. */
  private record Source(String connection, String stream, String key) {}

  @Override
  public void look(Connection sql, Subject subject, Tally tally) throws SQLException {
    tally.add(
        "source hashes",
        Query.number(
            sql,
            "select count(*) from source_record r where exists (select 1 from " + HASHES + ")",
            keys(subject)));
    Object[] sources = columns(sources(sql, subject));
    tally.add("parked reads", count(sql, "parked_read", sources));
    tally.add("reads that wait", count(sql, "reread", sources));
  }

  @Override
  public void erase(Connection sql, Subject subject, Tally tally) throws SQLException {
    List<Source> sources = sources(sql, subject);
    suppressions.add(
        sql,
        subject.erasure(),
        sources.stream()
            .map(one -> Identifiers.ofSource(one.connection, one.stream, one.key))
            .toList());
    Object[] named = columns(sources);
    tally.add("parked reads", Query.update(sql, delete("parked_read") + NAMED, named));
    tally.add("reads that wait", Query.update(sql, delete("reread") + NAMED, named));
    tally.add("source hashes", Query.update(sql, delete("source_record") + HASHES, keys(subject)));
    Query.update(sql, SAMPLES, subject.records(), subject.records());
  }

  private static String delete(String table) {
    return "delete from " + table + " r using ";
  }

  private static long count(Connection sql, String table, Object[] sources) throws SQLException {
    return Query.number(
        sql,
        "select count(*) from " + table + " r where exists (select 1 from " + NAMED + ")",
        sources);
  }

  private List<Source> sources(Connection sql, Subject subject) throws SQLException {
    List<Source> sources =
        new ArrayList<>(
            Query.list(
                sql,
                row -> new Source(row.getString(1), row.getString(2), row.getString(3)),
                SOURCES,
                keys(subject)));
    // What was parked from its first read on has no other name than its own key.
    for (RecordKey key : subject.keys()) {
      for (SourceStream<?> stream : adapter.sources()) {
        if (stream.entities().size() == 1 && stream.entities().contains(key.entity())) {
          sources.add(new Source(key.connection(), stream.records(), key.key()));
        }
      }
    }
    return sources.stream().distinct().toList();
  }

  private static Object[] keys(Subject subject) {
    return new Object[] {
      Query.texts(subject.keys(), RecordKey::connection),
      Query.texts(subject.keys(), RecordKey::entity),
      Query.texts(subject.keys(), RecordKey::key)
    };
  }

  private static Object[] columns(List<Source> sources) {
    return new Object[] {
      Query.texts(sources, Source::connection),
      Query.texts(sources, Source::stream),
      Query.texts(sources, Source::key)
    };
  }
}
