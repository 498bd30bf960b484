package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;

/** Users of the site: each may look at itself, and an administrator at everybody. */
final class UsersApi {

  void mount(RestApi api) {
    api.on(HttpMethod.GET, "/users/:user", "2.0", "read", UsersApi::get);
  }

  private static void get(ApiCall call) {
    call.allow();
    User user =
        User.ALL.stream()
            .filter(each -> each.id().equals(call.path("user")))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("404002", "The user could not be found."));
    if (!user.equals(call.session().user())) {
      call.session().user().mustAdminister();
    }
    ObjectNode answer = SandboxJson.object();
    answer
        .putObject("user")
        .put("id", user.id())
        .put("name", user.name())
        .put("siteRole", user.role().siteRole);
    call.answer(200, answer);
  }
}
