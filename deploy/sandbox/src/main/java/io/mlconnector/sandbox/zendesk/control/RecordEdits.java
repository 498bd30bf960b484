package io.mlconnector.sandbox.zendesk.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Inspection;
import io.mlconnector.sandbox.zendesk.state.Organization;
import io.mlconnector.sandbox.zendesk.state.User;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What people do to organizations and users in the vendor's pages. */
final class RecordEdits {

  private final Account account;
  private final Inspection inspection;

  RecordEdits(Account account) {
    this.account = account;
    this.inspection = new Inspection(account);
  }

  void mount(Router router, BiConsumer<RoutingContext, Function<RoutingContext, JsonNode>> answer) {
    String organization = "/organizations/:id";
    String user = "/users/:id";
    router.get("/organizations").handler(call -> answer.accept(call, this::organizations));
    router.get("/users").handler(call -> answer.accept(call, this::users));
    on(router, HttpMethod.GET, organization, answer, this::organization);
    on(router, HttpMethod.GET, user, answer, this::user);
    on(router, HttpMethod.DELETE, organization, answer, this::deleteOrganization);
    on(router, HttpMethod.DELETE, user, answer, this::deleteUser);
    router.post("/organizations").handler(call -> answer.accept(call, this::createOrganization));
    router.post("/users").handler(call -> answer.accept(call, this::createUser));
    router.patch(organization).handler(call -> answer.accept(call, this::changeOrganization));
    router.patch(user).handler(call -> answer.accept(call, this::changeUser));
    router
        .post(organization + "/merge")
        .handler(call -> answer.accept(call, this::mergeOrganization));
    router.post(user + "/merge").handler(call -> answer.accept(call, this::mergeUser));
    on(router, HttpMethod.POST, user + "/suspend", answer, this::suspend);
  }

  private static void on(
      Router router,
      HttpMethod method,
      String path,
      BiConsumer<RoutingContext, Function<RoutingContext, JsonNode>> answer,
      LongFunction<JsonNode> command) {
    router
        .route(method, path)
        .handler(call -> answer.accept(call, each -> command.apply(id(each))));
  }

  /** All, or those that {@code external_id} or {@code name} of the query names. */
  private JsonNode organizations(RoutingContext call) {
    List<String> externalId = call.queryParam("external_id");
    List<String> name = call.queryParam("name");
    List<Organization> found =
        !externalId.isEmpty()
            ? account.organizations().allByExternalId(externalId.get(0))
            : !name.isEmpty()
                ? account.organizations().allByName(name.get(0))
                : List.copyOf(account.organizations().all());
    return list(found, account.views()::organization);
  }

  /** All, or those that {@code external_id} or {@code email} of the query names. */
  private JsonNode users(RoutingContext call) {
    List<String> externalId = call.queryParam("external_id");
    List<String> email = call.queryParam("email");
    List<User> found =
        !externalId.isEmpty()
            ? account.users().byExternalId(externalId.get(0)).stream().toList()
            : !email.isEmpty()
                ? account.users().byEmail(email.get(0)).stream().toList()
                : List.copyOf(account.users().all());
    return list(found, inspection::user);
  }

  private JsonNode organization(long id) {
    return account.views().organization(known(account.organizations().byId(id), id));
  }

  private JsonNode user(long id) {
    return inspection.user(known(account.users().byId(id), id));
  }

  private JsonNode createOrganization(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    return organization(
        account.organizations().insert(account.organizations().check(body)).entity().id());
  }

  private JsonNode createUser(RoutingContext call) {
    return user(account.users().create(SandboxJson.body(call)).entity().id());
  }

  private JsonNode changeOrganization(RoutingContext call) {
    account.organizations().update(id(call), SandboxJson.body(call));
    return organization(id(call));
  }

  private JsonNode changeUser(RoutingContext call) {
    account.users().update(id(call), SandboxJson.body(call));
    return user(id(call));
  }

  private JsonNode deleteOrganization(long id) {
    account.organizations().delete(id);
    return null;
  }

  private JsonNode deleteUser(long id) {
    account.users().delete(id);
    return null;
  }

  private JsonNode suspend(long id) {
    account.users().update(id, SandboxJson.object().put("suspended", true));
    return user(id);
  }

  private JsonNode mergeOrganization(RoutingContext call) {
    long into = into(call);
    account.merges().organizations(id(call), into);
    return organization(into);
  }

  private JsonNode mergeUser(RoutingContext call) {
    long into = into(call);
    account.merges().users(id(call), into);
    return user(into);
  }

  private static long into(RoutingContext call) {
    JsonNode into = SandboxJson.body(call).path("into");
    if (!into.isIntegralNumber()) {
      throw new BadCommand("into: the id of the record that stays is expected, not " + into);
    }
    return into.asLong();
  }

  static long id(RoutingContext call) {
    String id = call.pathParam("id");
    if (!id.matches("\\d{1,18}")) {
      throw new BadCommand("id: a number is expected, not " + id);
    }
    return Long.parseLong(id);
  }

  private static <T> T known(Optional<T> found, long id) {
    return found.orElseThrow(() -> new BadCommand("id: there is no record " + id));
  }

  private static <T> ArrayNode list(List<T> all, Function<T, ObjectNode> view) {
    ArrayNode json = SandboxJson.array();
    all.forEach(each -> json.add(view.apply(each)));
    return json;
  }
}
