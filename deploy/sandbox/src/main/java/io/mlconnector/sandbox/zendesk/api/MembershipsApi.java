package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.Membership;
import io.mlconnector.sandbox.zendesk.state.MembershipWrites;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** {@code /organization_memberships}: who belongs to which organization. Vendor sheet A3. */
final class MembershipsApi {

  private static final String KEY = "organization_membership";
  private static final String ALL = "organization_memberships";
  private static final int MOST = 100;

  private final Account account;
  private final MembershipWrites writes;
  private final Paging paging;
  private final JobReplies jobs;

  MembershipsApi(Account account, Paging paging, JobReplies jobs) {
    this.account = account;
    this.writes = account.membershipWrites();
    this.paging = paging;
    this.jobs = jobs;
  }

  void mount(Routes routes) {
    routes.get(ALL, call -> page(call, account.memberships().all()));
    routes.get("users/{user}/" + ALL, this::ofUser);
    routes.get("organizations/{organization}/" + ALL, this::ofOrganization);
    routes.get(ALL + "/{id}", call -> one(200, writes.find(call.id("id"))));
    routes.post(ALL, this::create);
    routes.post(ALL + "/create_many", this::createMany);
    routes.put("users/{user}/" + ALL + "/{id}/make_default", this::makeDefault);
    routes.delete(ALL + "/{id}", this::delete);
    routes.delete("users/{user}/" + ALL + "/{id}", this::delete);
  }

  private Reply ofUser(ApiCall call) {
    long user = account.users().active(call.id("user")).id();
    return page(call, account.memberships().ofUser(user));
  }

  private Reply ofOrganization(ApiCall call) {
    long id = call.id("organization");
    account.organizations().byId(id).orElseThrow(Refusals::notFound);
    return page(call, account.memberships().ofOrganization(id));
  }

  private Reply create(ApiCall call) {
    ObjectNode body = call.one(KEY);
    call.caller()
        .requireMayChange(
            account.users().byId(body.path("user_id").asLong()).orElse(null), SandboxJson.object());
    return one(201, writes.create(body));
  }

  private Reply createMany(ApiCall call) {
    call.caller().requireAdmin();
    List<ObjectNode> bodies = call.many(ALL);
    if (bodies.size() > MOST) {
      throw Refusals.tooManyValues();
    }
    List<JobStep> steps = new ArrayList<>();
    bodies.forEach(body -> steps.add(JobStep.of(JobStep.Work.CREATE_MEMBERSHIP, body)));
    return jobs.start(call, "Bulk Create Organization Memberships", steps);
  }

  private Reply makeDefault(ApiCall call) {
    writes.makeDefault(call.id("user"), call.id("id"));
    return ofUser(call);
  }

  private Reply delete(ApiCall call) {
    Membership membership = writes.find(call.id("id"));
    if (call.path("user") != null && call.id("user") != membership.userId()) {
      throw Refusals.notFound();
    }
    writes.delete(membership.id());
    return Reply.empty(204);
  }

  private Reply page(ApiCall call, Collection<Membership> some) {
    List<Membership> ordered =
        some.stream().sorted(Comparator.comparingLong(Membership::id)).toList();
    return paging.page(call, ALL, ordered, Membership::id, each -> each.render(account.views()));
  }

  private Reply one(int status, Membership membership) {
    ObjectNode json = SandboxJson.object();
    json.set(KEY, membership.render(account.views()));
    return Reply.json(status, json);
  }
}
