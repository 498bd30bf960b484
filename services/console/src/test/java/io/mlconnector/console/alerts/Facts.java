package io.mlconnector.console.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Lapse;
import io.mlconnector.console.routes.RouteView;
import io.mlconnector.console.start.Overview;
import io.mlconnector.console.start.Overview.About;
import io.mlconnector.console.start.Overview.Attention;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.flow.pause.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the first page shows in a test: one connection that is well, until the test says other. */
final class Facts {

  private final ObjectNode desk = CanonicalJson.mapper().createObjectNode();
  private final List<ConnectionHealth> others = new ArrayList<>();
  private final List<Attention> attention = new ArrayList<>();
  private final List<Lapse> lapses = new ArrayList<>();
  private final List<RouteView> routes = new ArrayList<>();
  private boolean there = true;

  Facts() {
    desk.put("id", "desk");
    desk.put("system", "zendesk");
    desk.put("name", "Helpdesk");
    desk.put("enabled", true);
    desk.put("source", "api");
    desk.put("tone", "good");
    desk.put("health", "well");
    for (String list : List.of("streams", "hooks", "work", "asides", "pauses")) {
      desk.putArray(list);
    }
  }

  static Facts well() {
    return new Facts();
  }

  Facts health(String tone, String words) {
    desk.put("tone", tone);
    desk.put("health", words);
    return this;
  }

  Facts backlog(long left) {
    desk.putObject("backlog").put("done", 1).put("left", left);
    return this;
  }

  Facts parked(long count) {
    ((ArrayNode) desk.path("asides"))
        .addObject()
        .put("reason", "ann@example.com is taken")
        .put("example", "x")
        .put("count", count);
    return this;
  }

  Facts hook(String lastCalled) {
    ((ArrayNode) desk.path("hooks"))
        .addObject()
        .put("hook", "events")
        .put("registers", true)
        .put("lastCalled", lastCalled);
    return this;
  }

  Facts massChange(long id) {
    return attention("MASS_CHANGE", "desk", String.valueOf(id), "A mass change waits");
  }

  Facts attention(String kind, String connection, String scope, String sentence) {
    attention.add(new Attention("bad", sentence, "Do", "/x", new About(kind, connection, scope)));
    return this;
  }

  Facts lapse(String level) {
    lapses.add(
        new Lapse(
            "desk",
            "zendesk",
            "Helpdesk",
            "client secret",
            Instant.parse("2026-12-24T00:00:00Z"),
            "entered",
            false,
            level,
            1,
            "The client secret of desk ends",
            "Make another one"));
    return this;
  }

  /** A route that could make no delivery of so many records. */
  Facts route(long parked, boolean paused) {
    Pause pause =
        paused
            ? new Pause(Pause.Scope.ROUTE, "customers", "because", "ann", Instant.EPOCH, null)
            : null;
    routes.add(
        new RouteView(
            "customers",
            MissingNode.getInstance(),
            "live",
            1,
            "ann",
            Instant.EPOCH,
            pause,
            parked,
            0));
    return this;
  }

  /** Its service is silent. */
  Facts silent() {
    there = false;
    return this;
  }

  Overview now() {
    List<ConnectionHealth> connections = new ArrayList<>(others);
    if (!there) {
      desk.put("id", "zendesk");
      desk.put("source", "unknown");
      desk.put("tone", "bad");
      desk.put("health", "http://zendesk does not answer");
    }
    connections.add(CanonicalJson.mapper().convertValue(desk, ConnectionHealth.class));
    return new Overview(connections, routes, attention, lapses, List.of());
  }
}
