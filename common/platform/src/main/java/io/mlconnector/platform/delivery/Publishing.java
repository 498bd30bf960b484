package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.flow.sql.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides when a table is published: once enough rows changed, once the first of them has waited
 * long enough, or when a person asks; one publish at a time per table. For the lane's thread, but
 * for {@link #look}.
 */
final class Publishing {

  static final String STANDING =
      """
      select t.id, t.object, t.spec, t.pending, t.target_key is null or t.overwrite is not null as whole,
             t.asked is not null as asked, t.adoption = 'found' as found,
             b.state, s.oldest is not null as staged,
             (extract(epoch from clock_timestamp() - s.oldest) * 1000)::bigint as oldest,
             (extract(epoch from clock_timestamp() - s.newest) * 1000)::bigint as newest
      from table_object t
      left join table_batch b on b.table_id = t.id
      left join lateral (select min(since) as oldest, max(since) as newest
                         from table_staged where table_id = t.id) s on true
      where t.connection = ?
      """;

  private final Desk desk;
  private final Lane lane;
  private final Timers timers;
  private final Set<Long> ready = new LinkedHashSet<>();
  private final Set<Long> running = new HashSet<>();
  private final Set<Long> jobs = new HashSet<>();
  private final Map<Long, Integer> scheduled = new HashMap<>();
  private final Map<Long, Standing> known = new HashMap<>();
  private boolean looking;

  Publishing(Desk desk, Lane lane, Timers timers) {
    this.desk = desk;
    this.lane = lane;
    this.timers = timers;
  }

  /**
   * How a table stands.
   *
   * @param whole whether the whole table is written next
   * @param state of the publish under way; null where there is none
   * @param oldest for how long the first delivery has waited; of no meaning where none is staged
   * @param newest for how long none has come
   */
  record Standing(
      long id,
      String object,
      TableSpec spec,
      long pending,
      boolean whole,
      boolean asked,
      boolean found,
      String state,
      boolean staged,
      Duration oldest,
      Duration newest) {

    private static Standing read(ResultSet row) throws SQLException {
      return new Standing(
          row.getLong("id"),
          row.getString("object"),
          CanonicalJson.read(row.getString("spec"), TableSpec.class),
          row.getLong("pending"),
          row.getBoolean("whole"),
          row.getBoolean("asked"),
          row.getBoolean("found"),
          row.getString("state"),
          row.getBoolean("staged"),
          Duration.ofMillis(row.getLong("oldest")),
          Duration.ofMillis(row.getLong("newest")));
    }

    boolean open() {
      return state != null;
    }

    /** Whether all that is left is to ask what became of the publish, or to tell it. */
    boolean asksNothingNew() {
      return open() && !state.equals("opened");
    }

    /**
     * Whether it is published now.
     *
     * @param rewritten whether all of it is written, so that more rows cost nothing more
     * @param more whether deliveries of it are ready to be taken in
     * @param quiet for how long none must have come before all of it is written
     */
    boolean due(boolean rewritten, boolean more, Duration quiet) {
      if (open() || asked) {
        return true;
      }
      if (!staged || oldest.compareTo(spec.gather()) >= 0) {
        return staged;
      }
      boolean coming = more || newest.compareTo(quiet) < 0;
      return pending >= spec.rows() && !(rewritten && coming);
    }
  }

  /** Whether somebody should {@link #look} now. */
  boolean wantsLook() {
    boolean wants = !looking && !desk.tables().sinks().isEmpty();
    looking |= wants;
    return wants;
  }

  /** Reads how the tables stand; on any thread. */
  List<Standing> look() {
    return desk.transactions()
        .inTransaction(
            sql -> {
              Query.pin(sql);
              return Query.list(sql, Standing::read, STANDING, desk.connection());
            });
  }

  /** What {@link #look} saw. */
  void seen(List<Standing> all) {
    looking = false;
    known.clear();
    for (Standing table : all) {
      if (!desk.tables().has(table.object())) {
        continue;
      }
      known.put(table.id(), table);
      desk.metrics().pending(table.object(), table.pending());
      boolean waits = scheduled.containsKey(table.id()) && (table.open() || !table.asked());
      boolean more = lane.ready(table.object()) > 0;
      if (!waits && table.due(rewritten(table), more, desk.tables().config().quiet())) {
        ready.add(table.id());
      }
    }
    ready.retainAll(known.keySet());
  }

  private boolean rewritten(Standing table) {
    return table.whole()
        || table.spec().mode() == Mode.REPLACE
        || !desk.tables().sink(table.object()).orElseThrow().updates(desk.vendor().settings());
  }

  /**
   * Takes tables that may start now; while the connection is paused, only what the vendor works on.
   *
   * @param slots how many calls may begin
   * @param mostJobs how many jobs may run at the vendor beside those that run
   */
  List<TableRun> next(int slots, int mostJobs) {
    List<TableRun> runs = new ArrayList<>();
    for (Long id : List.copyOf(ready)) {
      Standing table = known.get(id);
      boolean starts = !table.open();
      boolean still = desk.paused().getAsBoolean() && !table.asksNothingNew();
      if (!still
          && runs.size() < slots
          && !running.contains(id)
          && (!starts || running.size() + jobs.size() < mostJobs)) {
        ready.remove(id);
        running.add(id);
        int polls = scheduled.getOrDefault(id, 0);
        runs.add(new TableRun(desk, desk.tables().sink(table.object()).orElseThrow(), id, polls));
      }
    }
    return runs;
  }

  /** What a run came to; where it says when to go on, nothing else starts the table before. */
  void settle(long id, Report report) {
    running.remove(id);
    scheduled.remove(id);
    jobs.remove(id);
    for (Report.Table table : report.tables) {
      if (table.job()) {
        jobs.add(id);
      }
      later(id, table.after(), table.polls());
    }
  }

  /** A run failed on our own side. */
  void failed(long id, Duration pause) {
    running.remove(id);
    later(id, pause, scheduled.getOrDefault(id, 0));
  }

  private void later(long id, Duration after, int polls) {
    scheduled.put(id, polls);
    timers.in(
        after,
        () -> {
          if (known.containsKey(id) && !running.contains(id)) {
            ready.add(id);
          }
        });
  }

  int runningJobs() {
    return jobs.size();
  }
}
