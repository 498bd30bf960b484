package io.mlconnector.console.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.console.look.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A journey in words: what happened to which record, step by step.
 *
 * @param took from the first step to the last
 */
public record JourneyView(
    String id,
    String record,
    Instant at,
    String last,
    String tone,
    Duration took,
    List<StepView> steps) {

  /**
   * One step in words.
   *
   * @param changes field by field what was written; empty for other steps
   */
  public record StepView(
      Instant at,
      String service,
      String what,
      String detail,
      String route,
      String targetKey,
      Long millis,
      String tone,
      List<FieldChange> changes) {}

  static JourneyView of(Journey journey) {
    return of(journey.id(), journey.record(), journey.steps());
  }

  static JourneyView of(String id, String record, List<Step> steps) {
    List<StepView> views = steps.stream().map(JourneyView::step).toList();
    StepView last = views.get(views.size() - 1);
    return new JourneyView(
        id,
        record,
        last.at(),
        last.what(),
        last.tone(),
        Duration.between(views.get(0).at(), last.at()),
        views);
  }

  private static StepView step(Step step) {
    List<String> detail = new ArrayList<>();
    add(detail, step.scope());
    add(detail, step.reason());
    return new StepView(
        step.at(),
        step.service(),
        step.step().toLowerCase(Locale.ROOT).replace('_', ' '),
        String.join(" · ", detail),
        step.route(),
        step.targetKey(),
        step.millis(),
        tone(step.step()),
        changes(step.changes()));
  }

  private static List<FieldChange> changes(JsonNode changes) {
    List<FieldChange> all = new ArrayList<>();
    if (changes != null) {
      changes.forEach(
          each -> all.add(CanonicalJson.mapper().convertValue(each, FieldChange.class)));
    }
    return all;
  }

  private static void add(List<String> detail, String value) {
    if (value != null && !value.isBlank()) {
      detail.add(value);
    }
  }

  private static String tone(String step) {
    return switch (step) {
      case "CREATED", "UPDATED", "UNCHANGED", "AGREED", "RESOLVED" -> "good";
      case "PARKED", "NEEDS_ATTENTION", "MASS_CHANGE_STOPPED", "CONFLICT" -> "bad";
      case "WAITING", "OUTCOME_UNKNOWN", "DATA_GAP", "RETRIED" -> "busy";
      default -> "off";
    };
  }

  /** How long it took, in words. */
  public String tookWords() {
    return took.toMillis() < 2_000 ? took.toMillis() + " ms" : Times.words(took);
  }
}
