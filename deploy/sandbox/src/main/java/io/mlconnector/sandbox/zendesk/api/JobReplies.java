package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Job;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.Jobs;
import java.util.List;

/** Queues jobs for endpoints and answers with their status. */
final class JobReplies {

  private final Account account;

  JobReplies(Account account) {
    this.account = account;
  }

  /** Answers 200 with the queued job; 429 TooManyJobs when 30 are under way. */
  Reply start(ApiCall call, String type, List<JobStep> steps) {
    tellInFlight(call);
    Job job = account.jobs().start(type, steps);
    tellInFlight(call);
    return one(job);
  }

  Reply one(Job job) {
    ObjectNode json = SandboxJson.object();
    json.set("job_status", job.render(account.views()));
    return Reply.json(200, json);
  }

  private void tellInFlight(ApiCall call) {
    int left = Jobs.MOST - account.jobs().active().size();
    call.tell(
        "zendesk-ratelimit-inflight-jobs",
        "total=" + Jobs.MOST + "; remaining=" + left + "; resets=60");
  }
}
