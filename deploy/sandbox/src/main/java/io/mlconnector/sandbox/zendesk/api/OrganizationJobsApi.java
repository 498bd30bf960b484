package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.Organization;
import io.mlconnector.sandbox.zendesk.state.Organizations;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.ArrayList;
import java.util.List;

/** {@code /organizations} in bulk, by jobs of at most 100: vendor sheet A2. */
final class OrganizationJobsApi {

  private static final int MOST = 100;

  private final Organizations organizations;
  private final JobReplies jobs;

  OrganizationJobsApi(Account account, JobReplies jobs) {
    this.organizations = account.organizations();
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
      steps.add(JobStep.create(() -> create(body)));
    }
    return jobs.start(call, "Bulk Create Organizations", steps);
  }

  private long create(ObjectNode body) {
    return organizations.insert(organizations.check(body)).entity().id();
  }

  /** Either one change for the ids of the query, or a change for each organization of the body. */
  private Reply updateMany(ApiCall call) {
    call.caller().requireAdmin();
    List<JobStep> steps = new ArrayList<>();
    List<ObjectNode> targets = BulkTargets.ofQuery(call);
    if (targets.isEmpty()) {
      for (ObjectNode body : atMost(call.many("organizations"))) {
        steps.add(update(body, body));
      }
    } else {
      ObjectNode change = call.one("organization");
      targets.forEach(target -> steps.add(update(target, change)));
    }
    return jobs.start(call, "Bulk Update Organizations", steps);
  }

  private JobStep update(ObjectNode target, ObjectNode change) {
    return JobStep.change(
        "update", "Updated", () -> organizations.update(idOf(target), change).entity().id());
  }

  private Reply destroyMany(ApiCall call) {
    call.caller().requireAdmin();
    List<ObjectNode> targets = BulkTargets.ofQuery(call);
    if (targets.isEmpty()) {
      throw Refusals.missing("ids");
    }
    List<JobStep> steps = new ArrayList<>();
    targets.forEach(
        target ->
            steps.add(
                JobStep.change(
                    "delete",
                    "Deleted",
                    () -> {
                      long id = idOf(target);
                      organizations.delete(id);
                      return id;
                    })));
    return jobs.start(call, "Bulk Delete Organizations", steps);
  }

  private long idOf(ObjectNode target) {
    return organizations.match(target).map(Organization::id).orElseThrow(Refusals::notFound);
  }

  private static List<ObjectNode> atMost(List<ObjectNode> bodies) {
    if (bodies.size() > MOST) {
      throw Refusals.tooManyValues();
    }
    return bodies;
  }
}
