package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What stands aside, at sources, in the mapping and at targets, in groups and page by page. */
@ApplicationScoped
public class AsideDesk {

  /** How many records a page has. */
  public static final int PAGE = 50;

  private final Directory directory;
  private final Actions actions;

  public AsideDesk(Directory directory, Actions actions) {
    this.directory = directory;
    this.actions = actions;
  }

  /**
   * A delivery with what it wants to write.
   *
   * @param body as it was sent
   */
  public record Whole(String connection, Aside delivery, int tries, JsonNode body) {}

  /** A delivery as its adapter lists it. */
  public record Aside(
      String delivery,
      String ref,
      String object,
      String state,
      String kind,
      String reason,
      String targetKey,
      Instant since) {

    Item item() {
      return new Item(delivery, ref == null ? delivery : ref, kind, reason, targetKey, since);
    }
  }

  /** Groups and what could not be asked. */
  public record Groups(List<Group> groups, List<String> silent) {

    public long count() {
      return groups.stream().mapToLong(Group::count).sum();
    }
  }

  /**
   * What is parked, by reason, the most first.
   *
   * @param connection empty for all
   */
  public Groups parked(String connection) {
    List<Group> groups = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    chosen(connection)
        .forEach(
            (id, system) ->
                collect(
                    silent,
                    () -> {
                      URI url = directory.adapter(system);
                      written(groups, url, id, "parked");
                      for (JsonNode each :
                          actions.read(url, "/api/connections/" + id + "/parked-reads/groups")) {
                        groups.add(group(Place.READING, id, each, "stream"));
                      }
                    }));
    if (connection.isEmpty() && directory.hasMapping()) {
      collect(
          silent,
          () -> {
            for (JsonNode each : actions.read(directory.mapping(), "/api/records/parked/groups")) {
              groups.add(group(Place.MAPPING, each.path("route").asText(), each, "none"));
            }
          });
    }
    return sorted(groups, silent);
  }

  /** What waits for a parent or a person, by what it waits for, the most first. */
  public Groups waiting(String connection) {
    List<Group> groups = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    chosen(connection)
        .forEach(
            (id, system) ->
                collect(silent, () -> written(groups, directory.adapter(system), id, "waiting")));
    return sorted(groups, silent);
  }

  private static Groups sorted(List<Group> groups, List<String> silent) {
    groups.sort(Comparator.comparingLong(Group::count).reversed());
    return new Groups(groups, silent);
  }

  private Map<String, String> chosen(String connection) {
    return connection.isEmpty()
        ? directory.connections()
        : Map.of(connection, directory.systemOf(connection));
  }

  private static void collect(List<String> silent, Runnable question) {
    try {
      question.run();
    } catch (Problem e) {
      silent.add(e.getMessage());
    }
  }

  private void written(List<Group> groups, URI url, String id, String state) {
    String path = "/api/deliveries/" + state + "/groups?connection=" + Urls.encoded(id);
    for (JsonNode each : actions.read(url, path)) {
      groups.add(group(Place.WRITING, id, each, "object"));
    }
  }

  private static Group group(Place place, String connection, JsonNode each, String object) {
    return new Group(
        place,
        connection,
        each.path(object).asText(null),
        each.path("kind").asText(null),
        each.path("reason").asText(""),
        each.path("count").asLong(),
        Instant.parse(each.path("since").asText()),
        each.path("sample").asText(null));
  }

  /**
   * A page of a group's records.
   *
   * @param after the last id of the page before; empty for the first page
   */
  public List<Item> items(Choice choice, String after) {
    String query =
        "&reason=%s&after=%s&limit=%d"
            .formatted(Urls.encoded(choice.reason()), Urls.encoded(after), PAGE);
    String connection = Urls.encoded(choice.connection());
    return switch (choice.where()) {
      case WRITING ->
          actions
              .list(
                  directory.of(choice.connection()),
                  "/api/deliveries/parked?connection=%s&object=%s&kind=%s"
                          .formatted(connection, Urls.encoded(choice.object()), choice.kind())
                      + query,
                  Aside.class)
              .stream()
              .map(Aside::item)
              .toList();
      case READING ->
          read(
              directory.of(choice.connection()),
              "/api/connections/%s/parked-reads?stream=%s"
                      .formatted(connection, Urls.encoded(choice.object()))
                  + query,
              "key",
              "key");
      case MAPPING ->
          read(
              directory.mapping(),
              "/api/records/parked?route=" + connection + query,
              "ref",
              "record");
    };
  }

  private List<Item> read(URI url, String path, String id, String record) {
    List<Item> items = new ArrayList<>();
    for (JsonNode each : actions.read(url, path)) {
      items.add(
          new Item(
              each.path(id).asText(),
              each.path(record).asText(),
              null,
              each.path("reason").asText(),
              null,
              Instant.parse(each.path("since").asText())));
    }
    return items;
  }

  /** A page of what waits at a connection, the longest first. */
  public List<Item> waits(String connection, String after) {
    String path =
        "/api/deliveries/waiting?connection=%s&after=%s&limit=%d"
            .formatted(Urls.encoded(connection), Urls.encoded(after), PAGE);
    return Actions.list(actions.read(connection, path).path("deliveries"), Aside.class).stream()
        .map(Aside::item)
        .toList();
  }

  /** A delivery that is not at its end. */
  public Whole one(String connection, String delivery) {
    return actions.read(
        directory.of(connection), "/api/deliveries/" + Urls.encoded(delivery), Whole.class);
  }
}
