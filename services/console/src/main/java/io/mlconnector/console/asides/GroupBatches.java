package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.work.LongWork;
import java.net.URI;

/** A whole group, or some of its records by their ids, batch by batch where they stand aside. */
final class GroupBatches implements LongWork.Step {

  /** How many the services take at once. */
  static final int BATCH = 1_000;

  private final Actions actions;
  private final Directory directory;
  private final Choice choice;
  private final String why;
  private String after = "";

  /**
   * @param why null where they are retried; why they are given up otherwise
   */
  GroupBatches(Actions actions, Directory directory, Choice choice, String why) {
    this.actions = actions;
    this.directory = directory;
    this.choice = choice;
    this.why = why;
  }

  @Override
  public long run() {
    return switch (choice.where()) {
      case WRITING -> written();
      case READING -> read(null);
      case MAPPING -> mapped();
    };
  }

  private String verb() {
    return why == null ? "retry" : "dismiss";
  }

  private Said said(String what) {
    String verb = why == null ? "retried " : "dismissed (" + why + ") ";
    return choice.where() == Place.MAPPING
        ? new Said(null, choice.connection(), verb + what)
        : new Said(
            choice.connection(), choice.object().isEmpty() ? null : choice.object(), verb + what);
  }

  private Said group() {
    return said("a group: " + choice.reason());
  }

  private static ObjectNode body(String name, String value) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode();
    return value == null ? body : body.put(name, value);
  }

  private long written() {
    String path =
        "/api/deliveries/%s?connection=%s&object=%s&kind=%s&reason=%s&dryRun=false"
            .formatted(
                verb(),
                Urls.encoded(choice.connection()),
                Urls.encoded(choice.object()),
                Urls.encoded(choice.kind()),
                Urls.encoded(choice.reason()));
    JsonNode body = why == null ? null : body("reason", why);
    return actions.change("POST", path, body, group()).path("deliveries").asLong();
  }

  /**
   * Source records.
   *
   * @param key one of them; null for all of the group
   */
  long read(String key) {
    String connection = Urls.encoded(choice.connection());
    String which =
        (key == null ? "" : "&key=" + Urls.encoded(key))
            + (key != null || choice.reason().isEmpty()
                ? ""
                : "&reason=" + Urls.encoded(choice.reason()));
    Said said = key == null ? group() : said("the source record " + key);
    String stream = Urls.encoded(choice.object());
    if (why != null) {
      return actions
          .change(
              "POST",
              "/api/connections/%s/parked-reads/dismiss?stream=%s%s"
                  .formatted(connection, stream, which),
              body("reason", why),
              said)
          .path("records")
          .asLong();
    }
    return actions
        .change(
            "POST",
            "/api/connections/%s/streams/%s/retry?%s"
                .formatted(connection, stream, which.isEmpty() ? "" : which.substring(1)),
            null,
            said)
        .path("records")
        .asLong();
  }

  /** Records that were not mapped: those with the chosen ids, or the next ones of the group. */
  private long mapped() {
    ObjectNode body = body("why", why).put("route", choice.connection());
    Said said = group();
    if (choice.ids().isEmpty()) {
      body.put("reason", choice.reason()).put("after", why == null ? after : "");
    } else {
      choice.ids().forEach(body.putArray("refs")::add);
      said = said("%,d records".formatted(choice.ids().size()));
    }
    URI mapping = directory.mapping();
    JsonNode done = actions.change(mapping, "POST", "/api/records/parked/" + verb(), body, said);
    after = done.path("last").asText("");
    return done.path("records").asLong();
  }
}
