package io.mlconnector.console.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Calls of vendors that were accepted and are not dealt with yet; their contents are not shown. */
@ApplicationScoped
public class CallDesk {

  /** How many calls a page has. */
  public static final int PAGE = 50;

  private final Actions actions;
  private final Directory directory;

  public CallDesk(Actions actions, Directory directory) {
    this.actions = actions;
    this.directory = directory;
  }

  /**
   * Calls that wait for one reason.
   *
   * @param problem why they could not be dealt with; null where they were not tried yet
   * @param parked whether they wait for a person; the others are tried by themselves
   * @param since when the oldest came
   */
  public record Group(
      String connection, String hook, String problem, boolean parked, long count, Instant since) {}

  /** Groups, the most first, and what could not be asked. */
  public record Groups(List<Group> groups, List<String> silent) {}

  /**
   * A call.
   *
   * @param delivery the sender's own id of it
   * @param next when it is tried again; null where it waits for a person
   */
  public record Call(
      long id,
      String hook,
      String delivery,
      String journey,
      Instant received,
      int tries,
      String problem,
      Instant next) {}

  /**
   * What waits.
   *
   * @param connection empty for all
   */
  public Groups groups(String connection) {
    List<Group> groups = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (String id :
        connection.isEmpty() ? directory.connections().keySet() : List.of(connection)) {
      try {
        for (JsonNode each : actions.read(id, path(id) + "/groups")) {
          groups.add(
              new Group(
                  id,
                  each.path("hook").asText(),
                  each.path("problem").asText(null),
                  each.path("parked").asBoolean(),
                  each.path("count").asLong(),
                  Instant.parse(each.path("since").asText())));
        }
      } catch (Problem e) {
        silent.add(e.getMessage());
      }
    }
    groups.sort(Comparator.comparingLong(Group::count).reversed());
    return new Groups(groups, silent);
  }

  /**
   * A page of a connection's calls, the oldest first.
   *
   * @param after the last id of the page before; 0 for the first page
   */
  public List<Call> calls(String connection, long after) {
    return actions.list(
        directory.of(connection),
        path(connection) + "?after=%d&limit=%d".formatted(after, PAGE),
        Call.class);
  }

  /** Has a call tried again now. */
  public void retry(String connection, long call) {
    act(connection, "/" + call + "/retry", "had the call %d tried again".formatted(call));
  }

  /** Drops a parked call; polls still find what changed. */
  public void dismiss(String connection, long call) {
    act(connection, "/" + call + "/dismiss", "dropped the call %d".formatted(call));
  }

  /** Has all parked calls of a connection tried again now; returns how many. */
  public long retryAll(String connection) {
    return act(connection, "/retry", "had all parked calls tried again").path("calls").asLong();
  }

  private JsonNode act(String connection, String path, String words) {
    JsonNode answer =
        actions.change("POST", path(connection) + path, null, new Said(connection, null, words));
    return answer.isMissingNode() ? CanonicalJson.mapper().createObjectNode() : answer;
  }

  private static String path(String connection) {
    return "/api/connections/" + Urls.encoded(connection) + "/hooks";
  }
}
