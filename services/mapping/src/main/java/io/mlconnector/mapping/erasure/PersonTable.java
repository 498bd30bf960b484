package io.mlconnector.mapping.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what belongs to a person, in all tables that say so. */
final class PersonTable {

  /** What the keys of a ref's source record are in it. */
  private static final String SOURCE =
      "split_part(%1$s, '|', 3) || '|' || split_part(%1$s, '|', 4) || '|' || split_part(%1$s, '|',"
          + " 5)";

  private static final String BY_MAIL =
      """
      select record_key from snapshot
      where split_part(record_key, '|', 2) in ('contact', 'employee', 'ticket')
        and lower(trim(coalesce(data ->> 'email', data ->> 'requesterEmail'))) = any (?::text[])
      order by record_key limit ?
      """;

  private static final String TICKETS =
      """
      select s.record_key
      from unnest(?::text[], ?::text[]) as u(connection, requester)
      join snapshot s on split_part(s.record_key, '|', 1) = u.connection
        and s.data ->> 'requesterKey' = u.requester
      where split_part(s.record_key, '|', 2) = 'ticket'
      order by s.record_key limit ?
      """;

  private static final String REFS =
      """
      select ref from delivery_state where record_key = any (?::text[])
      union select ref from account_number where record_key = any (?::text[])
      union select ref from link where %1$s = any (?::text[])
      union select left_ref from mirror_pair where %2$s = any (?::text[])
      union select right_ref from mirror_pair where %3$s = any (?::text[])
      """
          .formatted(
              SOURCE.formatted("ref"), SOURCE.formatted("left_ref"), SOURCE.formatted("right_ref"));

  /** The other sides of two-way routes, found or supposed. */
  private static final String COUNTERPARTS =
      """
      select distinct r.ref from mirror_pair p,
        unnest(array[p.left_ref, p.right_ref, p.found_ref]) as r(ref)
      where (p.left_ref = any (?::text[]) or p.right_ref = any (?::text[])
             or p.found_ref = any (?::text[]))
        and r.ref is not null
      """;

  /** Records of the same person that were made from these, and are read there. */
  private static final String MADE =
      """
      select distinct s.record_key
      from unnest(?::text[]) as u(ref) join link l on l.ref = u.ref
      cross join unnest(array['contact', 'employee']) as e(entity)
      join snapshot s on s.record_key = split_part(l.ref, '|', 1) || '|' || e.entity || '|'
        || replace(replace(l.target_key, '%', '%25'), '|', '%7C')
      where split_part(l.ref, '|', 4) in ('contact', 'employee')
      """;

  private static final String MENTIONS =
      """
      select record_key from snapshot
      where state <> 'ERASED' and position(? in lower(data::text)) > 0
        and not record_key = any (?::text[])
      order by record_key limit ?
      """;

  private PersonTable() {}

  static List<String> byMail(Connection sql, Collection<String> mails, int limit)
      throws SQLException {
    return mails.isEmpty() ? List.of() : texts(sql, BY_MAIL, List.copyOf(mails), limit);
  }

  /** Tickets that these people asked. */
  static List<String> tickets(Connection sql, Collection<RecordKey> people, int limit)
      throws SQLException {
    List<RecordKey> contacts =
        people.stream().filter(each -> each.entity().equals("contact")).toList();
    return contacts.isEmpty()
        ? List.of()
        : texts(
            sql,
            TICKETS,
            Query.texts(contacts, RecordKey::connection),
            Query.texts(contacts, RecordKey::key),
            limit);
  }

  /** The refs of these records. */
  static List<String> refs(Connection sql, Collection<String> records) throws SQLException {
    List<String> all = List.copyOf(records);
    return texts(sql, REFS, all, all, all, all, all).stream()
        .filter(ref -> ref != null)
        .sorted()
        .toList();
  }

  /** Records of the same people in other systems: the other side of a pair, and what was made. */
  static Set<String> elsewhere(Connection sql, List<String> refs) throws SQLException {
    Set<String> records = new LinkedHashSet<>();
    List<String> others = new ArrayList<>(texts(sql, COUNTERPARTS, refs, refs, refs));
    others.forEach(ref -> records.add(ref.split("\\|", 3)[2]));
    records.addAll(texts(sql, MADE, refs));
    return records;
  }

  /** A target record that was made from one of these. */
  record Target(String record, String connection, String object, String key) {}

  static List<Target> targets(Connection sql, List<String> refs) throws SQLException {
    return Query.list(
        sql,
        row -> {
          Ref ref = Ref.parse(row.getString(1));
          return new Target(
              ref.source().toString(), ref.connection(), ref.object(), row.getString(2));
        },
        "select ref, target_key from link where ref = any (?::text[]) and target_key is not null"
            + " order by ref",
        refs);
  }

  /** Other records in which the address stands. */
  static List<String> mentions(Connection sql, String mail, Collection<String> without, int limit)
      throws SQLException {
    return texts(sql, MENTIONS, mail, List.copyOf(without), limit);
  }

  private static List<String> texts(Connection sql, String query, Object... arguments)
      throws SQLException {
    return Query.list(sql, row -> row.getString(1), query, arguments);
  }
}
