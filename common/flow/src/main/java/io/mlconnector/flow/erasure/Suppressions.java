package io.mlconnector.flow.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Who must not come back, in the service's own database: keyed hashes of record keys and e-mail
 * addresses, from which nobody can tell whose they are. One statement per page, whatever its size.
 */
@ApplicationScoped
public class Suppressions {

  /** Stands on the list by itself, so that another key is noticed; see {@link SuppressionKey}. */
  static final String KEY = "key";

  /** The erasure of that entry, which none of a person has as its id. */
  static final String NONE = "";

  private final KeyedHash hash;

  public Suppressions(KeyedHash hash) {
    this.hash = hash;
  }

  /** Puts identifiers on the list, for one erasure. */
  public void add(Connection sql, String erasure, Collection<String> identifiers)
      throws SQLException {
    Query.update(
        sql,
        """
        insert into suppressed (hash, erasure) select u.hash, ? from unnest(?::text[]) as u(hash)
        on conflict do nothing
        """,
        erasure,
        identifiers.stream().map(hash::of).distinct().toList());
    Query.update(
        sql,
        "insert into suppressed (hash, erasure) select ?, ? where not exists"
            + " (select 1 from suppressed where erasure = ?)",
        hash.of(KEY),
        NONE,
        NONE);
  }

  /** Takes an erasure's identifiers from the list; those that another one names stay on it. */
  public long lift(Connection sql, String erasure) throws SQLException {
    return Query.update(sql, "delete from suppressed where erasure = ?", erasure);
  }

  /** Those of them of which an identifier is on the list. */
  public <T> Set<T> among(
      Connection sql, Collection<T> all, Function<T, ? extends Collection<String>> identifiers)
      throws SQLException {
    Map<String, List<T>> byHash = new HashMap<>();
    for (T one : all) {
      for (String identifier : identifiers.apply(one)) {
        byHash.computeIfAbsent(hash.of(identifier), key -> new ArrayList<>()).add(one);
      }
    }
    Set<T> found = new HashSet<>();
    if (!byHash.isEmpty()) {
      Query.list(
              sql,
              row -> row.getString(1),
              "select s.hash from suppressed s"
                  + " join unnest(?::text[]) as u(hash) on s.hash = u.hash",
              byHash.keySet())
          .forEach(each -> found.addAll(byHash.get(each)));
    }
    return found;
  }

  /** Those records whose keys are on the list. */
  public Set<RecordKey> keysAmong(Connection sql, Collection<RecordKey> records)
      throws SQLException {
    return among(sql, records, record -> List.of(Identifiers.ofKey(record)));
  }
}
