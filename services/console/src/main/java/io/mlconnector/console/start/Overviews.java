package io.mlconnector.console.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.Lapse;
import io.mlconnector.console.connections.Lapses;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.routes.RouteList;
import io.mlconnector.console.routes.RouteView;
import io.mlconnector.console.start.Overview.About;
import io.mlconnector.console.start.Overview.Attention;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Systems;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts together what the first page says. */
@ApplicationScoped
public class Overviews {

  /** How far is counted what has no count of its own. */
  private static final int MOST = 100;

  private final Systems systems;
  private final RouteList routes;
  private final Directory directory;
  private final Actions actions;
  private final Counters counters;
  private final Lapses lapses;

  public Overviews(
      Systems systems,
      RouteList routes,
      Directory directory,
      Actions actions,
      Counters counters,
      Lapses lapses) {
    this.systems = systems;
    this.routes = routes;
    this.directory = directory;
    this.actions = actions;
    this.counters = counters;
    this.lapses = lapses;
  }

  /** Asks everybody; who does not answer is among what needs attention. */
  public Overview now() {
    List<ConnectionHealth> connections = systems.connections();
    List<Attention> attention = new ArrayList<>();
    connections.forEach(each -> ofConnection(each, attention));
    List<RouteView> all = List.of();
    if (directory.hasMapping()) {
      try {
        all = routes.all();
        ofMapping(all, attention);
      } catch (Problem e) {
        attention.add(
            new Attention(
                "bad",
                "The mapping: " + e.getMessage(),
                "Nothing is routed meanwhile",
                "/routes",
                new About("SILENT", null, "mapping")));
      }
    }
    List<Lapse> ends = lapses.all();
    ends.stream().filter(Lapse::warns).map(Overviews::ofLapse).forEach(attention::add);
    attention.sort(Comparator.comparing(Attention::tone));
    return new Overview(connections, all, attention, ends, counters.lately());
  }

  private static Attention ofLapse(Lapse lapse) {
    return new Attention(
        lapse.tone(),
        lapse.sentence(),
        lapse.todo(),
        "/connections/" + Urls.encoded(lapse.connection()));
  }

  private void ofConnection(ConnectionHealth connection, List<Attention> attention) {
    String page = "/connections/" + Urls.encoded(connection.id());
    if (connection.tone().equals("bad")) {
      attention.add(
          new Attention(
              "bad",
              connection.name() + ": " + connection.health(),
              "Look at the connection",
              page));
    }
    if (connection.aside() > 0) {
      attention.add(
          new Attention(
              "busy",
              "%,d parked at %s, most often: %s"
                  .formatted(
                      connection.aside(), connection.name(), connection.asides().get(0).reason()),
              "Correct the cause, then retry",
              "/parked?connection=" + Urls.encoded(connection.id())));
    }
    if (connection.source().equals("unknown")) {
      return;
    }
    try {
      for (JsonNode held :
          actions.read(
              connection.id(),
              "/api/connections/" + Urls.encoded(connection.id()) + "/mass-changes")) {
        attention.add(
            new Attention(
                "bad",
                "A mass change waits at %s: %,d of %,d records (%s) would be deactivated"
                    .formatted(
                        connection.name(),
                        held.path("counted").asLong(),
                        held.path("linked").asLong(),
                        held.path("object").asText()),
                "Decide whether it is meant",
                "/mass-changes",
                new About("MASS_CHANGE", connection.id(), held.path("id").asText())));
      }
    } catch (Problem e) {
      attention.add(
          new Attention(
              "bad",
              e.getMessage(),
              "Look at the connection",
              page,
              new About("SILENT", connection.id(), "")));
    }
  }

  private void ofMapping(List<RouteView> all, List<Attention> attention) {
    String problem = routes.file().problem();
    if (problem != null) {
      attention.add(
          new Attention(
              "bad",
              "The routes file is not taken: " + problem,
              "Correct the file",
              "/routes",
              new About("MAPPING", null, "file")));
    }
    long unreadable = routes.unreadable(MOST);
    if (unreadable > 0) {
      attention.add(
          new Attention(
              "bad",
              "%s%s could not be read by the mapping"
                  .formatted(
                      unreadable == MOST ? "at least " : "",
                      counted(unreadable, "message", "messages")),
              "See which",
              "/unreadable",
              new About("MAPPING", null, "unreadable")));
    }
    for (RouteView route : all) {
      if (route.parked() > 0) {
        attention.add(
            new Attention(
                "busy",
                "%s could not be mapped by %s"
                    .formatted(counted(route.parked(), "record", "records"), route.name()),
                "Correct the records or the route",
                "/parked"));
      }
    }
    long conflicts = actions.read(directory.mapping(), "/api/conflicts?limit=" + MOST).size();
    if (conflicts > 0) {
      attention.add(
          new Attention(
              "busy",
              "%s%s of records in conflict"
                  .formatted(
                      conflicts == MOST ? "at least " : "", counted(conflicts, "pair", "pairs")),
              "Decide which side counts",
              "/conflicts"));
    }
  }

  private static String counted(long number, String one, String several) {
    return "%,d %s".formatted(number, number == 1 ? one : several);
  }
}
