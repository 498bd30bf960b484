package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.access.Who;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.work.LongWork;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Retries and dismisses what is parked: one, a selection, or a whole group of any size. */
@ApplicationScoped
public class Interventions {

  private static final int MOST = 500;

  private final Actions actions;
  private final Directory directory;
  private final LongWork work;
  private final Who who;

  public Interventions(Actions actions, Directory directory, LongWork work, Who who) {
    this.actions = actions;
    this.directory = directory;
    this.work = work;
    this.who = who;
  }

  /**
   * What became of it.
   *
   * @param done how many it was done with
   * @param gone how many of the chosen ones were not parked any more
   * @param left how many are being done now, one batch after the other; see /api/work
   */
  public record Done(long done, long gone, long left) {

    /** In words, behind a verb such as "Retried". */
    public String words(String verb) {
      if (left > 0) {
        return "%s: %,d, one batch after the other; the bar on this page shows how far it is"
            .formatted(verb, left);
      }
      return "%s %,d%s"
          .formatted(verb, done, gone == 0 ? "" : "; %,d were not parked any more".formatted(gone));
    }
  }

  /** Sends them on their way again. */
  public Done retry(Choice choice) {
    return done(choice, null);
  }

  /** Gives them up, with a reason. */
  public Done dismiss(Choice choice, String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badRequest("reason: is missing; say why they are given up");
    }
    return done(choice, reason.strip());
  }

  private Done done(Choice choice, String why) {
    GroupBatches batches = new GroupBatches(actions, directory, choice, why);
    if (choice.ids().isEmpty()) {
      return group(choice, batches, why);
    }
    List<String> ids = bounded(choice.ids());
    long done =
        switch (choice.where()) {
          case WRITING -> each(choice, why);
          case READING -> ids.stream().mapToLong(batches::read).sum();
          case MAPPING -> batches.run();
        };
    return new Done(done, ids.size() - done, 0);
  }

  /** At once where it is short; in the background, with a bar on the page, where it is long. */
  private Done group(Choice choice, GroupBatches batches, String why) {
    long count = count(choice);
    if (count <= GroupBatches.BATCH) {
      return new Done(batches.run(), 0, 0);
    }
    String key = (why == null ? "retry " : "dismiss ") + choice.group().query();
    String what =
        "%s %,d at %s: %s"
            .formatted(
                why == null ? "Retrying" : "Dismissing",
                count,
                choice.connection(),
                choice.reason().isEmpty() ? "all that is parked" : choice.reason());
    String connection = choice.where() == Place.MAPPING ? null : choice.connection();
    work.begin(new LongWork.Asked(key, what, connection, count), who.name(), batches);
    return new Done(0, 0, count);
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

  private long each(Choice choice, String why) {
    String what = why == null ? "retry" : "dismiss";
    String words = why == null ? "retried" : "dismissed (" + why + ")";
    JsonNode body =
        why == null ? null : CanonicalJson.mapper().createObjectNode().put("reason", why);
    long done = 0;
    for (String delivery : choice.ids()) {
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
        // It was retried, dismissed or replaced meanwhile: it counts as gone.
      }
    }
    return done;
  }

  private static List<String> bounded(List<String> ids) {
    if (ids.size() > MOST) {
      throw Problem.badRequest("ids: %d at most; take the whole group instead".formatted(MOST));
    }
    return ids;
  }

  private long count(Choice choice) {
    return switch (choice.where()) {
      case WRITING ->
          sum(
              choice,
              directory.of(choice.connection()),
              "/api/deliveries/parked/groups?connection=" + Urls.encoded(choice.connection()),
              "object");
      case READING ->
          sum(
              choice,
              directory.of(choice.connection()),
              "/api/connections/%s/parked-reads/groups"
                  .formatted(Urls.encoded(choice.connection())),
              "stream");
      case MAPPING -> sum(choice, directory.mapping(), "/api/records/parked/groups", "route");
    };
  }

  /** Groups that are too small to be among the listed ones are done at once. */
  private long sum(Choice choice, URI service, String path, String object) {
    String wanted = choice.where() == Place.MAPPING ? choice.connection() : choice.object();
    long count = 0;
    for (JsonNode each : actions.read(service, path)) {
      boolean same =
          (wanted.isEmpty() || wanted.equals(each.path(object).asText()))
              && (choice.kind().isEmpty() || choice.kind().equals(each.path("kind").asText()))
              && (choice.reason().isEmpty()
                  || choice.reason().equals(each.path("reason").asText()));
      count += same ? each.path("count").asLong() : 0;
    }
    return count;
  }
}
