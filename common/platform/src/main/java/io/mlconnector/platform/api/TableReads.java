package io.mlconnector.platform.api;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.api.ObjectReads.Read;
import io.mlconnector.platform.api.ObjectReads.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells mapping which records have rows in a table, by what is kept of it here. */
@ApplicationScoped
class TableReads {

  private static final String WITH_ROWS =
      """
      select u.ref from unnest(?::text[]) as u(ref)
      where exists (select 1 from table_object t
                    join table_row r on r.table_id = t.id and r.ref = u.ref and not r.gone
                    where t.connection = split_part(u.ref, '|', 1)
                      and t.object = split_part(u.ref, '|', 2))
      """;

  private final Transactions transactions;

  TableReads(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One answer per wanted record, in order. */
  List<Read> read(List<Wanted> wanted) {
    if (wanted.size() > ObjectReads.MAX_WRITES) {
      throw Problem.badRequest(
          "Ask for at most %d records at a time".formatted(ObjectReads.MAX_WRITES));
    }
    List<String> refs = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      refs.add(ObjectReads.ref(wanted.get(i).ref(), i).toString());
    }
    Set<String> there =
        transactions.inTransaction(
            sql -> {
              Query.pin(sql);
              return new HashSet<>(Query.list(sql, row -> row.getString(1), WITH_ROWS, refs));
            });
    return refs.stream()
        .map(
            ref ->
                there.contains(ref)
                    ? new Read("present", ref, Map.of(), null)
                    : new Read("absent", null, null, null))
        .toList();
  }
}
