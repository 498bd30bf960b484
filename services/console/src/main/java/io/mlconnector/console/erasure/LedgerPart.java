package io.mlconnector.console.erasure;

import io.mlconnector.console.ledger.Spans;
import io.mlconnector.console.ledger.Values;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the ledger keeps of a person: values, their hashes, and reasons of what was done. */
@ApplicationScoped
class LedgerPart {

  private static final String LINES =
      """
      select count(*) from audit_item
      where record = any (?::text[]) and %s and (reason is not null or changes <> '[]')
      """;

  /** What was entered before there was a chain is in no block, and no proof is needed for it. */
  private static final String UNCHAINED =
      """
      update audit_item set reason = null, changes = '[]'
      where record = any (?::text[]) and %s and sealed is null
        and (reason is not null or changes <> '[]')
      """;

  private final Transactions transactions;
  private final Spans spans;
  private final Values values;

  LedgerPart(Transactions transactions, Spans spans, Values values) {
    this.transactions = transactions;
    this.spans = spans;
    this.values = values;
  }

  /** How many lines have values of these records. */
  long count(List<String> records) {
    return overall(
        records, (sql, span) -> Query.number(sql, LINES.formatted(span.condition()), records));
  }

  private interface PerSpan {
    long rows(Connection sql, Spans.Span span) throws SQLException;
  }

  private long overall(List<String> records, PerSpan one) {
    long rows = 0;
    for (Spans.Span span : records.isEmpty() ? List.<Spans.Span>of() : spans.back(null, null)) {
      rows += transactions.inTransaction(sql -> one.rows(sql, span));
    }
    return rows;
  }

  /**
   * Forgets them; where there are none, nothing is entered either.
   *
   * @param words who has it done, without saying whom it is about
   */
  Done erase(List<String> records, String words) {
    long lines = count(records);
    if (lines > 0) {
      values.forget(records, words);
      overall(
          records,
          (sql, span) -> Query.update(sql, UNCHAINED.formatted(span.condition()), records));
    }
    return new Done(lines == 0 ? Map.of() : Map.of("lines with values", lines), 0, null);
  }
}
