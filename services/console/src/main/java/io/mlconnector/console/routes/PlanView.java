package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a route would do to all records; nothing was written for it.
 *
 * @param version of the route that was looked at
 * @param changedSince records that changed since it was made
 */
public record PlanView(
    int version,
    Instant finished,
    long records,
    List<Count> counts,
    List<PreviewView> samples,
    long changedSince) {

  /** How many records have an outcome. */
  public record Count(String outcome, long count, String tone) {}

  static PlanView of(JsonNode report) {
    List<Count> counts = new ArrayList<>();
    report
        .path("counts")
        .properties()
        .forEach(
            each ->
                counts.add(
                    new Count(
                        each.getKey(),
                        each.getValue().asLong(),
                        PreviewView.toneOf(each.getKey()))));
    List<PreviewView> samples = new ArrayList<>();
    report.path("samples").forEach(each -> samples.add(PreviewView.of(each)));
    return new PlanView(
        report.path("version").asInt(),
        Instant.parse(report.path("finished").asText()),
        report.path("records").asLong(),
        counts,
        samples,
        report.path("changedSince").asLong());
  }
}
