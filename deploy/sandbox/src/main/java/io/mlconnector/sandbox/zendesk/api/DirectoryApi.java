package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Directory;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** {@code /groups}, {@code /custom_roles} and {@code /brands}, to be read. */
final class DirectoryApi {

  private final Account account;
  private final Paging paging;

  DirectoryApi(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  void mount(Routes routes) {
    Directory directory = account.directory();
    mount(routes, "group", directory::groups);
    mount(routes, "custom_role", directory::customRoles);
    mount(routes, "brand", directory::brands);
  }

  private void mount(Routes routes, String kind, Supplier<Collection<ObjectNode>> all) {
    String plural = kind + "s";
    routes.get(
        plural,
        call ->
            paging.page(
                call,
                plural,
                List.copyOf(all.get()),
                each -> each.get("id").asLong(),
                each -> linked(plural, each)));
    routes.get(plural + "/{id}", call -> show(call, kind, all.get()));
  }

  private Reply show(ApiCall call, String kind, Collection<ObjectNode> all) {
    long id = call.id("id");
    ObjectNode found =
        all.stream()
            .filter(each -> each.get("id").asLong() == id)
            .findFirst()
            .orElseThrow(Refusals::notFound);
    ObjectNode json = SandboxJson.object();
    json.set(kind, linked(kind + "s", found));
    return Reply.json(200, json);
  }

  private ObjectNode linked(String plural, ObjectNode value) {
    String url = account.views().url(plural + "/" + value.get("id").asText() + ".json");
    return value.deepCopy().put("url", url);
  }
}
