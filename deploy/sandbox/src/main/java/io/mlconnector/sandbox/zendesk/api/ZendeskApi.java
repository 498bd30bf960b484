package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.zendesk.state.Account;
import io.vertx.ext.web.Router;

/** All paths that the vendor serves. */
public final class ZendeskApi {

  private final Account account;
  private final RateLimits limits;

  public ZendeskApi(Account account, RateLimits limits) {
    this.account = account;
    this.limits = limits;
  }

  public void mount(Router router) {
    router.post("/oauth/tokens").handler(new TokenEndpoint(account));
    router.get("/oauth/authorizations/new").handler(new ConsentPage(account));
    router.route("/api/v2/*").handler(new ApiHandler(account, limits, routes()));
  }

  private Routes routes() {
    Routes routes = new Routes();
    Paging paging = new Paging(account.views());
    JobReplies jobs = new JobReplies(account);
    new OrganizationsApi(account, limits, paging).mount(routes);
    new OrganizationJobsApi(jobs).mount(routes);
    new UsersApi(account, paging).mount(routes);
    new UserWritesApi(account, limits).mount(routes);
    new UserJobsApi(account, jobs).mount(routes);
    new IdentitiesApi(account, paging).mount(routes);
    new MembershipsApi(account, paging, jobs).mount(routes);
    new FieldsApi(account, account.organizationFields(), paging).mount(routes);
    new FieldsApi(account, account.userFields(), paging).mount(routes);
    new JobStatusesApi(account, paging, jobs).mount(routes);
    new TicketsApi(account, paging, jobs).mount(routes);
    new IncrementalApi(account, limits).mount(routes);
    new WebhooksApi(account).mount(routes);
    new TriggersApi(account, paging).mount(routes);
    new SearchApi(account, paging).mount(routes);
    new SearchExportApi(account, limits).mount(routes);
    new DirectoryApi(account, paging).mount(routes);
    new GroupMembershipsApi(account, paging).mount(routes);
    new CurrentTokenApi(account).mount(routes);
    return routes;
  }
}
