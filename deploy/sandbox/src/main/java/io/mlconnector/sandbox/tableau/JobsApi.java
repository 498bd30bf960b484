package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** Jobs: asked for one by one, listed under other names, and cancelled (sheet T5). */
final class JobsApi {

  private final Site site;
  private final Limits limits;

  JobsApi(Site site, Limits limits) {
    this.site = site;
    this.limits = limits;
  }

  void mount(RestApi api) {
    api.on(HttpMethod.GET, "/jobs", "3.1", "job", this::list);
    api.on(HttpMethod.GET, "/jobs/:job", "2.0", "job", this::get);
    api.on(HttpMethod.PUT, "/jobs/:job", "3.1", "job", this::cancel);
  }

  private void list(ApiCall call) {
    limits.jobCall();
    Listing<Job> listing =
        new Listing<>(
            "backgroundJobs",
            "backgroundJob",
            Map.of("jobType", job -> job.type),
            job -> job.background(site.clock.instant()));
    call.answer(200, listing.page(call, site.jobs.all()));
  }

  private void get(ApiCall call) {
    call.allow();
    limits.jobCall();
    call.answer(200, json(site, job(call)));
  }

  private void cancel(ApiCall call) {
    call.allow();
    Job job = job(call);
    if (!job.isOver()) {
      site.jobs.cancel(job);
    }
    call.answerEmpty(200);
  }

  private Job job(ApiCall call) {
    return site.jobs
        .job(call.path("job"))
        .orElseThrow(() -> Refusal.notFound("404009", "The job could not be found."));
  }

  static ObjectNode json(Site site, Job job) {
    ObjectNode answer = SandboxJson.object();
    answer.set("job", job.json(site.clock.instant()));
    return answer;
  }

  /** All jobs, newest last, as they are shown to whoever tests. */
  static ArrayNode all(Site site) {
    ArrayNode all = SandboxJson.array();
    site.jobs.all().forEach(job -> all.add(job.json(site.clock.instant())));
    return all;
  }
}
