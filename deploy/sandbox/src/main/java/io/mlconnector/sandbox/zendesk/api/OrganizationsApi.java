package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Draft;
import io.mlconnector.sandbox.zendesk.state.Organization;
import io.mlconnector.sandbox.zendesk.state.Organizations;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /organizations} for single records and for reading: vendor sheet A2. */
final class OrganizationsApi {

  private final Account account;
  private final Organizations organizations;
  private final RateLimits limits;
  private final Paging paging;
  private final AgentRights rights;
  private final CachedCount count;

  OrganizationsApi(Account account, RateLimits limits, Paging paging) {
    this.account = account;
    this.organizations = account.organizations();
    this.limits = limits;
    this.paging = paging;
    this.rights = new AgentRights(account);
    this.count = new CachedCount(account, () -> organizations.all().size());
  }

  void mount(Routes routes) {
    routes.get("organizations", this::list);
    routes.get("organizations/count", call -> count.reply());
    routes.get("organizations/show_many", this::showMany);
    routes.get("organizations/search", this::search);
    routes.get("organizations/{id}", call -> one(200, found(call)));
    routes.get("organizations/{id}/related", this::related);
    routes.addSlow("POST", "organizations", this::create);
    routes.addSlow("POST", "organizations/create_or_update", this::createOrUpdate);
    routes.put("organizations/{id}", this::update);
    routes.delete("organizations/{id}", this::delete);
  }

  private Reply list(ApiCall call) {
    return page(call, List.copyOf(organizations.all()));
  }

  private Reply page(ApiCall call, List<Organization> some) {
    return paging.page(
        call, "organizations", some, Organization::id, account.views()::organization);
  }

  private Reply showMany(ApiCall call) {
    Optional<List<String>> ids = call.values("ids");
    Optional<List<String>> externalIds = call.values("external_ids");
    Set<Organization> found = new LinkedHashSet<>();
    if (externalIds.isPresent()) {
      externalIds.get().forEach(each -> found.addAll(organizations.allByExternalId(each)));
    } else {
      for (String id : ids.orElseThrow(() -> Refusals.missing("ids"))) {
        organizations.byId(ApiCall.number("ids", id)).ifPresent(found::add);
      }
    }
    return whole(found);
  }

  private Reply search(ApiCall call) {
    Optional<String> externalId = call.query("external_id");
    Optional<String> name = call.query("name");
    if (externalId.isPresent() == name.isPresent()) {
      throw Refusals.badRequest(
          "InvalidParameters", "Either external_id or name has to be given, not both");
    }
    return whole(
        externalId.isPresent()
            ? organizations.allByExternalId(externalId.get())
            : organizations.allByName(name.get()));
  }

  private Reply whole(Collection<Organization> found) {
    return paging.whole("organizations", new ArrayList<>(found), account.views()::organization);
  }

  private Reply related(ApiCall call) {
    ObjectNode json = SandboxJson.object();
    json.putObject("organization_related")
        .put("tickets_count", 0)
        .put("users_count", account.memberships().ofOrganization(found(call).id()).size());
    return Reply.json(200, json);
  }

  /** Checks now and writes a moment later, so that two identical creates can both succeed. */
  private Answer create(ApiCall call) {
    call.caller().requireAdmin();
    return create(call, call.one("organization"));
  }

  private Answer create(ApiCall call, ObjectNode body) {
    Draft draft = organizations.check(body);
    Supplier<Reply> write = () -> written(call, organizations.insert(draft));
    long moment = account.settings().raceMillis();
    return moment == 0 ? new Answer.Now(write.get()) : new Answer.Later(moment, write);
  }

  private Answer createOrUpdate(ApiCall call) {
    call.caller().requireAdmin();
    ObjectNode body = call.one("organization");
    Optional<Organization> known = organizations.match(body);
    if (known.isEmpty()) {
      return create(call, body);
    }
    limits.organizationUpdate(call, known.get().id());
    return new Answer.Now(written(call, organizations.update(known.get().id(), body)));
  }

  private Reply update(ApiCall call) {
    Organization organization = found(call);
    ObjectNode body = call.one("organization");
    limits.organizationUpdate(call, organization.id());
    rights.reduce(call, body);
    return written(call, organizations.update(organization.id(), body));
  }

  private Reply delete(ApiCall call) {
    call.caller().requireAdmin();
    if (organizations.byId(call.id("id")).isEmpty()) {
      throw Refusals.notFoundWithoutBody();
    }
    organizations.delete(call.id("id"));
    return Reply.empty(204);
  }

  private Organization found(ApiCall call) {
    return organizations.byId(call.id("id")).orElseThrow(Refusals::notFound);
  }

  private Reply written(ApiCall call, Written<Organization> written) {
    call.warn(written.ignored());
    Reply reply = one(written.created() ? 201 : 200, written.entity());
    String url = account.views().url("organizations/" + written.entity().id() + ".json");
    return written.created() ? reply.header("Location", url) : reply;
  }

  private Reply one(int status, Organization organization) {
    ObjectNode json = SandboxJson.object();
    json.set("organization", account.views().organization(organization));
    return Reply.json(status, json);
  }
}
