package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.tableau.api.Items.Project;
import io.mlconnector.tableau.api.ProjectsApi;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Projects of a site by their names, the names of those around them before their own. */
final class Projects {

  private static final String EXISTS = "409006";

  /** How long an index may take to show what was made. */
  private static final Duration LAG = Duration.ofSeconds(15);

  private final Site site;

  Projects(Site site) {
    this.site = site;
  }

  /**
   * The id of a project.
   *
   * @param path its name, after the names of those around it and slashes; blank for the default one
   */
  Optional<String> find(String path) {
    String parent = "";
    for (String name : names(path)) {
      Optional<String> found = in(parent, name);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      parent = found.get();
    }
    return Optional.of(parent);
  }

  /** The same; what is missing of it is made. */
  String findOrMake(String path) {
    String parent = "";
    for (String name : names(path)) {
      String around = parent;
      parent = in(around, name).orElseGet(() -> made(around, name));
    }
    return parent;
  }

  private List<String> names(String path) {
    List<String> names =
        Arrays.stream((path == null ? "" : path).split("/"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return names.isEmpty()
        ? List.of(site.connection().settings().text(TableauSpec.DEFAULT_PROJECT))
        : names;
  }

  private Optional<String> in(String parent, String name) {
    return Pages.all(
            page -> {
              ProjectsApi.Page answer =
                  site.client(ProjectsApi.class)
                      .list(site.version(), site.id(), Pages.named(name), Pages.SIZE, page);
              return new Pages.Page<>(
                  answer.pagination(),
                  answer.projects() == null ? null : answer.projects().project());
            })
        .filter(project -> project.name().equals(name))
        .filter(project -> parent.equals(orEmpty(project.parentProjectId())))
        .map(Project::id)
        .findFirst();
  }

  private static String orEmpty(String id) {
    return id == null ? "" : id;
  }

  private String made(String parent, String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode project = body.putObject("project").put("name", name);
    if (!parent.isEmpty()) {
      project.put("parentProjectId", parent);
    }
    try {
      return site.client(ProjectsApi.class).create(site.version(), site.id(), body).project().id();
    } catch (VendorFailure failure) {
      if (!Site.code(failure).equals(EXISTS)) {
        throw failure;
      }
      // Somebody was faster, or the list lags behind.
      return in(parent, name)
          .orElseThrow(
              () ->
                  VendorFailure.unavailable(
                      409, LAG, false, failure.getMessage() + " (and no list shows it yet)"));
    }
  }
}
