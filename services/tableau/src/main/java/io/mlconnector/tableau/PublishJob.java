package io.mlconnector.tableau;

import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.tableau.api.JobsApi;
import io.mlconnector.tableau.api.JobsApi.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A job that publishes or updates a table. It is over only when it says when it was completed: its
 * finish code is wrong before.
 *
 * @param id the job's
 * @param key the table's LUID, where it was there before; empty where the job makes it
 */
record PublishJob(String id, String key) {

  private static final Duration SOONEST = Duration.ofMillis(500);
  private static final Duration LATEST = Duration.ofSeconds(30);

  /** How long an index may take to show what was made. */
  private static final Duration LAG = Duration.ofSeconds(5);

  private static final String SEPARATOR = "/";

  static PublishJob of(String text) {
    int at = text.indexOf(SEPARATOR);
    return at < 0
        ? new PublishJob(text, "")
        : new PublishJob(text.substring(0, at), text.substring(at + 1));
  }

  /** As it is kept until it is asked again. */
  String text() {
    return key.isEmpty() ? id : id + SEPARATOR + key;
  }

  TableProgress begun() {
    return new TableProgress.Running(text(), SOONEST);
  }

  /**
   * Asks how far it is.
   *
   * @param named looks for the table where neither we nor the job know its LUID
   */
  TableProgress asked(Site site, Supplier<Optional<String>> named) {
    Job job = job(site);
    if (job.completedAt() == null) {
      return new TableProgress.Running(text(), again(job, site.connection().clock().instant()));
    }
    return switch (String.valueOf(job.finishCode())) {
      case "0", "3" -> done(job, named);
      case "2" -> new TableProgress.Failed("Somebody cancelled Tableau's job");
      default -> new TableProgress.Failed(words(job));
    };
  }

  private Job job(Site site) {
    try {
      return site.client(JobsApi.class).one(site.version(), site.id(), id).job();
    } catch (VendorFailure failure) {
      throw failure.status() == 404
          ? VendorFailure.unavailable(
              404, null, true, "Tableau does not know its job any more: " + failure.getMessage())
          : failure;
    }
  }

  /** The longer it takes the less often, as much as the time that it took makes of it. */
  private static Duration again(Job job, Instant now) {
    if (job.createdAt() == null) {
      return SOONEST.multipliedBy(4);
    }
    Duration share = Duration.between(job.createdAt(), now).multipliedBy(2).dividedBy(5);
    if (share.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return share.compareTo(LATEST) < 0 ? share : LATEST;
  }

  private TableProgress done(Job job, Supplier<Optional<String>> named) {
    if (!key.isEmpty()) {
      return new TableProgress.Done(key);
    }
    if (job.datasource() != null && job.datasource().id() != null) {
      return new TableProgress.Done(job.datasource().id());
    }
    return named
        .get()
        .<TableProgress>map(TableProgress.Done::new)
        .orElseGet(() -> new TableProgress.Running(text(), LAG));
  }

  private static String words(Job job) {
    if (job.statusNotes() != null && job.statusNotes().statusNote() != null) {
      for (JobsApi.Note note : job.statusNotes().statusNote()) {
        if (note.text() != null && !note.text().isBlank()) {
          return note.text();
        }
      }
    }
    boolean refresh = job.extractRefreshJob() != null && job.extractRefreshJob().notes() != null;
    return refresh
        ? job.extractRefreshJob().notes()
        : "Tableau's job %s failed and gives no reason; columns that differ from those of the"
                .formatted(job.id())
            + " published table, or another update at the same time, are usual ones";
  }
}
