package io.mlconnector.flow.csv;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Writes lists of any length as CSV in UTF-8, of which no more than a page is in memory. */
public final class CsvExport {

  private CsvExport() {}

  /**
   * An export.
   *
   * @param header the first line, without its end
   * @param pages what comes behind where a page ended, in its order; empty at the end of all
   * @param end where a page that ends with this ends; the first page is behind the empty text
   * @param line without its end, by {@link Csv#line}; null for what is left out
   */
  public static <T> StreamingOutput of(
      String header,
      Function<String, List<T>> pages,
      Function<T, String> end,
      Function<T, String> line) {
    return out -> {
      Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      csv.write(header + "\n");
      List<T> page = pages.apply("");
      while (!page.isEmpty()) {
        for (T each : page) {
          String text = line.apply(each);
          if (text != null) {
            csv.write(text + "\n");
          }
        }
        page = pages.apply(end.apply(page.get(page.size() - 1)));
      }
      csv.flush();
    };
  }
}
