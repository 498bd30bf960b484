package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.Condition.Key;
import io.mlconnector.console.connections.Lapse;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Times;
import io.mlconnector.console.routes.RouteView;
import io.mlconnector.console.start.Overview;
import io.mlconnector.console.start.Overview.Attention;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.ConnectionHealth.HookHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what the first page shows as causes of alerts. Why single records are parked is left out:
 * vendors quote contents there.
 */
final class Look {

  static final String MAPPING = "mapping";

  private final AlertsConfig config;
  private final Silence silence;

  Look(AlertsConfig config) {
    this.config = config;
    this.silence = new Silence(config.hooks());
  }

  /**
   * @param open alerts that are open, which have lower limits to stay so
   */
  Findings of(Overview overview, List<Pace> paces, Set<Key> open, Instant now) {
    List<Condition> found = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    Set<String> paused = new HashSet<>();
    Map<List<String>, Pace> known = new HashMap<>();
    paces.forEach(pace -> known.put(List.of(pace.connection(), pace.hook()), pace));
    for (ConnectionHealth each : overview.connections()) {
      if (each.source().equals("unknown")) {
        unknown.add(each.system());
        found.add(silent(each.system(), each.health()));
      } else if (each.tone().equals("off") || !each.pauses().isEmpty()) {
        paused.add(each.id());
      } else {
        ofConnection(each, open, found);
        each.hooks().forEach(hook -> ofHook(each, hook, known, now, found));
      }
    }
    for (RouteView route : overview.routes()) {
      if (route.pause() != null) {
        paused.add(Findings.route(route.name()));
      }
      Condition parked = parked(MAPPING, null, route.name(), route.name(), route.parked(), open);
      if (parked != null) {
        found.add(parked);
      }
    }
    overview.lapses().stream().filter(Lapse::warns).map(Look::lapse).forEach(found::add);
    overview.attention().stream()
        .filter(each -> each.about() != null)
        .forEach(each -> ofAttention(each, overview.connections(), found, unknown));
    return new Findings(found, unknown, paused);
  }

  private static Condition silent(String service, String why) {
    return new Condition(
        Kind.SILENT,
        service,
        null,
        "",
        Severity.URGENT,
        "The service %s is silent: %s".formatted(service, why),
        "See whether it runs and whether the console reaches it",
        service.equals(MAPPING) ? "/routes" : "/connections",
        null);
  }

  private void ofConnection(ConnectionHealth each, Set<Key> open, List<Condition> found) {
    String page = "/connections/" + Urls.encoded(each.id());
    if (each.tone().equals("bad")) {
      found.add(
          new Condition(
              Kind.ATTENTION,
              each.system(),
              each.id(),
              "",
              Severity.URGENT,
              "%s: %s".formatted(each.name(), each.health()),
              "Look at the connection",
              page,
              null));
    }
    if (each.backlog() != null && each.backlog().left() > config.backlog().floor()) {
      found.add(
          new Condition(
              Kind.BACKLOG,
              each.system(),
              each.id(),
              "",
              Severity.NOTICE,
              "%,d deliveries wait for %s, more and more for %s"
                  .formatted(
                      each.backlog().left(), each.name(), Times.words(config.backlog().over())),
              "See whether its vendor throttles it or its share is too small",
              page,
              each.backlog().left()));
    }
    Condition parked = parked(each.system(), each.id(), "", each.name(), each.aside(), open);
    if (parked != null) {
      found.add(parked);
    }
  }

  private Condition parked(
      String place, String connection, String scope, String name, long count, Set<Key> open) {
    Key key = new Key(Kind.PARKED, place, connection == null ? "" : connection, scope);
    long above = config.parked().above();
    if (count <= (open.contains(key) ? above * 4 / 5 : above)) {
      return null;
    }
    return new Condition(
        Kind.PARKED,
        place,
        connection,
        scope,
        Severity.NOTICE,
        "%,d records are parked at %s".formatted(count, name),
        "Correct the most frequent cause, then retry its group",
        connection == null ? "/parked" : "/parked?connection=" + Urls.encoded(connection),
        null);
  }

  private static Condition lapse(Lapse each) {
    return new Condition(
        Kind.LAPSE,
        each.system(),
        each.connection(),
        each.what(),
        each.level().equals("soon") ? Severity.NOTICE : Severity.URGENT,
        each.sentence(),
        each.todo(),
        "/connections/" + Urls.encoded(each.connection()),
        null);
  }

  private void ofHook(
      ConnectionHealth of,
      HookHealth hook,
      Map<List<String>, Pace> known,
      Instant now,
      List<Condition> found) {
    Pace pace = known.get(List.of(of.id(), hook.hook()));
    Instant since = silence.since(hook, pace, now);
    if (since == null) {
      return;
    }
    found.add(
        new Condition(
            Kind.HOOK_SILENT,
            of.system(),
            of.id(),
            hook.hook(),
            Severity.NOTICE,
            "The webhook %s of %s has not been called for %s; longer than %s is unusual for it"
                .formatted(
                    hook.hook(),
                    of.name(),
                    Times.words(Duration.between(since, now)),
                    Times.words(silence.patience(pace, now))),
            "See at the vendor whether it still calls this address, or register it again",
            "/connections/" + Urls.encoded(of.id()),
            null));
  }

  private static void ofAttention(
      Attention each, List<ConnectionHealth> all, List<Condition> found, Set<String> unknown) {
    String connection = each.about().connection();
    if (each.about().kind().equals("SILENT")) {
      unknown.add(connection == null ? MAPPING : connection);
      if (connection == null) {
        found.add(silent(MAPPING, each.sentence()));
      }
      return;
    }
    boolean mapping = each.about().kind().equals("MAPPING");
    found.add(
        new Condition(
            Kind.valueOf(each.about().kind()),
            mapping ? MAPPING : systemOf(connection, all),
            connection,
            each.about().scope(),
            Severity.URGENT,
            each.sentence(),
            each.todo(),
            each.link(),
            null));
  }

  private static String systemOf(String connection, List<ConnectionHealth> all) {
    return all.stream()
        .filter(each -> each.id().equals(connection))
        .map(ConnectionHealth::system)
        .findFirst()
        .orElse(connection);
  }
}
