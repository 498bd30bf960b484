package io.mlconnector.console.work;

import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does step by step what people ask for and takes longer than a page, in their names. How far it is
 * stands in the database, for every replica; work whose replica stopped is said to have stopped.
 */
@ApplicationScoped
public class LongWork {

  private static final Log LOG = Log.of(LongWork.class);
  private static final int AT_ONCE = 4;
  private static final int QUEUE = 20;

  /** A step takes a second or so; a replica that says nothing for that long has stopped. */
  private static final Duration SILENT = Duration.ofMinutes(2);

  private static final Duration SHOWN = Duration.ofHours(1);

  private static final String BEGIN =
      """
      insert into long_work (key, what, connection, author, total, since, seen)
      values (?, ?, ?, ?, ?, ?, ?) on conflict (key) where ended is null do nothing returning id
      """;

  private static final String STOPPED =
      """
      update long_work set ended = seen, words = 'It stopped with its replica: press again for the rest'
      where ended is null and seen < ?
      """;

  private static final String LATELY =
      """
      select id, what, connection, author, done, total, since, ended, words from long_work
      where ended is null or ended > ? order by since desc limit 20
      """;

  private final Transactions transactions;
  private final CurrentIdentityAssociation current;
  private final InNameOf names;
  private final Clock clock;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(QUEUE),
          task -> {
            Thread thread = new Thread(task, "long-work");
            thread.setDaemon(true);
            return thread;
          });

  public LongWork(
      Transactions transactions, CurrentIdentityAssociation current, InNameOf names, Clock clock) {
    this.transactions = transactions;
    this.current = current;
    this.names = names;
    this.clock = clock;
  }

  /** One step of it. */
  @FunctionalInterface
  public interface Step {

    /**
     * @return how many records it did; 0 where none was left
     * @throws Problem where it cannot go on
     */
    long run();
  }

  /**
   * What is to be done.
   *
   * @param key the same for the same work
   * @param what in words, without an end
   * @param connection null where it is about none
   * @param total how many records there are; no more are done
   */
  public record Asked(String key, String what, String connection, long total) {}

  /**
   * Begins it, in the name of the person who asks.
   *
   * @throws Problem 409 where the same is under way, 503 where too much is
   */
  public Work begin(Asked asked, String author, Step step) {
    SecurityIdentity person = current.getIdentity();
    Instant now = clock.instant();
    long id =
        transactions
            .inTransaction(
                sql -> {
                  Query.update(sql, STOPPED, Timestamp.from(now.minus(SILENT)));
                  Query.update(
                      sql,
                      "delete from long_work where ended < ?",
                      Timestamp.from(now.minus(Duration.ofDays(7))));
                  return Query.list(
                      sql,
                      row -> row.getLong(1),
                      BEGIN,
                      asked.key(),
                      asked.what(),
                      asked.connection(),
                      author,
                      asked.total(),
                      Timestamp.from(now),
                      Timestamp.from(now));
                })
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "The same is under way already: wait until it is done, it is shown on the"
                            + " pages Parked and Live"));
    try {
      Callable<Void> whole =
          names.carried(
              () -> {
                as(person, () -> all(id, asked.total(), step));
                return null;
              });
      executor.submit(whole);
    } catch (RejectedExecutionException e) {
      end(id, "Not begun: too much was under way");
      throw Problem.unavailable(
          "Too much is under way already: try again when some of it is done",
          Duration.ofSeconds(30));
    }
    return new Work(
        id, asked.what(), asked.connection(), author, 0, asked.total(), now, null, null);
  }

  /**
   * What runs, and what ended in the last hour, the newest first; 20 at most. Who sees some
   * connections only is shown what concerns those.
   */
  public List<Work> lately() {
    Instant now = clock.instant();
    Scope scope = names.scope();
    return transactions
        .inTransaction(
            sql -> {
              Query.update(sql, STOPPED, Timestamp.from(now.minus(SILENT)));
              return Query.list(sql, LongWork::read, LATELY, Timestamp.from(now.minus(SHOWN)));
            })
        .stream()
        .filter(work -> work.connection() == null ? scope.isAll() : scope.sees(work.connection()))
        .toList();
  }

  private static Work read(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp(8);
    return new Work(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getTimestamp(7).toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString(9));
  }

  /** As many as there were when it began, so that what fails again is not done for ever. */
  private void all(long id, long total, Step step) {
    long done = 0;
    String end = "Done";
    try {
      while (done < total) {
        long some = step.run();
        if (some == 0) {
          break;
        }
        done += some;
        advance(id, done);
      }
    } catch (Problem e) {
      end = e.getMessage();
    } catch (RuntimeException e) {
      LOG.error(e, "Long work failed", "work", id);
      end = "It failed: look into the log of the console";
    }
    end(id, end);
  }

  private void advance(long id, long done) {
    transactions.run(
        sql ->
            Query.update(
                sql,
                "update long_work set done = ?, seen = ? where id = ?",
                done,
                Timestamp.from(clock.instant()),
                id));
  }

  private void end(long id, String words) {
    transactions.run(
        sql ->
            Query.update(
                sql,
                "update long_work set ended = ?, words = ? where id = ?",
                Timestamp.from(clock.instant()),
                words,
                id));
  }

  private void as(SecurityIdentity person, Runnable work) {
    ManagedContext request = Arc.container().requestContext();
    request.activate();
    try {
      current.setIdentity(person);
      work.run();
    } finally {
      request.terminate();
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
