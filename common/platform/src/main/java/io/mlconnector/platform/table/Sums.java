package io.mlconnector.platform.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Decimals;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact sums of every measure, by the columns that a route groups control totals by. Empty values
 * are left out; the number of groups is bounded.
 *
 * @param rows how many there are in all
 * @param whole sums of all rows, by measure
 * @param groups by the values of the grouping columns; absent where there were too many
 */
public record Sums(long rows, Map<String, BigDecimal> whole, List<Group> groups) {

  /** More groups than this are not told apart. */
  public static final int MOST_GROUPS = 2_000;

  public Sums {
    whole = whole == null ? Map.of() : whole;
    groups = groups == null ? List.of() : groups;
  }

  /**
   * Rows that agree in the grouping columns.
   *
   * @param values in the columns' order; {@code null} for an empty value
   */
  public record Group(List<String> values, long rows, Map<String, BigDecimal> sums) {

    public Group {
      sums = sums == null ? Map.of() : sums;
    }
  }

  /** The measures of a table. */
  public static List<String> measures(TableSpec spec) {
    return spec.columns().stream()
        .filter(column -> column.role() == Role.MEASURE)
        .filter(column -> column.type() == Type.DECIMAL || column.type() == Type.INTEGER)
        .map(Column::name)
        .toList();
  }

  /**
   * Reads all rows and sums up.
   *
   * @throws IOException where the rows cannot be read, or a measure is no number
   */
  public static Sums of(TableSpec spec, RowSource source) throws IOException {
    Reading reading = new Reading(spec, source.columns());
    source.read(reading);
    return reading.sums();
  }

  private static final class Reading implements RowSource.Reader {
    private final List<String> measures;
    private final int[] measureAt;
    private final int[] groupAt;
    private final BigDecimal[] whole;
    private final Map<List<String>, Tally> groups = new HashMap<>();
    private boolean tooMany;
    private long rows;

    private static final class Tally {
      private long rows;
      private final BigDecimal[] sums;

      Tally(int measures) {
        sums = zeros(measures);
      }
    }

    Reading(TableSpec spec, List<Column> columns) {
      List<String> names = columns.stream().map(Column::name).toList();
      this.measures = measures(spec);
      this.measureAt = measures.stream().mapToInt(names::indexOf).toArray();
      this.groupAt = spec.totals().stream().mapToInt(names::indexOf).toArray();
      this.whole = zeros(measures.size());
      this.tooMany = spec.totals().isEmpty();
    }

    private static BigDecimal[] zeros(int count) {
      BigDecimal[] zeros = new BigDecimal[count];
      Arrays.fill(zeros, BigDecimal.ZERO);
      return zeros;
    }

    @Override
    public void row(List<JsonNode> values) throws IOException {
      rows++;
      Tally group = tooMany ? null : group(values);
      if (group != null) {
        group.rows++;
      }
      for (int i = 0; i < measureAt.length; i++) {
        JsonNode value = measureAt[i] < 0 ? null : values.get(measureAt[i]);
        if (value != null && !value.isNull()) {
          BigDecimal number = number(measures.get(i), value);
          whole[i] = whole[i].add(number);
          if (group != null) {
            group.sums[i] = group.sums[i].add(number);
          }
        }
      }
    }

    private static BigDecimal number(String measure, JsonNode value) throws IOException {
      try {
        return value.isNumber() ? value.decimalValue() : Decimals.parse(value.asText());
      } catch (NumberFormatException e) {
        throw new IOException("Column %s holds something that is no number".formatted(measure));
      }
    }

    private Tally group(List<JsonNode> values) {
      List<String> key = new ArrayList<>(groupAt.length);
      for (int place : groupAt) {
        JsonNode value = place < 0 ? null : values.get(place);
        key.add(value == null || value.isNull() ? null : value.asText());
      }
      Tally group = groups.computeIfAbsent(key, any -> new Tally(measures.size()));
      if (groups.size() > MOST_GROUPS) {
        groups.clear();
        tooMany = true;
        return null;
      }
      return group;
    }

    Sums sums() {
      List<Group> all = new ArrayList<>();
      groups.forEach((key, tally) -> all.add(new Group(key, tally.rows, named(tally.sums))));
      all.sort(Comparator.comparing(group -> CanonicalJson.text(group.values())));
      return new Sums(rows, named(whole), all);
    }

    private Map<String, BigDecimal> named(BigDecimal[] sums) {
      Map<String, BigDecimal> named = new LinkedHashMap<>();
      for (int i = 0; i < sums.length; i++) {
        named.put(measures.get(i), sums[i]);
      }
      return named;
    }
  }
}
