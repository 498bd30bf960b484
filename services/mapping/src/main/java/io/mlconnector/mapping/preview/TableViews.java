package io.mlconnector.mapping.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.delivery.Decider;
import io.mlconnector.mapping.delivery.Decision;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.record.RefStates;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a route would make of records as rows of a table. Which of the rows differ from those that
 * are there is decided where they are kept; here it is only told whether the record has any.
 */
final class TableViews {

  private static final int MOST_ROWS = 100;

  private TableViews() {}

  static List<Preview> of(
      Decider decider, Transactions transactions, CompiledRoute route, List<Snapshot> records) {
    List<Decision> decisions =
        decider.decide(records.stream().map(record -> new Wish(route, record)).toList());
    List<Ref> refs = decisions.stream().map(Decision::ref).toList();
    Set<String> there = transactions.inTransaction(sql -> RefStates.sent(sql, refs));
    List<Preview> previews = new ArrayList<>();
    for (Decision decision : decisions) {
      previews.add(
          decision.mapped() instanceof Mapped.Fields fields
              ? rows(decision, fields.table(), there.contains(decision.ref().toString()))
              : Views.withheld(decision));
    }
    return previews;
  }

  private static Preview rows(Decision decision, TableRows table, boolean there) {
    boolean none = table.rows().isEmpty();
    return new Preview(
        decision.ref().source().toString(),
        none ? there ? "update" : "filtered" : there ? "update" : "create",
        none ? "no rows of it belong into the table" : null,
        null,
        null,
        Map.of("rows", shown(table)),
        Map.of(),
        Map.of(),
        null);
  }

  private static JsonNode shown(TableRows table) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (List<JsonNode> values :
        table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()))) {
      ObjectNode row = rows.addObject();
      for (int i = 0; i < values.size(); i++) {
        row.set(table.spec().columns().get(i).name(), values.get(i));
      }
    }
    return rows;
  }
}
