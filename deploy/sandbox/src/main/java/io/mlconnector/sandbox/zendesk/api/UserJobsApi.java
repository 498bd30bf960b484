package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.Refusal;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.User;
import io.mlconnector.sandbox.zendesk.state.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /users} in bulk; two of the three need the account's bulk user import. Sheet A3. */
final class UserJobsApi {

  private static final int MOST = 100;

  private final Account account;
  private final Users users;
  private final JobReplies jobs;

  UserJobsApi(Account account, JobReplies jobs) {
    this.account = account;
    this.users = account.users();
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
      steps.add(JobStep.create(() -> users.create(body).entity().id()));
    }
    return jobs.start(call, "Bulk Create User", steps);
  }

  /** Finds all users before the first is written: one that occurs twice is made twice, or fails. */
  private Reply createOrUpdateMany(ApiCall call) {
    requireBulkImport(call);
    List<JobStep> steps = new ArrayList<>();
    for (ObjectNode body : atMost(call.many("users"))) {
      steps.add(hidingFailure(createOrUpdate(body)));
    }
    return jobs.start(call, "Bulk Create Or Update User", steps);
  }

  private JobStep createOrUpdate(ObjectNode body) {
    Optional<User> known;
    try {
      known = users.match(body);
    } catch (Refusal unknownId) {
      return JobStep.create(
          () -> {
            throw unknownId;
          });
    }
    return known
        .map(user -> update(user.id(), body))
        .orElseGet(() -> JobStep.create(() -> users.create(body).entity().id()));
  }

  private JobStep hidingFailure(JobStep step) {
    return () -> {
      ObjectNode result = step.run();
      boolean hide = result.has("error") && account.settings().failedUserAsIdOne();
      return hide ? SandboxJson.object().put("id", 1) : result;
    };
  }

  private Reply updateMany(ApiCall call) {
    call.caller().requireAdmin();
    List<JobStep> steps = new ArrayList<>();
    List<ObjectNode> targets = BulkTargets.ofQuery(call);
    if (targets.isEmpty()) {
      for (ObjectNode body : atMost(call.many("users"))) {
        steps.add(update(body, body));
      }
    } else {
      ObjectNode change = call.one("user");
      targets.forEach(target -> steps.add(update(target, change)));
    }
    return jobs.start(call, "Bulk Update User", steps);
  }

  private JobStep update(ObjectNode target, ObjectNode change) {
    return JobStep.change(
        "update",
        "Updated",
        () -> {
          long id = byIdOrExternalId(target).map(User::id).orElseThrow(Refusals::notFound);
          return users.update(id, change).entity().id();
        });
  }

  private JobStep update(long id, ObjectNode change) {
    return JobStep.change("update", "Updated", () -> users.update(id, change).entity().id());
  }

  private Optional<User> byIdOrExternalId(ObjectNode target) {
    return users.match(target.deepCopy().without("email"));
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
