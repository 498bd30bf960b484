package io.mlconnector.sandbox.tableau;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
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
        + "'/></datasource>\n";
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
