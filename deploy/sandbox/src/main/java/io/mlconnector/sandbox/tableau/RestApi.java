package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * What stands before every call: the version, the session, its scopes, the site and the limits; and
 * how refusals are answered.
 */
final class RestApi {

  /** Answers one call, alone on the site. */
  @FunctionalInterface
  interface Endpoint {
    void handle(ApiCall call);
  }

  static final String SITE = "/sites/:site";

  private final Site site;
  private final Supplier<TableauSettings> settings;
  private final Limits limits;
  private final Router router;

  RestApi(Site site, Supplier<TableauSettings> settings, Limits limits, Router router) {
    this.site = site;
    this.settings = settings;
    this.limits = limits;
    this.router = router;
    open(HttpMethod.GET, "/serverinfo", null, this::serverInfo);
  }

  /** Adds a call that needs no session. */
  RestApi open(HttpMethod method, String path, String since, Endpoint endpoint) {
    router
        .route(method, "/api/:version" + path)
        .blockingHandler(call -> answer(call, since, endpoint), false);
    return this;
  }

  /** Adds a call of the site; {@code group} names its scope. */
  RestApi on(HttpMethod method, String path, String since, String group, Endpoint endpoint) {
    router
        .route(method, "/api/:version" + SITE + path)
        .blockingHandler(
            http ->
                answer(
                    http,
                    since,
                    call -> {
                      Session session = signedIn(http);
                      limits.call(session.user());
                      allowed(session, group);
                      if (!call.path("site").equals(Site.ID)) {
                        throw Refusal.notFound("404000", "The site could not be found.");
                      }
                      endpoint.handle(new ApiCall(http, call.version(), session));
                    }),
            false);
    return this;
  }

  /** Answers whatever is nothing of the above. */
  void end() {
    router
        .route("/api/*")
        .handler(
            http ->
                ApiCall.error(http, Refusal.unknownVersion("There is no such resource."))
                    .send(http));
  }

  Session signedIn(RoutingContext http) {
    return site.sessions.use(http.request().getHeader("X-Tableau-Auth"));
  }

  /** A call outside the scopes of a token is answered like an ended session. */
  private void allowed(Session session, String group) {
    String scope = settings.get().scopes().get(group);
    if (session.scopes() != null && !session.scopes().contains(scope)) {
      throw new Refusal(
          "401002", "Unauthorized Access", "The token's scopes do not allow this: " + scope);
    }
  }

  private void answer(RoutingContext http, String since, Endpoint endpoint) {
    try {
      synchronized (site) {
        site.jobs.settle();
        endpoint.handle(new ApiCall(http, version(http, since), null));
      }
    } catch (Refusal e) {
      ApiCall.error(http, e).send(http);
    } catch (Limits.TooMany e) {
      limits.reply(http, e).send(http);
    }
  }

  private ApiVersion version(RoutingContext http, String since) {
    try {
      ApiVersion version = ApiVersion.parse(http.pathParam("version"));
      boolean known =
          settings.get().version().isAtLeast(version)
              && (since == null || version.isAtLeast(ApiVersion.parse(since)));
      if (known) {
        return version;
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.unknownVersion("The API version is no version.");
    }
    throw Refusal.unknownVersion(
        "The API version " + http.pathParam("version") + " does not know this resource.");
  }

  private void serverInfo(ApiCall call) {
    call.allow();
    ObjectNode answer = SandboxJson.object();
    ObjectNode info = answer.putObject("serverInfo");
    info.putObject("productVersion")
        .put("value", settings.get().productVersion())
        .put("build", "20261.26.0410.1320");
    info.put("restApiVersion", settings.get().restApiVersion());
    call.answer(200, answer);
  }

  /** A page as proxies and the server's web server show it. */
  static Reply html(int status) {
    return Reply.text(
        status,
        "text/html; charset=utf-8",
        "<!DOCTYPE html>\n<html><head><title>"
            + status
            + " Tableau</title></head><body><h1>We're sorry</h1>"
            + "<p>The server took too long or is busy. Try again later.</p></body></html>\n");
  }
}
