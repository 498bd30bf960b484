package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.function.Supplier;

/** Signing in with a personal access token or a connected app's token, and out (sheet T1). */
final class SignInApi {

  private static final ApiVersion FIRST_WITH_JWT = new ApiVersion(3, 17);

  private final Site site;
  private final Supplier<TableauSettings> settings;

  SignInApi(Site site, Supplier<TableauSettings> settings) {
    this.site = site;
    this.settings = settings;
  }

  void mount(RestApi api) {
    api.open(HttpMethod.POST, "/auth/signin", "3.6", this::signIn);
    api.open(
        HttpMethod.POST,
        "/auth/signout",
        "2.0",
        call -> {
          site.sessions.signOut(api.signedIn(call.http()).token());
          call.answerEmpty(204);
        });
  }

  /** The host that everybody knows: it sends a sign-in to the pod where the site is. */
  static void mountGeneric(Router router, Supplier<URI> pod) {
    router
        .post("/api/:version/auth/signin")
        .handler(
            call ->
                Reply.empty(301).header("Location", pod.get() + call.request().path()).send(call));
    router.route().handler(call -> ApiCall.error(call, Refusal.session()).send(call));
  }

  private void signIn(ApiCall call) {
    call.allow();
    ObjectNode body = call.body();
    ApiCall.onlyMembers(body, "credentials");
    JsonNode credentials = body.path("credentials");
    ApiCall.onlyMembers(
        credentials,
        "personalAccessTokenName",
        "personalAccessTokenSecret",
        "jwt",
        "isUat",
        "site");
    if (!credentials.path("site").has("contentUrl")) {
      throw Refusal.badRequest("credentials.site.contentUrl: missing.");
    }
    Session session = session(call, credentials);
    ObjectNode answer = SandboxJson.object();
    ObjectNode given = answer.putObject("credentials");
    given.put("token", session.token());
    given.put("estimatedTimeToExpiration", "%d:00".formatted(settings.get().idleMinutes()));
    given.putObject("site").put("id", Site.ID).put("contentUrl", TableauAccounts.SITE);
    given.putObject("user").put("id", session.user().id());
    call.answer(200, answer);
  }

  private Session session(ApiCall call, JsonNode credentials) {
    boolean pat = credentials.has("personalAccessTokenName");
    boolean jwt = credentials.has("jwt");
    if (pat == jwt || (pat && !credentials.has("personalAccessTokenSecret"))) {
      throw Refusal.badRequest(
          "credentials: personalAccessTokenName and personalAccessTokenSecret, or jwt.");
    }
    if (!credentials.path("site").path("contentUrl").asText().equals(TableauAccounts.SITE)) {
      throw Refusal.signIn();
    }
    if (pat) {
      return site.sessions.signInWithPat(
          credentials.path("personalAccessTokenName").asText(),
          credentials.path("personalAccessTokenSecret").asText());
    }
    if (!call.version().isAtLeast(FIRST_WITH_JWT) || credentials.path("isUat").asBoolean()) {
      throw Refusal.badRequest("credentials.jwt: not known in this form.");
    }
    return site.sessions.signInWithJwt(credentials.path("jwt").asText());
  }
}
