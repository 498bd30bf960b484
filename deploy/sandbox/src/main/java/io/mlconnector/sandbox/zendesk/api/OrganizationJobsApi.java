package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.JobStep.Work;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.ArrayList;
import java.util.List;

/** {@code /organizations} in bulk, by jobs of at most 100: vendor sheet A2. */
final class OrganizationJobsApi {

  private static final int MOST = 100;

  private final JobReplies jobs;

  OrganizationJobsApi(JobReplies jobs) {
    this.jobs = jobs;
  }

  void mount(Routes routes) {
    routes.post("organizations/create_many", this::createMany);
    routes.put("organizations/update_many", this::updateMany);
    routes.delete("organizations/destroy_many", this::destroyMany);
  }

  private Reply createMany(ApiCall call) {
    call.caller().requireAdmin();
    List<JobStep> steps = new ArrayList<>();
    for (ObjectNode body : atMost(call.many("organizations"))) {
      steps.add(JobStep.of(Work.CREATE_ORGANIZATION, body));
    }
    return jobs.start(call, "Bulk Create Organizations", steps);
  }

  /** Either one change for the ids of the query, or a change for each organization of the body. */
  private Reply updateMany(ApiCall call) {
    call.caller().requireAdmin();
    List<JobStep> steps = new ArrayList<>();
    List<ObjectNode> targets = BulkTargets.ofQuery(call);
    if (targets.isEmpty()) {
      for (ObjectNode body : atMost(call.many("organizations"))) {
        steps.add(new JobStep(Work.UPDATE_ORGANIZATION, body, body));
      }
    } else {
      ObjectNode change = call.one("organization");
      targets.forEach(target -> steps.add(new JobStep(Work.UPDATE_ORGANIZATION, target, change)));
    }
    return jobs.start(call, "Bulk Update Organizations", steps);
  }

  private Reply destroyMany(ApiCall call) {
    call.caller().requireAdmin();
    List<ObjectNode> targets = BulkTargets.ofQuery(call);
    if (targets.isEmpty()) {
      throw Refusals.missing("ids");
    }
    List<JobStep> steps = new ArrayList<>();
    targets.forEach(
        target -> steps.add(new JobStep(Work.DELETE_ORGANIZATION, target, target.objectNode())));
    return jobs.start(call, "Bulk Delete Organizations", steps);
  }

  private static List<ObjectNode> atMost(List<ObjectNode> bodies) {
    if (bodies.size() > MOST) {
      throw Refusals.tooManyValues();
    }
    return bodies;
  }
}
