package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Set;

/** Projects: listed, filtered, and made, also in another one (sheet T3). */
final class ProjectsApi {

  private static final Set<String> PERMISSIONS =
      Set.of("ManagedByOwner", "LockedToProject", "LockedToProjectWithoutNested");

  private final Site site;
  private final Listing<Project> listing =
      new Listing<>(
          "projects",
          "project",
          Map.of("name", Project::name, "parentProjectId", Project::parent),
          Project::json);

  ProjectsApi(Site site) {
    this.site = site;
  }

  void mount(RestApi api) {
    api.on(
        HttpMethod.GET,
        "/projects",
        "2.0",
        "read",
        call -> call.answer(200, listing.page(call, site.projects())));
    api.on(HttpMethod.POST, "/projects", "2.0", "project", this::create);
  }

  private void create(ApiCall call) {
    call.allow();
    call.session().user().mustPublish();
    ObjectNode body = call.body();
    ApiCall.onlyMembers(body, "project");
    JsonNode wanted = body.path("project");
    ApiCall.onlyMembers(wanted, "name", "description", "parentProjectId", "contentPermissions");
    String permissions = wanted.path("contentPermissions").asText("ManagedByOwner");
    if (!PERMISSIONS.contains(permissions)) {
      throw Refusal.badRequest("contentPermissions: one of " + PERMISSIONS + ".");
    }
    Project project =
        site.createProject(
            wanted.path("name").asText(),
            wanted.path("parentProjectId").asText(),
            wanted.path("description").asText(),
            permissions,
            call.session().user());
    ObjectNode answer = SandboxJson.object();
    answer.set("project", project.json());
    call.answer(201, answer);
  }
}
