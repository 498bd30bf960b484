package io.mlconnector.sandbox.tableau;

import java.time.Instant;
import java.util.function.Supplier;

/** Starts refreshes of extracts, of which a site has so many an hour (sheet T1, T5). */
final class RefreshJob {

  private final Site site;
  private final Supplier<TableauSettings> settings;
  private final Limits limits;

  RefreshJob(Site site, Supplier<TableauSettings> settings, Limits limits) {
    this.site = site;
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * Answers a call with the job.
   *
   * @param started raises the event that says so
   */
  void start(ApiCall call, Job.Target target, Runnable started, Job.Work work) {
    limits.refresh();
    started.run();
    Instant now = site.clock.instant();
    Instant starts = now.plusMillis(settings.get().queueMillis());
    Job job =
        new Job(
            "RefreshExtract",
            target,
            now,
            starts,
            starts.plusMillis(settings.get().refreshMillis()),
            work);
    site.jobs.add(job);
    call.answer(202, JobsApi.json(site, job));
  }
}
