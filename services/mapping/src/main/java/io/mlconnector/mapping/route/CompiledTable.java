package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.mapping.expression.Bounds;
import io.mlconnector.mapping.expression.Evaluated;
import io.mlconnector.mapping.expression.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of a table out of records: one of each, or one of each member of a list of it.
 *
 * @param each the list; null for one row of each record
 * @param columns in the order of the spec
 */
record CompiledTable(TableSpec spec, String each, List<CompiledField> columns) {

  /** The document must have passed its checks. */
  static CompiledTable of(Route route, List<CompiledField> columns) {
    TableSpec spec = route.table().spec(route.fields());
    Map<String, CompiledField> byName = new HashMap<>();
    columns.forEach(column -> byName.put(column.path(), column));
    return new CompiledTable(
        spec, route.each(), spec.columns().stream().map(each -> byName.get(each.name())).toList());
  }

  /** The record has left the table. */
  Mapped none() {
    return Mapped.Fields.of(new TableRows(spec, List.of()));
  }

  Mapped rows(RecordKey record, Object data, Bounds bounds) {
    List<List<JsonNode>> rows = new ArrayList<>();
    for (Object member : members(data)) {
      Object scope = each == null ? data : Expression.withRow((Map<?, ?>) data, member);
      List<JsonNode> row = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        CompiledField column = columns.get(i);
        Evaluated evaluated = column.expression().evaluate(record, scope, bounds);
        if (evaluated instanceof Evaluated.Value value) {
          row.add(typed(value.json(), spec.columns().get(i)));
        } else if (evaluated instanceof Evaluated.Overran overran) {
          return new Mapped.Overran(column.at(), overran.reason());
        } else if (evaluated instanceof Evaluated.Failed failed) {
          return new Mapped.Unsuited(column.at() + ": " + failed.reason());
        } else {
          return new Mapped.Unsuited(column.at() + ": a column holds no key of another record");
        }
      }
      rows.add(row);
    }
    return Mapped.Fields.of(new TableRows(spec, rows));
  }

  private List<?> members(Object data) {
    if (each == null) {
      return List.of(data);
    }
    Object list = ((Map<?, ?>) data).get(each);
    return list instanceof List<?> members ? members : List.of();
  }

  /**
   * The form in which a value of that column travels: a number that is meant as text or as a
   * decimal is written as text. The adapter checks it.
   */
  private static JsonNode typed(JsonNode value, Column column) {
    if (value.isNull() || (value.isTextual() && value.textValue().isEmpty() && !text(column))) {
      return NullNode.getInstance();
    }
    boolean asText = text(column) || column.type() == Type.DECIMAL;
    return asText && (value.isNumber() || value.isBoolean())
        ? TextNode.valueOf(value.isNumber() ? value.decimalValue().toPlainString() : value.asText())
        : value;
  }

  private static boolean text(Column column) {
    return column.type() == Type.TEXT;
  }
}
