package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.csv.Csv;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
   * @param after the {@link #next} of the page before; empty for the first page
   */
  public List<Item> items(Choice choice, String after) {
    int since = choice.where() == Place.WRITING ? after.lastIndexOf('~') : -1;
    String query =
        "&reason=%s&after=%s%s&limit=%d"
            .formatted(
                Urls.encoded(choice.reason()),
                Urls.encoded(since < 0 ? after : after.substring(0, since)),
                since < 0 ? "" : "&since=" + Urls.encoded(after.substring(since + 1)),
                PAGE);
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

  /** Where the next page begins; null where this is the last. */
  public static String next(Choice choice, List<Item> items) {
    if (items.size() < PAGE) {
      return null;
    }
    Item last = items.get(items.size() - 1);
    return choice.where() == Place.WRITING ? last.id() + "~" + last.since() : last.id();
  }

  /** All records of a group or a kind as CSV, of which no more than a page is in memory. */
  public StreamingOutput csv(List<Choice> choices) {
    return out -> {
      Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      csv.write("place,connection,id,record,kind,reason,target key,since\n");
      for (Choice choice : choices) {
        String after = "";
        while (after != null) {
          List<Item> items = items(choice, after);
          for (Item item : items) {
            csv.write(line(choice, item) + "\n");
          }
          after = next(choice, items);
        }
      }
      csv.flush();
    };
  }

  private static String line(Choice choice, Item item) {
    return Csv.line(
        choice.place(),
        choice.connection(),
        item.id(),
        item.record(),
        item.kind(),
        item.reason(),
        item.targetKey(),
        item.since().toString());
  }

  /**
   * A field on both sides.
   *
   * @param wanted what the delivery writes
   * @param there what the target record shows now
   */
  public record Beside(String path, String wanted, String there, boolean same) {}

  /**
   * A delivery beside a target record.
   *
   * @param found {@code absent}, {@code present}, {@code gone}, {@code ambiguous} or {@code
   *     refused}
   * @param reason why it must not be touched, or which there are to choose from
   */
  public record Sides(String found, String key, String reason, List<Beside> fields) {}

  /**
   * Reads the target record that a delivery may be about, and changes nothing.
   *
   * @param key of the target record; empty for the one that its match keys find
   */
  public Sides beside(String connection, String delivery, String key) {
    Whole whole = one(connection, delivery);
    ObjectNode wanted = CanonicalJson.mapper().createObjectNode();
    wanted.put("ref", whole.delivery().ref());
    if (!key.isBlank()) {
      wanted.put("key", key.strip());
    }
    ObjectNode fields = wanted.putObject("fields");
    for (JsonNode field : whole.body().path("fields")) {
      fields.set(field.path("path").asText(), field.path("value"));
    }
    if (key.isBlank()) {
      wanted.set("match", whole.body().path("match"));
    }
    String path =
        "/api/connections/%s/objects/%s/read"
            .formatted(Urls.encoded(connection), Urls.encoded(whole.delivery().object()));
    JsonNode read =
        actions
            .ask(
                directory.of(connection),
                path,
                CanonicalJson.mapper().createArrayNode().add(wanted))
            .path(0);
    List<Beside> sides = new ArrayList<>();
    for (JsonNode field : whole.body().path("fields")) {
      String name = field.path("path").asText();
      JsonNode there = read.path("current").path(name);
      String value =
          field.hasNonNull("linked")
              ? "the key of " + linked(field.path("linked"))
              : Values.text(field.path("value"));
      sides.add(new Beside(name, value, Values.text(there), value.equals(Values.text(there))));
    }
    return new Sides(
        read.path("found").asText("absent"),
        read.path("key").asText(null),
        read.path("reason").asText(null),
        sides);
  }

  private static String linked(JsonNode ref) {
    return ref.isTextual()
        ? ref.asText()
        : ref.at("/source/entity").asText() + " " + ref.at("/source/key").asText();
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
