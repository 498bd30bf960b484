package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.ConnectionDesk;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Retries and dismisses what is parked: one, a selection, or a whole group of any size. */
@ApplicationScoped
public class Interventions {

  /** After this, the rest of a group is left for the next press. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final int MOST = 500;

  private final Actions actions;
  private final ConnectionDesk connections;
  private final Clock clock;

  public Interventions(Actions actions, ConnectionDesk connections, Clock clock) {
    this.actions = actions;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * What became of it.
   *
   * @param done how many it was done with
   * @param gone how many of the chosen ones were not parked any more
   * @param left how many of the group are left because it took too long
   */
  public record Done(long done, long gone, long left) {

    /** In words, behind a verb such as "Retried". */
    public String words(String verb) {
      return "%s %,d%s%s"
          .formatted(
              verb,
              done,
              gone == 0 ? "" : "; %,d were not parked any more".formatted(gone),
              left == 0 ? "" : "; %,d are left: press again".formatted(left));
    }
  }

  /** Sends them on their way again. */
  public Done retry(Choice choice) {
    return switch (choice.where()) {
      case WRITING ->
          choice.ids().isEmpty()
              ? group(choice, "retry", null, "retried")
              : each(choice, "retry", null, "retried");
      case READING -> reread(choice);
      case MAPPING -> throw healsByItself();
    };
  }

  /** Gives them up, with a reason. */
  public Done dismiss(Choice choice, String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badRequest("reason: is missing; say why they are given up");
    }
    if (choice.where() != Place.WRITING) {
      throw choice.where() == Place.MAPPING
          ? healsByItself()
          : Problem.conflict(
              "A record that cannot be read stays parked until it can: correct it at its source");
    }
    ObjectNode body = CanonicalJson.mapper().createObjectNode().put("reason", reason.strip());
    String words = "dismissed (" + reason.strip() + ")";
    return choice.ids().isEmpty()
        ? group(choice, "dismiss", body, words)
        : each(choice, "dismiss", body, words);
  }

  /**
   * Retries one delivery with other values.
   *
   * @param fields by target field, as JSON
   * @param recreate whether a target that is gone is made anew
   */
  public void retry(
      String connection, String delivery, Map<String, JsonNode> fields, boolean recreate) {
    ObjectNode body = null;
    if (!fields.isEmpty()) {
      body = CanonicalJson.mapper().createObjectNode();
      body.putObject("fields").setAll(fields);
    }
    actions.change(
        "POST",
        "/api/deliveries/%s/retry?recreate=%s".formatted(Urls.encoded(delivery), recreate),
        body,
        new Said(
            connection,
            null,
            "retried the delivery "
                + delivery
                + (fields.isEmpty()
                    ? ""
                    : " with other values for " + String.join(", ", fields.keySet()))));
  }

  private static Problem healsByItself() {
    return Problem.conflict(
        "What a route could not map needs no retry: correct the record at its source, or the route,"
            + " and it is mapped again by itself");
  }

  private Done reread(Choice choice) {
    if (choice.ids().isEmpty()) {
      return new Done(
          connections.retry(choice.connection(), choice.object(), null).records(), 0, 0);
    }
    long done = 0;
    for (String key : bounded(choice.ids())) {
      done += connections.retry(choice.connection(), choice.object(), key).records();
    }
    return new Done(done, choice.ids().size() - done, 0);
  }

  private Done each(Choice choice, String what, JsonNode body, String words) {
    long done = 0;
    long gone = 0;
    for (String delivery : bounded(choice.ids())) {
      try {
        actions.change(
            "POST",
            "/api/deliveries/" + Urls.encoded(delivery) + "/" + what,
            body,
            new Said(choice.connection(), null, words + " the delivery " + delivery));
        done++;
      } catch (Problem e) {
        if (e.status() != 409) {
          throw e;
        }
        gone++;
      }
    }
    return new Done(done, gone, 0);
  }

  private static List<String> bounded(List<String> ids) {
    if (ids.size() > MOST) {
      throw Problem.badRequest("ids: %d at most; take the whole group instead".formatted(MOST));
    }
    return ids;
  }

  /** As many as there were when it began, so that what fails again is not retried for ever. */
  private Done group(Choice choice, String what, JsonNode body, String words) {
    long count = count(choice);
    String path =
        "/api/deliveries/%s?connection=%s&object=%s&kind=%s&reason=%s&dryRun=false"
            .formatted(
                what,
                Urls.encoded(choice.connection()),
                Urls.encoded(choice.object()),
                Urls.encoded(choice.kind()),
                Urls.encoded(choice.reason()));
    Instant end = clock.instant().plus(LONGEST);
    long done = 0;
    while (done < count && clock.instant().isBefore(end)) {
      long some =
          actions
              .change(
                  "POST",
                  path,
                  body,
                  new Said(
                      choice.connection(), choice.object(), words + " a group: " + choice.reason()))
              .path("deliveries")
              .asLong();
      if (some == 0) {
        return new Done(done, 0, 0);
      }
      done += some;
    }
    return new Done(done, 0, Math.max(0, count - done));
  }

  private long count(Choice choice) {
    long count = 0;
    String path = "/api/deliveries/parked/groups?connection=" + Urls.encoded(choice.connection());
    for (JsonNode each : actions.read(choice.connection(), path)) {
      boolean same =
          (choice.object().isEmpty() || choice.object().equals(each.path("object").asText()))
              && (choice.kind().isEmpty() || choice.kind().equals(each.path("kind").asText()))
              && (choice.reason().isEmpty()
                  || choice.reason().equals(each.path("reason").asText()));
      count += same ? each.path("count").asLong() : 0;
    }
    return count;
  }
}
