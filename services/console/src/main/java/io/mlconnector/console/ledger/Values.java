package io.mlconnector.console.ledger;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Forgets values that the ledger keeps. What happened, when and to which record stays, and so does
 * the digest of what is forgotten, so that the chain holds; its salt goes, so that nobody can try
 * what the values were.
 */
@ApplicationScoped
public class Values {

  private static final String ERASE =
      """
      update audit_item
      set reason = null, changes = '[]', salt = null, erased_by = ?
      where record = any (?) and %s and sealed is not null and erased_by is null
      """;

  private final Transactions transactions;
  private final Ledger ledger;
  private final Spans spans;
  private final Clock clock;

  public Values(Transactions transactions, Ledger ledger, Spans spans, Clock clock) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.spans = spans;
    this.clock = clock;
  }

  /**
   * What was forgotten.
   *
   * @param proof id of the ledger's entry that names these records and says who had it done
   * @param lines how many lines had values
   */
  public record Forgotten(String proof, long lines) {}

  /**
   * Erases field values, hashes of personal ones, and reasons from all entries about these records.
   * The proof is entered first: what is forgotten without one is found by the verification. Lines
   * that come later, being on their way now, keep their values: call it again for those.
   *
   * @param records {@code connection|entity|key} of each; at least one
   * @param words who did what and why, without saying whom, such as {@code ada erased a person}
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where not everything was erased; call again
   */
  public Forgotten forget(Collection<String> records, String words) {
    String proof = UUID.randomUUID().toString();
    List<AuditItem> items =
        records.stream()
            .distinct()
            .map(each -> new AuditItem(null, each, null, null, null, null, null, null, List.of()))
            .toList();
    if (items.isEmpty()) {
      throw new IllegalArgumentException("Name the records whose values are to be forgotten");
    }
    ledger.enter(
        List.of(
            new AuditEvent(
                proof,
                clock.instant(),
                "console",
                null,
                null,
                Step.CONFIGURED,
                0,
                items,
                words,
                null)));
    List<String> keys = items.stream().map(AuditItem::record).collect(Collectors.toList());
    long lines = 0;
    for (Spans.Span span : spans.back(null, null)) {
      lines +=
          transactions.inTransaction(
              sql -> Query.update(sql, ERASE.formatted(span.condition()), proof, keys));
    }
    return new Forgotten(proof, lines);
  }
}
