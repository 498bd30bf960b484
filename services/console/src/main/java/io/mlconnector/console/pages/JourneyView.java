package io.mlconnector.console.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.console.ledger.Step;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A journey in words: what happened to which record, step by step. */
public record JourneyView(
    String id, String record, String last, String tone, List<StepView> steps) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** One step in words. */
  public record StepView(String time, String service, String what, String detail, String tone) {}

  static JourneyView of(Journey journey) {
    List<StepView> steps = journey.steps().stream().map(JourneyView::step).toList();
    StepView last = steps.get(steps.size() - 1);
    return new JourneyView(journey.id(), journey.record(), last.what(), last.tone(), steps);
  }

  private static StepView step(Step step) {
    String what = step.step().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new StepView(
        TIME.format(step.at()), step.service(), what, detail(step), tone(step.step()));
  }

  private static String detail(Step step) {
    StringBuilder detail = new StringBuilder();
    append(detail, "", step.scope());
    append(detail, "route ", step.route());
    append(detail, "→ ", step.targetKey());
    append(detail, "", step.reason());
    if (step.changes() != null && !step.changes().isEmpty()) {
      append(
          detail,
          "fields ",
          StreamSupport.stream(step.changes().spliterator(), false)
              .map((JsonNode change) -> change.path("path").asText())
              .collect(Collectors.joining(", ")));
    }
    append(detail, "", step.millis() == null ? null : step.millis() + " ms");
    return detail.toString();
  }

  private static void append(StringBuilder detail, String label, String value) {
    if (value != null && !value.isBlank()) {
      detail.append(detail.isEmpty() ? "" : " · ").append(label).append(value);
    }
  }

  private static String tone(String step) {
    return switch (step) {
      case "CREATED", "UPDATED", "UNCHANGED" -> "good";
      case "PARKED", "NEEDS_ATTENTION", "MASS_CHANGE_STOPPED" -> "bad";
      case "WAITING", "OUTCOME_UNKNOWN", "DATA_GAP" -> "busy";
      default -> "plain";
    };
  }
}
