package io.mlconnector.console.ledger;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.console.ledger.Spans.Span;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which steps wrote a target record, and a field of it. */
@ApplicationScoped
public class Writings {

  private static final String NEWEST =
      """
      %s where target_key = ? and %s and %s and step in ('CREATED', 'UPDATED')
        and starts_with(ref, ?) and (erased_by is not null or %s)
      order by at desc limit ?
      """;

  private final Transactions transactions;
  private final Spans spans;

  public Writings(Transactions transactions, Spans spans) {
    this.transactions = transactions;
    this.spans = spans;
  }

  /**
   * The newest steps that wrote to a target record, from the index of target keys. Steps whose
   * values were erased are among them: nobody can tell any more what they wrote.
   *
   * @param field empty for any
   * @param limit how many at most
   */
  public List<Step> newest(
      String connection, String object, String key, String field, Scope scope, int limit) {
    List<Step> steps = new ArrayList<>();
    for (Span span : spans.back(null, null)) {
      if (steps.size() < limit) {
        List<Object> arguments = new ArrayList<>(List.of(key, prefix(connection, object)));
        if (!field.isEmpty()) {
          arguments.add(CanonicalJson.text(List.of(Map.of("path", field))));
        }
        arguments.add(limit - steps.size());
        steps.addAll(
            transactions.inTransaction(
                sql ->
                    Query.list(
                        sql,
                        Steps::read,
                        NEWEST.formatted(
                            Steps.SELECT,
                            span.condition(),
                            Steps.seen(scope),
                            field.isEmpty() ? "changes <> '[]'" : "changes @> ?::jsonb"),
                        arguments.toArray())));
      }
    }
    return steps;
  }

  /** From when on the ledger would know of it. */
  public Instant since() {
    List<Span> all = spans.back(null, null);
    return all.get(all.size() - 1).from();
  }

  /** What the refs of an object of a connection begin with. */
  private static String prefix(String connection, String object) {
    String any = new Ref(connection, object, new RecordKey("x", "x", "x")).toString();
    return any.substring(0, any.length() - "x|x|x".length());
  }
}
