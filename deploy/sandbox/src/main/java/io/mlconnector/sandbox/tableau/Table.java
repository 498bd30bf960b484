package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The rows of a table; a row has a value or null for each column. Never changed once made. */
record Table(List<Column> columns, List<Object[]> rows) {

  Table {
    columns = List.copyOf(columns);
  }

  /** The place of a column; -1 when there is none of that name. */
  int place(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The same rows with the columns in another table's order; null when they are not the same. */
  Table like(Table other) {
    if (columns.size() != other.columns.size() || !columns.containsAll(other.columns)) {
      return null;
    }
    int[] from = other.columns.stream().mapToInt(column -> place(column.name())).toArray();
    List<Object[]> ordered = new ArrayList<>(rows.size());
    for (Object[] row : rows) {
      Object[] mine = new Object[from.length];
      for (int i = 0; i < from.length; i++) {
        mine[i] = row[from[i]];
      }
      ordered.add(mine);
    }
    return new Table(other.columns, ordered);
  }

  /** A value as text: decimals in full, dates and times as ISO has them; null for null. */
  static String text(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.toPlainString()
        : value == null ? null : value.toString();
  }

  static ArrayNode json(List<Column> columns) {
    ArrayNode all = SandboxJson.array();
    columns.forEach(
        column -> all.addObject().put("name", column.name()).put("type", column.typeText()));
    return all;
  }

  /** Everything, compact: rows are lines of JSON, packed. */
  ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    all.set("columns", SandboxJson.MAPPER.valueToTree(columns));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer lines =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
      for (Object[] row : rows) {
        ArrayNode line = SandboxJson.array();
        for (Object value : row) {
          line.add(text(value));
        }
        lines.write(line.toString());
        lines.write('\n');
      }
    } catch (IOException e) {
      throw new IllegalStateException("rows in memory cannot be packed", e);
    }
    return all.put("rows", Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  static Table restore(JsonNode saved) {
    List<Column> columns = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    byte[] packed = Base64.getDecoder().decode(saved.path("rows").asText());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(packed)), StandardCharsets.UTF_8))) {
      for (JsonNode column : saved.path("columns")) {
        columns.add(SandboxJson.MAPPER.treeToValue(column, Column.class));
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode values = SandboxJson.MAPPER.readTree(line);
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] =
              values.get(i).isNull() ? null : columns.get(i).type().parse(values.get(i).asText());
        }
        rows.add(row);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kept rows of a data source cannot be read", e);
    } catch (IOException e) {
      throw new IllegalStateException("kept rows of a data source cannot be unpacked", e);
    }
    return new Table(columns, rows);
  }
}
