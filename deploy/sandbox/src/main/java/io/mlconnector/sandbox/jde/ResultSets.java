package io.mlconnector.sandbox.jde;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What next links go on with: the rows as they were found, kept for some seconds since their last
 * use and for their session only (sheet 3.2, defect 1).
 */
final class ResultSets {

  /** Rows still to come. */
  record ResultSet(
      String rid, String token, int stackId, DataRequest request, List<Row> rows, Instant used) {}

  private final Clock clock;
  private final Supplier<JdeSettings> settings;
  private final Map<String, ResultSet> live = new ConcurrentHashMap<>();

  ResultSets(Clock clock, Supplier<JdeSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  ResultSet keep(String token, int stackId, DataRequest request, List<Row> rest) {
    live.values().removeIf(this::isOver);
    String rid = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    ResultSet set = new ResultSet(rid, token, stackId, request, rest, clock.instant());
    live.put(rid, set);
    return set;
  }

  /** Takes out the rows of a link; null when they expired or were fetched before. */
  ResultSet take(String rid, String token, int stackId) {
    ResultSet set = rid == null ? null : live.get(rid);
    if (set == null || isOver(set) || set.stackId() != stackId || !set.token().equals(token)) {
      return null;
    }
    live.remove(rid);
    return set;
  }

  private boolean isOver(ResultSet set) {
    return !clock
        .instant()
        .isBefore(set.used().plus(Duration.ofSeconds(settings.get().resultSetSeconds())));
  }
}
