package io.mlconnector.console.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.console.connections.Urls;
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
   * @param after how long after the step before it, in words; empty for the first
   * @param why the address of the story of a field of the target, to which its path is appended;
   *     null where nothing was written
   * @param changes field by field what was written; empty for other steps
   */
  public record StepView(
      Instant at,
      String service,
      String what,
      String detail,
      String route,
      Integer routeVersion,
      String targetKey,
      Long millis,
      String after,
      String tone,
      String why,
      boolean erased,
      List<FieldChange> changes) {}

  static JourneyView of(Journey journey) {
    return of(journey.id(), journey.record(), journey.steps());
  }

  static JourneyView of(String id, String record, List<Step> steps) {
    List<StepView> views = new ArrayList<>();
    Instant before = null;
    for (Step step : steps) {
      views.add(step(step, before));
      before = step.at();
    }
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

  private static StepView step(Step step, Instant before) {
    List<String> detail = new ArrayList<>();
    add(detail, step.scope());
    add(detail, step.reason());
    return new StepView(
        step.at(),
        step.service(),
        step.step().toLowerCase(Locale.ROOT).replace('_', ' '),
        String.join(" · ", detail),
        step.route(),
        step.routeVersion(),
        step.targetKey(),
        step.millis(),
        before == null ? "" : words(Duration.between(before, step.at())),
        tone(step.step()),
        why(step),
        step.erased(),
        changes(step.changes()));
  }

  private static String why(Step step) {
    return step.connection() == null || step.targetKey() == null || step.scope() == null
        ? null
        : "/why?connection=%s&object=%s&key=%s&field="
            .formatted(
                Urls.encoded(step.connection()),
                Urls.encoded(step.scope()),
                Urls.encoded(step.targetKey()));
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
    return words(took);
  }

  private static String words(Duration time) {
    return time.toMillis() < 2_000 ? time.toMillis() + " ms" : Times.words(time);
  }
}
