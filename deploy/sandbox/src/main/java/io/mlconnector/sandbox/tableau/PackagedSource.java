package io.mlconnector.sandbox.tableau;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A data source as a {@code .tdsx}: a zip with a {@code .tds} at its root and, if wanted, a file
 * per table below {@code Data}. The rows are CSV here, where Tableau has a .hyper file.
 */
final class PackagedSource {

  private PackagedSource() {}

  static byte[] zip(DataSource source, boolean rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(source.contentUrl() + ".tds"));
      zip.write(ApiCall.utf8(description(source)));
      for (Map.Entry<TableName, Table> table : source.tables().entrySet()) {
        if (rows) {
          zip.putNextEntry(new ZipEntry("Data/Extracts/" + table.getKey() + ".csv"));
          zip.write(ApiCall.utf8(csv(table.getValue())));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a zip in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static String description(DataSource source) {
    return "<?xml version='1.0' encoding='utf-8' ?>\n<datasource formatted-name='"
        + source.contentUrl()
        + "' inline='true' version='18.1'><connection class='"
        + source.kind()
        + "'><metadata-records>\n"
        + source.tables().entrySet().stream()
            .map(table -> records(table.getKey(), table.getValue()))
            .collect(Collectors.joining())
        + "</metadata-records></connection></datasource>\n";
  }

  /** What Tableau says of each column; only numbers with a scale say how many digits they have. */
  private static String records(TableName table, Table rows) {
    StringBuilder records = new StringBuilder();
    int ordinal = 0;
    for (Column column : rows.columns()) {
      boolean numeric = column.type() == ColumnType.NUMERIC;
      records
          .append("<metadata-record class='column'><remote-name>")
          .append(escaped(column.name()))
          .append("</remote-name><local-name>[")
          .append(escaped(column.name()))
          .append("]</local-name><parent-name>[")
          .append(escaped(table.table()))
          .append("]</parent-name><ordinal>")
          .append(ordinal++)
          .append("</ordinal><local-type>")
          .append(localType(column.type()))
          .append("</local-type>")
          .append(
              numeric
                  ? "<precision>%d</precision><scale>%d</scale>"
                      .formatted(column.precision(), column.scale())
                  : "")
          .append("<contains-null>true</contains-null></metadata-record>\n");
    }
    return records.toString();
  }

  private static String localType(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "integer";
      case DOUBLE, NUMERIC -> "real";
      case DATE -> "date";
      case TIMESTAMP, DATETIME -> "datetime";
      case TEXT -> "string";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Nothing is null, and a quoted nothing an empty text. */
  private static String csv(Table table) {
    StringBuilder csv = new StringBuilder(String.join(",", table.names())).append("\r\n");
    for (Object[] row : table.rows()) {
      for (int i = 0; i < row.length; i++) {
        csv.append(i == 0 ? "" : ",");
        if (row[i] != null) {
          csv.append('"').append(Table.text(row[i]).replace("\"", "\"\"")).append('"');
        }
      }
      csv.append("\r\n");
    }
    return csv.toString();
  }
}
