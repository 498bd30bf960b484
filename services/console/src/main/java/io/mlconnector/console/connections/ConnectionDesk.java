package io.mlconnector.console.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Deletion.RouteNamed;
import io.mlconnector.console.connections.Details.Backfill;
import io.mlconnector.console.connections.Details.Held;
import io.mlconnector.console.connections.Details.Ping;
import io.mlconnector.console.connections.Form.SystemForm;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Bodies;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Systems;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** What people see of connections and do with them; the adapters do it. */
@ApplicationScoped
public class ConnectionDesk {

  private static final int UNAVAILABLE = 503;

  /** A connection that was stored just now is taken over by a replica within this time. */
  private static final Duration OWNER_FOUND = Duration.ofSeconds(6);

  private static final Duration A_MOMENT = Duration.ofMillis(300);
  private static final String PATH = "/api/connections/";

  private final Directory directory;
  private final Systems systems;
  private final Actions actions;
  private final Budgets budgets;

  public ConnectionDesk(Directory directory, Systems systems, Actions actions, Budgets budgets) {
    this.directory = directory;
    this.systems = systems;
    this.actions = actions;
    this.budgets = budgets;
  }

  /** What deleting a connection did not undo. */
  public record Deleted(List<String> stays) {}

  /**
   * Where to send a person's browser for a consent.
   *
   * @param redirectUrl what has to be registered at the vendor
   */
  public record Consent(URI url, URI redirectUrl) {}

  /** How many records are read again. */
  public record Retried(int records) {}

  /**
   * Credentials that were replaced.
   *
   * @param ping with the new ones; null where they were not tried
   * @param note why not; null where they were
   */
  public record Rotated(long version, Ping ping, String note) {}

  /** A backfill that was begun. */
  public record BackfillBegun(long id) {}

  public List<ConnectionHealth> all() {
    return systems.connections();
  }

  /** What a connection of a system needs. */
  public SystemForm form(String system) {
    return actions.read(directory.adapter(system), "/api/system", SystemForm.class);
  }

  public List<String> systems() {
    return List.copyOf(directory.adapters().keySet());
  }

  public Details one(String id) {
    String system = directory.systemOf(id);
    URI url = directory.adapter(system);
    JsonNode view = actions.read(url, PATH + id);
    JsonNode streams = actions.read(url, PATH + id + "/streams");
    ConnectionHealth health = systems.health(system, url, view);
    JsonNode ping = view.at("/state/ping");
    JsonNode failed = view.at("/state/consent");
    JsonNode described = actions.read(url, "/api/system");
    return new Details(
        health,
        described.path("title").asText(system),
        view.path("version").asLong(),
        instant(view.path("created")),
        instant(view.path("updated")),
        withoutSecrets(view.path("document"), described.path("connection")),
        texts(view.path("secrets")),
        ping.isObject() ? CanonicalJson.mapper().convertValue(ping, Ping.class) : null,
        failed.isObject()
            ? CanonicalJson.mapper().convertValue(failed, Details.FailedConsent.class)
            : null,
        view.at("/document/auth/mode").asText().equals("authorization-code"),
        Actions.list(streams.path("backfills"), Backfill.class),
        Actions.list(streams.path("held"), Held.class),
        budgets.of(health.owner() == null ? url : URI.create(health.owner()), id),
        actions.read(url, PATH + id + "/credentials", Credentials.class));
  }

  /** No adapter sends any; one that did all the same would not have them shown. */
  private static JsonNode withoutSecrets(JsonNode document, JsonNode spec) {
    leaveOut(document.path("settings"), spec.path("settings"));
    spec.path("authModes").forEach(mode -> leaveOut(document.path("auth"), mode.path("settings")));
    if (document.path("tls") instanceof ObjectNode tls) {
      tls.remove(List.of("key", "keyPassword"));
    }
    return document;
  }

  private static void leaveOut(JsonNode values, JsonNode settings) {
    for (JsonNode setting : settings) {
      if (setting.path("secret").asBoolean() && values instanceof ObjectNode fields) {
        fields.remove(setting.path("name").asText());
      }
    }
  }

