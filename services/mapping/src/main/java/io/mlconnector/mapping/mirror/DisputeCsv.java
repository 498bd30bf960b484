package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.csv.Csv;
import io.mlconnector.flow.csv.CsvExport;
import io.mlconnector.mapping.mirror.Disputes.Dispute;
import io.mlconnector.mapping.mirror.Disputes.Disputed;
import io.mlconnector.mapping.mirror.Disputes.View;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.function.LongFunction;

/** Disputes as CSV: a line for each field, with what both sides show. */
final class DisputeCsv {

  static final String HEADER =
      "id,routes,field,policy,since,"
          + "leftConnection,leftRecord,leftValue,leftBefore,leftSince,"
          + "rightConnection,rightRecord,rightValue,rightBefore,rightSince";

  private DisputeCsv() {}

  /**
   * All of them.
   *
   * @param pages those behind an id, in the order of the ids
   */
  static StreamingOutput of(LongFunction<List<Dispute>> pages) {
    return CsvExport.of(
        HEADER,
        after -> pages.apply(after.isEmpty() ? 0 : Long.parseLong(after)),
        dispute -> Long.toString(dispute.id()),
        DisputeCsv::lines);
  }

  private static String lines(Dispute dispute) {
    List<String> lines = dispute.fields().stream().map(field -> line(dispute, field)).toList();
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  private static String line(Dispute dispute, Disputed field) {
    View left = field.sides().get(0);
    View right = field.sides().get(1);
    return Csv.line(
        Long.toString(dispute.id()),
        String.join("; ", dispute.routes()),
        field.field(),
        field.policy(),
        text(field.since()),
        left.connection(),
        left.record(),
        text(left.value()),
        text(left.agreed()),
        text(left.since()),
        right.connection(),
        right.record(),
        text(right.value()),
        text(right.agreed()),
        text(right.since()));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static String text(JsonNode value) {
    return value == null || value.isNull()
        ? null
        : value.isTextual() ? value.asText() : value.toString();
  }
}
