package io.mlconnector.console.pauses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseBody;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands still, and who has what stand still. */
@ApplicationScoped
public class PauseDesk {

  private final WholePauses whole;
  private final PauseTelling telling;
  private final Pauses known;
  private final Directory directory;
  private final Actions actions;
  private final Caller caller;
  private final Clock clock;

  public PauseDesk(
      WholePauses whole,
      PauseTelling telling,
      Pauses known,
      Directory directory,
      Actions actions,
      Caller caller,
      Clock clock) {
    this.whole = whole;
    this.telling = telling;
    this.known = known;
    this.directory = directory;
    this.actions = actions;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What stands still.
   *
   * @param pauses of everything and whole systems first, then of connections, then of routes
   * @param silent services that have not taken what is wanted, and why; they hear it when they are
   *     there again
   * @param unseen services that do not say what is paused there
   */
  public record Standing(
      List<Pause> pauses, Map<String, String> silent, Map<String, String> unseen) {}

  /** All that the person sees. */
  public Standing all() {
    List<Pause> all = new ArrayList<>(whole.wanted().inForce());
    Map<String, String> unseen = new TreeMap<>();
    directory.adapters().forEach((system, url) -> single(system, url, all, unseen));
    if (directory.hasMapping()) {
      single(PauseTelling.MAPPING, directory.mapping(), all, unseen);
    }
    all.sort(Comparator.comparing(Pause::scope).thenComparing(Pause::name));
    return new Standing(all, telling.silent(), unseen);
  }

  private void single(String service, URI url, List<Pause> all, Map<String, String> unseen) {
    try {
      Scope single = service.equals(PauseTelling.MAPPING) ? Scope.ROUTE : Scope.CONNECTION;
      actions.list(url, "/api/pauses", Pause.class).stream()
          .filter(each -> each.scope() == single)
          .forEach(all::add);
    } catch (Problem e) {
      unseen.put(service, e.getMessage());
    }
  }

  /**
   * Has all connections stand still, or those of one system.
   *
   * @param system null for everything
   * @return the services that have not taken it yet, and why
   * @throws Problem 422 where the reason is missing or the end has passed, 403 for whoever sees
   *     some connections only
   */
  public Map<String, String> pauseWhole(String system, PauseBody body) {
    Scope scope = checked(system);
    String name = system == null ? "" : system;
    Pause pause = body.pause(scope, name, caller.rights().name(), clock.instant());
    whole.put(pause);
    actions.enter(new Said(null, system, "paused " + subject(system) + until(pause)));
    return told();
  }

  /** Takes that back. */
  public Map<String, String> resumeWhole(String system) {
    Scope scope = checked(system);
    whole.takeBack(scope, system == null ? "" : system, caller.rights().name());
    actions.enter(new Said(null, system, "resumed " + subject(system)));
    return told();
  }

  private Map<String, String> told() {
    known.refresh();
    try {
      return telling.tell();
    } catch (DatabaseUnavailable e) {
      // Another console is at it, or it is told with the next turn.
      return telling.silent();
    }
  }

  private Scope checked(String system) {
    caller.needsAll();
    if (system == null) {
      return Scope.EVERYTHING;
    }
    directory.adapter(system);
    return Scope.SYSTEM;
  }

  private static String subject(String system) {
    return system == null ? "everything" : "all of " + system;
  }

  private static String until(Pause pause) {
    return "%s: %s"
        .formatted(pause.until() == null ? "" : " until " + pause.until(), pause.reason());
  }

  public void pauseConnection(String id, PauseBody body) {
    actions.change(
        "PUT", connection(id), json(body), new Said(id, null, "paused it" + words(body)));
  }

  /** Takes the connection's own pause back; those of its system or of everything stay. */
  public void resumeConnection(String id) {
    actions.change("DELETE", connection(id), null, new Said(id, null, "resumed it"));
  }

  public void pauseRoute(String name, PauseBody body) {
    actions.change(
        directory.mapping(),
        "PUT",
        route(name),
        json(body),
        new Said(null, name, "paused the route" + words(body)));
  }

  public void resumeRoute(String name) {
    actions.change(
        directory.mapping(),
        "DELETE",
        route(name),
        null,
        new Said(null, name, "resumed the route"));
  }

  private static String words(PauseBody body) {
    Instant end = body.until() == null || body.until().isBlank() ? null : end(body.until());
    String reason = body.reason() == null ? "" : ": " + body.reason().strip();
    return (end == null ? "" : " until " + end) + reason;
  }

  private static Instant end(String until) {
    try {
      return Instant.parse(until.strip());
    } catch (java.time.DateTimeException e) {
      return null;
    }
  }

  private static ObjectNode json(PauseBody body) {
    return CanonicalJson.mapper().valueToTree(body);
  }

  private static String connection(String id) {
    return "/api/connections/" + Urls.encoded(id) + "/pause";
  }

  private static String route(String name) {
    return "/api/routes/" + Urls.encoded(name) + "/pause";
  }
}