  private static Instant instant(JsonNode text) {
    return text.isTextual() ? Instant.parse(text.asText()) : null;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  /** Stores a new connection; the document is the adapter's, secrets in clear. */
  public String create(String system, JsonNode document) {
    Bodies.object(document, "the connection's document, such as {\"id\": \"zendesk-prod\", …}");
    String id = document.path("id").asText("");
    actions.change(
        directory.adapter(system),
        "POST",
        "/api/connections",
        document,
        new Said(id, null, "added the connection " + id));
    return id;
  }

  /** Changes some fields (JSON Merge Patch); so credentials are rotated. */
  public void change(String id, JsonNode patch) {
    Bodies.object(patch, "the fields to change, such as {\"displayName\": \"Helpdesk\"}");
    List<String> fields = new ArrayList<>();
    patch.properties().forEach(each -> fields.add(each.getKey()));
    patch(id, patch, "changed " + String.join(", ", fields));
  }

  /**
   * Has new credentials tried, and taken in the place of the old ones where that goes well.
   *
   * @param fields below {@code auth}, with their new values
   * @throws Problem 422 where it does not: the old ones stay
   */
  public Rotated rotate(String id, Map<String, String> fields) {
    return CanonicalJson.mapper()
        .convertValue(
            actions.change(
                "POST",
                PATH + id + "/credentials",
                CanonicalJson.mapper().valueToTree(fields),
                new Said(id, null, "rotated " + String.join(", ", fields.keySet()))),
            Rotated.class);
  }

  /** Switches on what its document switches off. */
  public void switchOn(String id) {
    patch(id, CanonicalJson.mapper().createObjectNode().put("enabled", true), "switched it on");
  }

  private void patch(String id, JsonNode patch, String words) {
    actions.change("PATCH", PATH + id, patch, new Said(id, null, words));
  }

  /** What deleting it will do; nothing is done yet. */
  public Deletion deletion(String id) {
    Deletion at = actions.read(directory.of(id), PATH + id + "/deletion", Deletion.class);
    if (!directory.hasMapping()) {
      return at;
    }
    try {
      List<RouteNamed> named = new ArrayList<>();
      for (JsonNode stored : actions.read(directory.mapping(), "/api/routes")) {
        JsonNode route = stored.path("route");
        if (route.at("/from/connection").asText().equals(id)
            || route.at("/to/connection").asText().equals(id)) {
          named.add(
              new RouteNamed(route.path("name").asText(), route.path("state").asText("draft")));
        }
      }
      return at.with(named, null);
    } catch (Problem e) {
      return at.with(List.of(), e.getMessage());
    }
  }

  public Deleted delete(String id) {
    JsonNode answer =
        actions.change("DELETE", PATH + id, null, new Said(id, null, "deleted the connection"));
    directory.forget(id);
    return new Deleted(Actions.list(answer.path("stays"), String.class));
  }

  /** Signs in and looks; a failure is an answer too. */
  public Ping ping(String id) {
    URI service = directory.of(id);
    long until = System.nanoTime() + OWNER_FOUND.toNanos();
    while (true) {
      try {
        return CanonicalJson.mapper()
            .convertValue(actions.ask(service, PATH + id + "/ping", null), Ping.class);
      } catch (Problem e) {
        if (e.status() != UNAVAILABLE || System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(A_MOMENT.toNanos());
      }
    }
  }

  public Consent consent(String id) {
    return CanonicalJson.mapper()
        .convertValue(
            actions.change(
                "POST", PATH + id + "/consent", null, new Said(id, null, "began a consent")),
            Consent.class);
  }

  /** Has a stream polled, scanned in full or its removals decided: the last word of the address. */
  public void stream(String id, String stream, String what, String words) {
    actions.change("POST", stream(id, stream, what), null, new Said(id, stream, words));
  }

  /** Reads a past window; dates or instants, null for an open end. */
  public BackfillBegun backfill(String id, String stream, String from, String to) {
    String query =
        "?from="
            + Urls.encoded(from == null ? "" : from)
            + "&to="
            + Urls.encoded(to == null ? "" : to);
    JsonNode begun =
        actions.change(
            "POST",
            stream(id, stream, "backfill") + query,
            null,
            new Said(id, stream, "began a backfill from " + from));
    return new BackfillBegun(begun.path("id").asLong());
  }

  /** Reads parked records of a stream again; null for all of them. */
  public Retried retry(String id, String stream, String key) {
    String query = key == null ? "" : "?key=" + Urls.encoded(key);
    JsonNode retried =
        actions.change(
            "POST",
            stream(id, stream, "retry") + query,
            null,
            new Said(id, stream, "had parked records read again"));
    return new Retried(retried.path("records").asInt());
  }

  public void register(String id, String hook) {
    actions.change(
        "POST",
        PATH + id + "/hook-addresses/" + Urls.encoded(hook) + "/register",
        null,
        new Said(id, hook, "registered the hook"));
  }

  private static String stream(String id, String stream, String what) {
    return PATH + id + "/streams/" + Urls.encoded(stream) + "/" + what;
  }
}
