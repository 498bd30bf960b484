package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.JobStep.Work;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.ArrayList;
import java.util.List;

/** {@code /users} in bulk; two of the three need the account's bulk user import. Sheet A3. */
final class UserJobsApi {

  private static final int MOST = 100;

  private final Account account;
  private final JobReplies jobs;

  UserJobsApi(Account account, JobReplies jobs) {
    this.account = account;
    this.jobs = jobs;
  }

  void mount(Routes routes) {
    routes.post("users/create_many", this::createMany);
    routes.post("users/create_or_update_many", this::createOrUpdateMany);
    routes.put("users/update_many", this::updateMany);
  }

  private Reply createMany(ApiCall call) {
    requireBulkImport(call);
    List<JobStep> steps = new ArrayList<>();
    for (ObjectNode body : atMost(call.many("users"))) {
      steps.add(JobStep.of(Work.CREATE_USER, body));
    }
    return jobs.start(call, "Bulk Create User", steps);
  }

  /** Finds all users before the first is written: one that occurs twice is made twice, or fails. */
  private Reply createOrUpdateMany(ApiCall call) {
    requireBulkImport(call);
    List<JobStep> steps = new ArrayList<>();
    for (ObjectNode body : atMost(call.many("users"))) {
      steps.add(new JobStep(Work.CREATE_OR_UPDATE_USER, known(body), body));
    }
    return jobs.start(call, "Bulk Create Or Update User", steps);
  }

  private ObjectNode known(ObjectNode body) {
    ObjectNode target = body.objectNode();
    if (body.hasNonNull("id")) {
      return target.set("id", body.get("id"));
    }
    account.users().match(body).ifPresent(user -> target.put("id", user.id()));
    return target;
  }

  private Reply updateMany(ApiCall call) {
    call.caller().requireAdmin();
    List<JobStep> steps = new ArrayList<>();
    List<ObjectNode> targets = BulkTargets.ofQuery(call);
    if (targets.isEmpty()) {
      for (ObjectNode body : atMost(call.many("users"))) {
        ObjectNode target = body.deepCopy();
        target.remove("email");
        steps.add(new JobStep(Work.UPDATE_USER, target, body));
      }
    } else {
      ObjectNode change = call.one("user");
      targets.forEach(target -> steps.add(new JobStep(Work.UPDATE_USER, target, change)));
    }
    return jobs.start(call, "Bulk Update User", steps);
  }

  private void requireBulkImport(ApiCall call) {
    call.caller().requireAdmin();
    if (!account.settings().bulkUserImport()) {
      throw Refusals.forbidden();
    }
  }

  private static List<ObjectNode> atMost(List<ObjectNode> bodies) {
    if (bodies.size() > MOST) {
      throw Refusals.tooManyUsers();
    }
    return bodies;
  }
}
