package io.mlconnector.console.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that takes long: what people asked for here, first loads and resyncs of routes, and
 * backfills.
 */
@ApplicationScoped
public class UnderWay {

  private final LongWork work;
  private final Actions actions;
  private final Directory directory;
  private final Clock clock;

  public UnderWay(LongWork work, Actions actions, Directory directory, Clock clock) {
    this.clock = clock;
    this.work = work;
    this.actions = actions;
    this.directory = directory;
  }

  /** What goes on, and who could not be asked. */
  public record Now(List<Bar> bars, List<String> silent) {

    /** Whether anything goes on. */
    public boolean runs() {
      return bars.stream().anyMatch(Bar::runs);
    }
  }

  /** What goes on, and what people asked for that ended in the last hour. */
  public Now now() {
    List<Bar> bars = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    work.lately().forEach(each -> bars.add(asked(each)));
    if (directory.hasMapping()) {
      collect(
          silent,
          () -> {
            for (JsonNode run : actions.read(directory.mapping(), "/api/runs")) {
              bars.add(run(run));
            }
          });
    }
    directory
        .connections()
        .forEach((id, system) -> collect(silent, () -> backfills(id, system).forEach(bars::add)));
    return new Now(bars, silent);
  }

  private Bar asked(Work work) {
    return new Bar(
        "asked",
        work.what(),
        work.connection() == null ? null : "/parked?connection=" + Urls.encoded(work.connection()),
        work.author(),
        work.done(),
        work.total(),
        percent(work.done(), work.total()),
        left(work),
        work.since(),
        work.ended(),
        work.words());
  }

  private static Long percent(long done, Long total) {
    return total == null || total == 0 ? null : Math.min(100, done * 100 / total);
  }

  /** By the pace since it began. */
  private Long left(Work work) {
    long seconds = Duration.between(work.since(), clock.instant()).toSeconds();
    return work.runs() && work.done() > 0 && seconds > 0
        ? (work.total() - work.done()) * seconds / work.done()
        : null;
  }

  private static Bar run(JsonNode run) {
    String route = run.path("route").asText();
    Long total = run.hasNonNull("total") ? run.path("total").asLong() : null;
    return new Bar(
        "run",
        "All records of the route " + route,
        "/routes/" + Urls.encoded(route),
        null,
        run.path("done").asLong(),
        total,
        percent(run.path("done").asLong(), total),
        null,
        Instant.parse(run.path("started").asText()),
        null,
        null);
  }

  private List<Bar> backfills(String connection, String system) {
    List<Bar> bars = new ArrayList<>();
    String path = "/api/connections/" + Urls.encoded(connection) + "/streams";
    for (JsonNode each : actions.read(directory.adapter(system), path).path("backfills")) {
      if (!each.hasNonNull("ended")) {
        bars.add(
            new Bar(
                "backfill",
                "Backfill of %s at %s".formatted(each.path("stream").asText(), connection),
                "/connections/" + Urls.encoded(connection),
                null,
                each.path("read").asLong(),
                null,
                each.hasNonNull("fraction")
                    ? Math.round(each.path("fraction").asDouble() * 100)
                    : null,
                each.hasNonNull("secondsLeft") ? each.path("secondsLeft").asLong() : null,
                Instant.parse(each.path("started").asText()),
                null,
                each.path("error").asText(null)));
      }
    }
    return bars;
  }

  private static void collect(List<String> silent, Runnable question) {
    try {
      question.run();
    } catch (Problem e) {
      silent.add(e.getMessage());
    }
  }
}
