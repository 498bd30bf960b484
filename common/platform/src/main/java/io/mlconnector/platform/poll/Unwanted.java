package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.platform.poll.SourceRecords.Published;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a page shows of erased persons: it is neither published nor parked nor noted.
 *
 * @param candidates records that could go on otherwise
 * @param poison source keys of records that would be parked
 */
record Unwanted(Set<Candidate> candidates, Set<String> poison) {

  static Unwanted of(
      Connection sql, Suppressions list, String connection, String stream, Translation page)
      throws SQLException {
    return new Unwanted(
        list.among(sql, page.candidates(), one -> Identifiers.of(one.record(), one.data())),
        list.among(
            sql,
            page.poison().keySet(),
            key -> List.of(Identifiers.ofSource(connection, stream, key))));
  }

  int size() {
    return candidates.size() + poison.size();
  }

  /**
   * What a full scan has met: what was published is there, whoever it is; the rest leaves no trace.
   */
  List<Candidate> met(List<Candidate> all, Map<RecordKey, Published> published) {
    return all.stream()
        .filter(one -> !candidates.contains(one) || published.containsKey(one.record()))
        .toList();
  }

  List<Candidate> rest(List<Candidate> all) {
    return all.stream().filter(one -> !candidates.contains(one)).toList();
  }

  Map<String, String> rest(Map<String, String> reasons) {
    Map<String, String> rest = new LinkedHashMap<>(reasons);
    rest.keySet().removeAll(poison);
    return rest;
  }
}
