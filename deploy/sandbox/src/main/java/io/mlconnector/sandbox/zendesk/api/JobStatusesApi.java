package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Job;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code /job_statuses}: how far bulk jobs are. Vendor sheet A2. */
final class JobStatusesApi {

  private static final int SHOWN = 100;

  private final Account account;
  private final Paging paging;
  private final JobReplies replies;

  JobStatusesApi(Account account, Paging paging, JobReplies replies) {
    this.account = account;
    this.paging = paging;
    this.replies = replies;
  }

  void mount(Routes routes) {
    routes.get("job_statuses", call -> whole(newest()));
    routes.get("job_statuses/show_many", this::showMany);
    routes.get("job_statuses/{id}", this::show);
  }

  private Reply show(ApiCall call) {
    return replies.one(
        account.jobs().byId(call.path("id")).orElseThrow(Refusals::notFoundWithoutBody));
  }

  private Reply showMany(ApiCall call) {
    List<String> ids = call.values("ids").orElseThrow(() -> Refusals.missing("ids"));
    return whole(ids.stream().flatMap(id -> account.jobs().byId(id).stream()).toList());
  }

  private List<Job> newest() {
    List<Job> jobs = new ArrayList<>(account.jobs().all());
    Collections.reverse(jobs);
    return jobs.subList(0, Math.min(SHOWN, jobs.size()));
  }

  private Reply whole(List<Job> jobs) {
    return paging.whole("job_statuses", jobs, job -> job.render(account.views()));
  }
}
