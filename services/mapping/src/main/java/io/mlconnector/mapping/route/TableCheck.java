package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.mapping.adapter.TargetField;
import io.mlconnector.mapping.expression.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks a route that fills a table, and that no other speaks of one. */
final class TableCheck {

  private static final Pattern OBJECT = Pattern.compile("[a-z-]+:[a-z0-9][a-z0-9-]{0,79}");
  private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,59}");

  private final CompiledRoute compiled;
  private final Route route;
  private final Problems problems;

  TableCheck(CompiledRoute compiled, Problems problems) {
    this.compiled = compiled;
    this.route = compiled.route();
    this.problems = problems;
  }

  /** Whether rows can be made at all: nothing is wrong, and every field is a column. */
  static boolean sound(Route route, List<CompiledField> fields, Problems problems) {
    return route.table() != null
        && problems.errors().isEmpty()
        && fields.size() == route.fields().size()
        && route.fields().values().stream().allMatch(rule -> rule.column() != null)
        && route.fields().values().stream().anyMatch(rule -> rule.column().key());
  }

  /**
   * @param mode how the target takes deliveries; null where that is not known
   */
  void run(Delivery.Mode mode) {
    if (route.table() == null) {
      records(mode);
      return;
    }
    if (mode != null && mode != Delivery.Mode.TABLE) {
      problems.error(
          "table",
          "is for objects that are tables, and %s is none: take it out"
              .formatted(route.to().object()));
    }
    if (route.to().object() != null && !OBJECT.matcher(route.to().object()).matches()) {
      problems.error(
          "to.object",
          "must name the table after the object, such as data-source:ap-invoices, not '%s'"
              .formatted(route.to().object()));
    }
    route.fields().forEach((name, rule) -> column("fields." + name, name, rule));
    compiled.fields().forEach(this::value);
    keys();
    for (String name : route.table().totals()) {
      if (!route.fields().containsKey(name)) {
        problems.error(
            "table.totals",
            "'%s' is no column%s"
                .formatted(name, Problems.hint(name, List.copyOf(route.fields().keySet()))));
      }
    }
    unfit("match", !route.match().isEmpty(), "rows are found by their key columns");
    unfit("onRemoved", !route.onRemoved().isEmpty(), "rows of a removed record leave the table");
    unfit("policies", !route.policies().isEmpty(), "what a table is like stands below 'table'");
    unfit("mirror", route.mirror() != null, "a table is not read back into records");
    unfit("externalId", route.externalId() != null, "rows have no external id");
  }

  private void records(Delivery.Mode mode) {
    if (mode == Delivery.Mode.TABLE) {
      problems.error(
          "table",
          "is missing: say which name, project and columns %s has".formatted(route.to().object()));
    }
    if (route.each() != null) {
      problems.error("each", "is for routes that fill a table: take it out");
    }
    Stream.of(Map.entry("fields", route.fields()), Map.entry("onRemoved", route.onRemoved()))
        .forEach(
            part ->
                part.getValue()
                    .forEach(
                        (name, rule) -> {
                          if (rule.column() != null) {
                            problems.error(
                                part.getKey() + "." + name,
                                "type, caption, role and key are for columns of a table: take them"
                                    + " out");
                          }
                        }));
  }

  private void column(String at, String name, FieldRule rule) {
    if (!COLUMN.matcher(name).matches()) {
      problems.error(
          at,
          "must be a column name of at most 60 lower case letters, digits and _, beginning with a"
              + " letter; what people read is its caption");
    }
    if (rule.column() == null || rule.column().type() == null) {
      problems.error(at + ".type", "is missing: a column has a type");
    }
    if (rule.clear()
        || rule.pair() != null
        || rule.conflict() != null
        || rule.write() != io.mlconnector.canonical.delivery.FieldWrite.When.ALWAYS) {
      problems.error(
          at,
          "is a column: rows are always written whole, take write, clear, pair and"
              + " conflict out");
    }
  }

  private void value(CompiledField field) {
    ColumnRule column = field.rule().column();
    if (!field.expression().reading().linked().isEmpty()) {
      problems.error(field.at(), "a column holds no key of another record: take $linked out");
    }
    if (column == null || column.type() == null) {
      return;
    }
    ValueKind kind = field.expression().reading().kind();
    TargetField.Type type = type(column.type());
    if (!FieldKinds.suits(kind, type)) {
      problems.error(
          field.at(),
          "the column takes %s and the expression gives %s: %s"
              .formatted(column.type(), kind.words(), FieldKinds.fix(type)));
    }
  }

  private void keys() {
    boolean any =
        route.fields().values().stream()
            .anyMatch(rule -> rule.column() != null && rule.column().key());
    if (!any) {
      problems.error("fields", "no column is marked 'key: true': name those that tell rows apart");
    }
    for (Map.Entry<String, FieldRule> field : route.fields().entrySet()) {
      ColumnRule column = field.getValue().column();
      if (column != null && column.key() && KEYLESS.contains(column.type())) {
        problems.error(
            "fields." + field.getKey() + ".key",
            "a key is a text, an integer or a date, not " + column.type());
      }
    }
  }

  private static final Set<Type> KEYLESS = Set.of(Type.DECIMAL, Type.BOOLEAN, Type.INSTANT);

  private void unfit(String at, boolean there, String why) {
    if (there) {
      problems.error(at, "has no place in a route that fills a table: " + why);
    }
  }

  private static TargetField.Type type(Type type) {
    return TargetField.Type.valueOf(type.name());
  }
}
