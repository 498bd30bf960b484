package io.mlconnector.console.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.asides.AsideDesk;
import io.mlconnector.console.asides.Choice;
import io.mlconnector.console.asides.Item;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.decisions.Lists.Link;
import io.mlconnector.console.decisions.Lists.MassChange;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What only a person can decide, across all services. */
@ApplicationScoped
public class DecisionDesk {

  private final Actions actions;
  private final Directory directory;
  private final AsideDesk asides;

  public DecisionDesk(Actions actions, Directory directory, AsideDesk asides) {
    this.actions = actions;
    this.directory = directory;
    this.asides = asides;
  }

  /**
   * What a person says of a disputed field.
   *
   * @param side the connection whose value counts; null where a value is given
   */
  public record Word(String side, JsonNode value) {}

  /** Disputes in the order of their ids, after that one. */
  public List<Dispute> conflicts(long after) {
    return actions.list(
        directory.mapping(),
        "/api/conflicts?after=%d&limit=%d".formatted(after, Lists.PAGE),
        Dispute.class);
  }

  /** Decides some fields of a pair. */
  public void resolve(long id, String version, Map<String, Word> fields) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode().put("version", version);
    ObjectNode said = body.putObject("fields");
    fields.forEach(
        (field, word) -> {
          ObjectNode one = said.putObject(field);
          if (word.side() != null) {
            one.put("side", word.side());
          } else {
            one.set("value", word.value());
          }
        });
    actions.change(
        directory.mapping(),
        "POST",
        "/api/conflicts/" + id + "/resolve",
        body,
        new Said(null, null, "decided %s of conflict %d".formatted(fields.keySet(), id)));
  }

  /**
   * A page of what a person decides at one connection.
   *
   * @param next where the next page begins; null where this is the last
   */
  public record Section(String connection, List<Item> items, String next) {}

  /** Sections that are not empty, and who could not be asked. */
  public record Sections(List<Section> sections, List<String> silent) {}

  /**
   * Deliveries for which several target records could be meant.
   *
   * @param connection empty for the first 50 of each
   * @param after where the page begins; empty for the first
   */
  public Sections ambiguous(String connection, String after) {
    return sections("AMBIGUOUS", connection, after);
  }

  /** Deliveries whose target record is gone; as {@link #ambiguous} otherwise. */
  public Sections goneInTarget(String connection, String after) {
    return sections("GONE", connection, after);
  }

  private Sections sections(String kind, String connection, String after) {
    List<Section> sections = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Choice choice : choices(kind, connection)) {
      try {
        List<Item> items = asides.items(choice, after);
        if (!items.isEmpty()) {
          sections.add(new Section(choice.connection(), items, AsideDesk.next(choice, items)));
        }
      } catch (Problem e) {
        silent.add(e.getMessage());
      }
    }
    return new Sections(sections, silent);
  }

  private List<Choice> choices(String kind, String connection) {
    return (connection.isEmpty() ? directory.connections().keySet() : List.of(connection))
        .stream().map(id -> new Choice("writing", id, null, kind, null, null)).toList();
  }

  /**
   * All deliveries of a kind as CSV.
   *
   * @param list {@code ambiguous} or {@code gone-in-target}
   */
  public StreamingOutput csv(String list, String connection) {
    return asides.csv(choices(list.equals("ambiguous") ? "AMBIGUOUS" : "GONE", connection));
  }

  /** Deactivations that the guards of all connections hold. */
  public List<MassChange> massChanges() {
    List<MassChange> all = new ArrayList<>();
    for (String connection : directory.connections().keySet()) {
      for (JsonNode held :
          actions.read(
              connection, "/api/connections/" + Urls.encoded(connection) + "/mass-changes")) {
        all.add(
            CanonicalJson.mapper()
                .convertValue(((ObjectNode) held).put("connection", connection), MassChange.class));
      }
    }
    return all;
  }

  public void approve(String connection, long change) {
    decide(connection, change, "approve", null, "approved the mass change " + change);
  }

  public void giveUp(String connection, long change, String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badRequest("reason: is missing; say why it is given up");
    }
    decide(
        connection,
        change,
        "dismiss",
        CanonicalJson.mapper().createObjectNode().put("reason", reason.strip()),
        "gave the mass change %d up: %s".formatted(change, reason.strip()));
  }

  private void decide(
      String connection, long change, String decision, JsonNode body, String words) {
    actions.change(
        "POST",
        "/api/connections/%s/mass-changes/%d/%s"
            .formatted(Urls.encoded(connection), change, decision),
        body,
        new Said(connection, null, words));
  }

  /** Links in the order of their refs. */
  public List<Link> links(String connection, String q, String after) {
    return actions.list(
        directory.mapping(),
        "/api/links?connection=%s&after=%s&limit=%d&q=%s"
            .formatted(Urls.encoded(connection), Urls.encoded(after), Lists.PAGE, Urls.encoded(q)),
        Link.class);
  }

  /** Links a source record to a target record, by hand. */
  public void link(String ref, String key) {
    if (key == null || key.isBlank()) {
      throw Problem.badRequest("key: is missing; name the target record");
    }
    actions.change(
        directory.mapping(),
        "PUT",
        "/api/links?ref=" + Urls.encoded(ref),
        CanonicalJson.mapper().createObjectNode().put("key", key.strip()),
        new Said(null, null, "linked %s to %s".formatted(ref, key.strip())));
  }

  public void unlink(String ref) {
    actions.change(
        directory.mapping(),
        "DELETE",
        "/api/links?ref=" + Urls.encoded(ref),
        null,
        new Said(null, null, "unlinked " + ref));
  }
}
