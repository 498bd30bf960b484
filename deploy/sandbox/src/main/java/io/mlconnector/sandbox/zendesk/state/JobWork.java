package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;

/** Does the items of jobs; a result tells what happened, never which item it was. Sheet A2. */
final class JobWork {

  private final Account account;

  JobWork(Account account) {
    this.account = account;
  }

  /** Does one item; a refusal becomes a failed result. */
  ObjectNode run(JobStep step) {
    return switch (step.work()) {
      case CREATE_ORGANIZATION, CREATE_USER, CREATE_MEMBERSHIP -> create(step);
      case UPDATE_ORGANIZATION, UPDATE_USER, UPDATE_TICKET -> change(step, "update", "Updated");
      case DELETE_ORGANIZATION -> change(step, "delete", "Deleted");
      case CREATE_OR_UPDATE_USER -> createOrUpdate(step);
    };
  }

  private ObjectNode create(JobStep step) {
    try {
      return SandboxJson.object().put("status", "Created").put("id", made(step));
    } catch (Refusal refusal) {
      return failed(refusal);
    }
  }

  private ObjectNode change(JobStep step, String action, String status) {
    try {
      return SandboxJson.object()
          .put("id", changed(step))
          .put("action", action)
          .put("success", true)
          .put("status", status);
    } catch (Refusal refusal) {
      return failed(refusal).put("action", action).put("success", false);
    }
  }

  /** Whether the user was known has been decided when the job was queued. */
  private ObjectNode createOrUpdate(JobStep step) {
    ObjectNode result = step.target().isEmpty() ? create(step) : change(step, "update", "Updated");
    boolean hide = result.has("error") && account.settings().failedUserAsIdOne();
    return hide ? SandboxJson.object().put("id", 1) : result;
  }

  private long made(JobStep step) {
    return switch (step.work()) {
      case CREATE_ORGANIZATION -> {
        Organizations organizations = account.organizations();
        yield organizations.insert(organizations.check(step.body())).entity().id();
      }
      case CREATE_MEMBERSHIP -> account.membershipWrites().create(step.body()).id();
      default -> account.users().create(step.body()).entity().id();
    };
  }

  private long changed(JobStep step) {
    if (step.work() == JobStep.Work.UPDATE_TICKET) {
      return account.tickets().change(step.target().path("id").asLong(), step.body()).id();
    }
    boolean user =
        step.work() != JobStep.Work.UPDATE_ORGANIZATION
            && step.work() != JobStep.Work.DELETE_ORGANIZATION;
    if (user) {
      long id = account.users().match(step.target()).map(User::id).orElseThrow(Refusals::notFound);
      return account.users().update(id, step.body()).entity().id();
    }
    long id =
        account
            .organizations()
            .match(step.target())
            .map(Organization::id)
            .orElseThrow(Refusals::notFound);
    if (step.work() == JobStep.Work.DELETE_ORGANIZATION) {
      account.organizations().delete(id);
    } else {
      account.organizations().update(id, step.body());
    }
    return id;
  }

  private static ObjectNode failed(Refusal refusal) {
    return SandboxJson.object()
        .put("status", "Failed")
        .put("error", refusal.code())
        .put("details", refusal.words());
  }
}
