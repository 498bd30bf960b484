package io.mlconnector.mapping.route;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mlconnector.canonical.delivery.TableSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a route says of the table that it fills; see {@link TableSpec}.
 *
 * @param mode null for {@code upsert}
 * @param gather null for five minutes
 * @param rows null for 10,000
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TableRule(
    String name,
    String project,
    Mode mode,
    List<String> totals,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration gather,
    Integer rows,
    List<String> refresh,
    Boolean syncedAt,
    Boolean journey) {

  private static final Comparator<TableSpec.Column> ORDER =
      Comparator.comparing(TableSpec.Column::key).reversed().thenComparing(TableSpec.Column::name);

  /** A mode as documents write it. */
  record Mode(TableSpec.Mode mode) {
    @JsonValue
    String text() {
      return mode.name().toLowerCase(Locale.ROOT);
    }
  }

  public TableRule {
    totals = List.copyOf(totals);
    refresh = List.copyOf(refresh);
  }

  /**
   * With the columns: those of the key first, each part by name, since documents have no order.
   *
   * @param fields all of which say what they are as a column
   */
  TableSpec spec(Map<String, FieldRule> fields) {
    return new TableSpec(
        name,
        project,
        mode == null ? null : mode.mode(),
        fields.entrySet().stream()
            .map(field -> field.getValue().column().named(field.getKey()))
            .sorted(ORDER)
            .toList(),
        totals,
        gather,
        rows == null ? 0 : rows,
        refresh,
        Boolean.TRUE.equals(syncedAt),
        Boolean.TRUE.equals(journey));
  }
}
