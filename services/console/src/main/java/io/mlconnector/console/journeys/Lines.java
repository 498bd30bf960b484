package io.mlconnector.console.journeys;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.ledger.Exports;
import io.mlconnector.console.ledger.Exports.Stop;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.flow.csv.Csv;
import io.mlconnector.flow.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Exports of the ledger as CSV or NDJSON, written while they are read. An export that is cut says
 * so in its last line, with the time to go on with.
 */
public final class Lines {

  /** The most lines of one export. */
  public static final long MOST = 100_000;

  private static final String STEPS =
      "at,service,connection,scope,step,journey,record,ref,target_key,delivery,sequence,route,"
          + "route_version,reason,changes,millis,erased";
  private static final String ENTRIES =
      "id,at,service,connection,scope,step,count,message,millis,digest";

  private Lines() {}

  /** Gives all lines, and tells where it stopped. */
  public interface Source<T> {
    Stop walk(long most, Consumer<T> lines);
  }

  /** Steps of journeys. */
  public static Response steps(String format, Source<Step> source) {
    return response(format, "journeys", STEPS, Lines::csv, source);
  }

  /** Entries of the ledger. */
  public static Response entries(String format, Source<Exports.Entry> source) {
    return response(format, "ledger", ENTRIES, Lines::csv, source);
  }

  private static <T> Response response(
      String format, String name, String header, Function<T, String> csv, Source<T> source) {
    boolean json =
        switch (format) {
          case "csv" -> false;
          case "ndjson" -> true;
          default -> throw Problem.badRequest("format must be csv or ndjson");
        };
    StreamingOutput body =
        out -> {
          Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          if (!json) {
            line(lines, header);
          }
          Function<T, String> line = json ? CanonicalJson::text : csv;
          Stop stop = source.walk(MOST, each -> line(lines, line.apply(each)));
          if (stop.next() != null) {
            line(lines, json ? CanonicalJson.text(cut(stop)) : Csv.line(sentence(stop)));
          }
          lines.flush();
        };
    return Response.ok(body)
        .type(json ? "application/x-ndjson" : "text/csv")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s.%s\"".formatted(name, format))
        .build();
  }

  private static Map<String, String> cut(Stop stop) {
    return Map.of("cut", sentence(stop), "until", stop.next().toString());
  }

  private static String sentence(Stop stop) {
    return "Cut after %d lines; the older ones follow with until=%s"
        .formatted(stop.lines(), stop.next());
  }

  private static void line(Writer lines, String text) {
    try {
      lines.write(text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String csv(Step step) {
    return Csv.line(
        step.at().toString(),
        step.service(),
        step.connection(),
        step.scope(),
        step.step(),
        step.journey(),
        step.record(),
        step.ref(),
        step.targetKey(),
        step.delivery(),
        step.sequence(),
        step.route(),
        Objects.toString(step.routeVersion(), null),
        step.reason(),
        step.changes() == null || step.changes().isEmpty() ? null : step.changes().toString(),
        Objects.toString(step.millis(), null),
        String.valueOf(step.erased()));
  }

  private static String csv(Exports.Entry entry) {
    return Csv.line(
        entry.id(),
        entry.at().toString(),
        entry.service(),
        entry.connection(),
        entry.scope(),
        entry.step(),
        String.valueOf(entry.count()),
        entry.message(),
        Objects.toString(entry.millis(), null),
        entry.digest());
  }
}
