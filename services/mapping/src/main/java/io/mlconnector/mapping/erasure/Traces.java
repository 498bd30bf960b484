package io.mlconnector.mapping.erasure;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the mapping keeps of records beside their snapshots, kind by kind. */
final class Traces {

  static final String SNAPSHOTS = "snapshots";

  private static final String OF_RECORDS = " where record_key = any (?::text[])";
  private static final String OF_REFS = " where ref = any (?::text[])";
  private static final String OF_CHILDREN = " where child = any (?::text[])";

  private static final String PAIRS =
      " where left_ref = any (?::text[]) or right_ref = any (?::text[])"
          + " or found_ref = any (?::text[])";

  private static final String MESSAGES = " where key = any (?::text[]) or key = any (?::text[])";

  /** Samples of plans in which one of these texts stands. */
  private static final String SAMPLED =
      """
       where exists (select 1 from unnest(?::text[]) as u(text)
                     where position(u.text in lower(samples::text)) > 0)
      """;

  private static final String UNSAMPLE =
      """
      update run set samples = coalesce(
        (select jsonb_agg(s) from jsonb_array_elements(samples) as s
         where not exists (select 1 from unnest(?::text[]) as u(text)
                           where position(u.text in lower(s::text)) > 0)), '[]')
      """;

  private Traces() {}

  /** How many rows of which kind there are. */
  static Map<String, Long> count(
      Connection sql, List<String> records, List<String> refs, List<String> mails)
      throws SQLException {
    Map<String, Long> found = new LinkedHashMap<>();
    put(found, SNAPSHOTS, number(sql, "snapshot" + OF_RECORDS + " and state <> 'ERASED'", records));
    put(found, "links", number(sql, "link" + OF_REFS, refs));
    put(found, "delivery states", number(sql, "delivery_state" + OF_REFS, refs));
    put(found, "pairs with agreed values", number(sql, "mirror_pair" + PAIRS, refs, refs, refs));
    put(found, "account numbers", number(sql, "account_number" + OF_RECORDS, records));
    put(found, "ticks on lists", number(sql, "tick" + OF_RECORDS, records));
    put(found, "messages that cannot be read", number(sql, "unreadable" + MESSAGES, records, refs));
    put(found, "samples of plans", number(sql, "run" + SAMPLED, texts(records, mails)));
    return found;
  }

  /** Removes them; the snapshots are somebody else's. */
  static Map<String, Long> remove(
      Connection sql, List<String> records, List<String> refs, List<String> mails)
      throws SQLException {
    Map<String, Long> went = new LinkedHashMap<>();
    put(went, "links", delete(sql, "link" + OF_REFS, refs));
    put(went, "delivery states", delete(sql, "delivery_state" + OF_REFS, refs));
    put(went, "pairs with agreed values", delete(sql, "mirror_pair" + PAIRS, refs, refs, refs));
    put(went, "account numbers", delete(sql, "account_number" + OF_RECORDS, records));
    put(went, "ticks on lists", delete(sql, "tick" + OF_RECORDS, records));
    put(went, "messages that cannot be read", delete(sql, "unreadable" + MESSAGES, records, refs));
    put(went, "unsent messages", delete(sql, "outbox" + MESSAGES, records, refs));
    List<String> texts = texts(records, mails);
    put(went, "samples of plans", Query.update(sql, UNSAMPLE + SAMPLED, texts, texts));
    delete(sql, "dependency" + OF_CHILDREN, refs);
    delete(sql, "origin_wait" + OF_CHILDREN, refs);
    delete(sql, "removal" + OF_RECORDS, records);
    return went;
  }

  private static List<String> texts(List<String> records, List<String> mails) {
    return Stream.concat(
            records.stream().map(each -> "\"" + each.toLowerCase(Locale.ROOT) + "\""),
            mails.stream())
        .toList();
  }

  private static void put(Map<String, Long> counts, String kind, long rows) {
    if (rows > 0) {
      counts.put(kind, rows);
    }
  }

  private static long number(Connection sql, String from, Object... arguments) throws SQLException {
    return Query.number(sql, "select count(*) from " + from, arguments);
  }

  private static long delete(Connection sql, String from, Object... arguments) throws SQLException {
    return Query.update(sql, "delete from " + from, arguments);
  }
}
