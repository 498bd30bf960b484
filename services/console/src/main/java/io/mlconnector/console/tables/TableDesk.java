package io.mlconnector.console.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Systems;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables that adapters keep in their systems; the adapters tell of them and act on them. */
@ApplicationScoped
public class TableDesk {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** What people can have done, and how the ledger says it. */
  private static final Map<String, String> DEEDS =
      Map.of(
          "publish", "had what waits published",
          "rebuild", "had the whole table written again",
          "adopt", "adopted the table in its place",
          "accept", "accepted its columns");

  private final Directory directory;
  private final Systems systems;
  private final Actions actions;
  private final Peers peers;

  public TableDesk(Directory directory, Systems systems, Actions actions, Peers peers) {
    this.directory = directory;
    this.systems = systems;
    this.actions = actions;
    this.peers = peers;
  }

  /**
   * The tables of all connections.
   *
   * @param silent what could not be asked, in words
   */
  public record All(List<Table> tables, List<String> silent) {}

  public All all() {
    Map<String, Boolean> keeping = new TreeMap<>();
    List<Table> tables = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (ConnectionHealth connection : systems.connections()) {
      try {
        URI adapter = directory.adapter(connection.system());
        if (keeping.computeIfAbsent(connection.system(), any -> keepsTables(adapter))) {
          actions
              .read(adapter, path(connection.id(), null, ""))
              .forEach(each -> tables.add(table(connection.id(), each)));
        }
      } catch (Problem e) {
        silent.add(connection.system() + " does not tell its tables: " + e.getMessage());
      }
    }
    return new All(tables, silent.stream().distinct().toList());
  }

  private boolean keepsTables(URI adapter) {
    for (JsonNode target : actions.read(adapter, "/api/system").path("sinks")) {
      if (target.path("mode").asText().equals("TABLE")) {
        return true;
      }
    }
    return false;
  }

  public Table one(String connection, String table) {
    return table(connection, actions.read(connection, path(connection, table, "")));
  }

  private static Table table(String connection, JsonNode view) {
    ObjectNode all = view.deepCopy();
    all.put("connection", connection);
    return CanonicalJson.mapper().convertValue(all, Table.class);
  }

  /** Of the last publishes, the newest first. */
  public List<Totals> totals(String connection, String table) {
    return Actions.list(actions.read(connection, path(connection, table, "/totals")), Totals.class);
  }

  /** The same as CSV, to be closed. */
  public InputStream csv(String connection, String table) {
    try {
      return peers.text(directory.of(connection), path(connection, table, "/totals.csv"));
    } catch (Peers.Silent e) {
      throw Problem.unavailable(e.getMessage(), AGAIN);
    }
  }

  /** What the source's newest records add up to; reads all of them. */
  public Comparison compared(String connection, String table) {
    SourceTotals source =
        actions.read(
            directory.mapping(),
            "/api/routes/" + Urls.encoded(one(connection, table).route()) + "/totals",
            SourceTotals.class);
    return Comparison.of(source, totals(connection, table));
  }

  public Plan plan(String connection, String table) {
    return CanonicalJson.mapper()
        .convertValue(actions.read(connection, path(connection, table, "/plan")), Plan.class);
  }

  /**
   * Has something done with a table.
   *
   * @param deed {@code publish}, {@code rebuild}, {@code adopt} or {@code accept}
   * @return what to know beside it; empty for nothing
   */
  public String act(String connection, String table, String deed) {
    String words = DEEDS.get(deed);
    if (words == null) {
      throw Problem.notFound("Nobody can %s a table".formatted(deed));
    }
    JsonNode answer =
        actions.change(
            "POST", path(connection, table, "/" + deed), null, new Said(connection, table, words));
    return answer.path("hint").asText("");
  }

  private static String path(String connection, String table, String rest) {
    return "/api/connections/"
        + Urls.encoded(connection)
        + "/tables"
        + (table == null ? "" : "/" + Urls.encoded(table))
        + rest;
  }
}
