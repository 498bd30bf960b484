package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** Data sources: found, looked at, fetched as a file, refreshed and removed (sheet T3, T5). */
final class DataSourcesApi {

  private final Site site;
  private final RefreshJob refreshes;

  DataSourcesApi(Site site, RefreshJob refreshes) {
    this.site = site;
    this.refreshes = refreshes;
  }

  void mount(RestApi api) {
    api.on(
        HttpMethod.GET,
        "/datasources",
        "2.0",
        "read",
        call -> call.answer(200, listing().page(call, site.listedDataSources())));
    api.on(HttpMethod.GET, "/datasources/:source", "2.0", "read", this::get);
    api.on(HttpMethod.DELETE, "/datasources/:source", "2.0", "publish", this::delete);
    api.on(HttpMethod.GET, "/datasources/:source/connections", "2.3", "read", this::connections);
    api.on(HttpMethod.GET, "/datasources/:source/content", "2.0", "read", this::content);
    api.on(HttpMethod.POST, "/datasources/:source/refresh", "2.8", "refresh", this::refresh);
  }

  private Listing<DataSource> listing() {
    return new Listing<>(
        "datasources",
        "datasource",
        Map.of(
            "name",
            DataSource::name,
            "projectName",
            source -> site.projectOrDefault(source.project()).name(),
            "contentUrl",
            DataSource::contentUrl,
            "type",
            DataSource::kind),
        source -> json(site, source));
  }

  static ObjectNode json(Site site, DataSource source) {
    Project project = site.projectOrDefault(source.project());
    ObjectNode json =
        SandboxJson.object()
            .put("id", source.id())
            .put("name", source.name())
            .put("contentUrl", source.contentUrl())
            .put("description", source.description())
            .put("type", source.kind())
            .put("createdAt", Site.seconds(source.createdAt()))
            .put("updatedAt", Site.seconds(source.updatedAt()))
            .put("hasExtracts", source.kind().equals("extract"));
    json.putObject("project").put("id", project.id()).put("name", project.name());
    json.putObject("owner").put("id", source.owner());
    return json;
  }

  private DataSource source(ApiCall call) {
    return site.existing(call.path("source"));
  }

  private void get(ApiCall call) {
    ObjectNode answer = SandboxJson.object();
    answer.set("datasource", json(site, source(call.allow())));
    call.answer(200, answer);
  }

  private void delete(ApiCall call) {
    call.allow().session().user().mustPublish();
    site.delete(source(call));
    call.answerEmpty(204);
  }

  private void connections(ApiCall call) {
    DataSource source = source(call.allow());
    ObjectNode answer = SandboxJson.object();
    answer
        .putObject("connections")
        .putArray("connection")
        .addObject()
        .put("id", source.connection())
        .put("type", source.kind().equals("extract") ? "postgres" : source.kind())
        .put("serverAddress", "")
        .put("userName", "");
    call.answer(200, answer);
  }

  private void content(ApiCall call) {
    call.allow("includeExtract");
    boolean rows = call.parameter("includeExtract") == null || call.isSet("includeExtract");
    DataSource source = source(call);
    new Reply(
            200,
            Map.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Disposition",
                "filename=\"" + source.contentUrl() + ".tdsx\""),
            Buffer.buffer(PackagedSource.zip(source, rows)))
        .send(call.http());
  }

  private void refresh(ApiCall call) {
    call.allow().session().user().mustPublish();
    DataSource source = source(call);
    refreshes.start(
        call,
        new Job.Target("datasource", source.id(), source.name(), "", true),
        () -> site.raise("DatasourceRefreshStarted", source),
        () -> refreshed(source.id()));
  }

  /** What was pushed has no database to be refreshed from. */
  private void refreshed(String id) throws Job.Failed {
    DataSource source = site.existing(id);
    if (!source.kind().equals("extract")) {
      site.raise("DatasourceRefreshFailed", source);
      throw new Job.Failed("There is no connection that the data could be refreshed from.");
    }
    site.put(source.with(source.tables(), site.clock.instant()));
    site.raise("DatasourceRefreshSucceeded", source);
  }
}
