package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The site as it outlives a restart: projects, data sources with their rows, workbooks. Uploads and
 * jobs that are not over do not, nor does the memory of request ids.
 */
final class TableauState {

  private TableauState() {}

  static ObjectNode save(Site site) {
    ObjectNode all = SandboxJson.object();
    all.set("projects", SandboxJson.MAPPER.valueToTree(site.projects()));
    ArrayNode sources = all.putArray("dataSources");
    for (DataSource source : site.dataSources()) {
      ObjectNode json =
          sources
              .addObject()
              .put("id", source.id())
              .put("name", source.name())
              .put("contentUrl", source.contentUrl())
              .put("project", source.project())
              .put("owner", source.owner())
              .put("description", source.description())
              .put("kind", source.kind())
              .put("connection", source.connection())
              .put("createdAt", source.createdAt().toString())
              .put("updatedAt", source.updatedAt().toString());
      ArrayNode tables = json.putArray("tables");
      source
          .tables()
          .forEach(
              (name, table) ->
                  tables
                      .addObject()
                      .put("schema", name.schema())
                      .put("table", name.table())
                      .set("content", table.save()));
    }
    ArrayNode books = all.putArray("workbooks");
    for (Workbook book : site.workbooks()) {
      books
          .addObject()
          .put("id", book.id())
          .put("name", book.name())
          .put("project", book.project())
          .put("owner", book.owner())
          .put("extract", book.extract())
          .put("createdAt", book.createdAt().toString())
          .put("updatedAt", book.updatedAt().toString());
    }
    return all;
  }

  static void restore(JsonNode saved, Site site) {
    List<Project> projects = new ArrayList<>();
    saved
        .path("projects")
        .forEach(each -> projects.add(SandboxJson.MAPPER.convertValue(each, Project.class)));
    List<DataSource> sources = new ArrayList<>();
    saved.path("dataSources").forEach(each -> sources.add(dataSource(each)));
    List<Workbook> books = new ArrayList<>();
    for (JsonNode book : saved.path("workbooks")) {
      books.add(
          new Workbook(
              text(book, "id"),
              text(book, "name"),
              text(book, "project"),
              text(book, "owner"),
              book.path("extract").asBoolean(),
              time(book, "createdAt"),
              time(book, "updatedAt")));
    }
    site.replace(projects, sources, books);
  }

  private static DataSource dataSource(JsonNode saved) {
    Map<TableName, Table> tables = new HashMap<>();
    for (JsonNode table : saved.path("tables")) {
      tables.put(
          new TableName(text(table, "schema"), text(table, "table")),
          Table.restore(table.path("content")));
    }
    return new DataSource(
        text(saved, "id"),
        text(saved, "name"),
        text(saved, "contentUrl"),
        text(saved, "project"),
        text(saved, "owner"),
        text(saved, "description"),
        text(saved, "kind"),
        text(saved, "connection"),
        time(saved, "createdAt"),
        time(saved, "updatedAt"),
        tables);
  }

  private static String text(JsonNode saved, String name) {
    return saved.path(name).asText();
  }

  private static Instant time(JsonNode saved, String name) {
    return Instant.parse(text(saved, name));
  }
}
