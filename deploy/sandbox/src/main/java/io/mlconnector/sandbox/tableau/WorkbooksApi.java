package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** Workbooks: found, and refreshed where they keep an extract (sheet T1, T5). */
final class WorkbooksApi {

  private final Site site;
  private final RefreshJob refreshes;

  WorkbooksApi(Site site, RefreshJob refreshes) {
    this.site = site;
    this.refreshes = refreshes;
  }

  void mount(RestApi api) {
    api.on(
        HttpMethod.GET,
        "/workbooks",
        "2.0",
        "read",
        call -> call.answer(200, listing().page(call, site.workbooks())));
    api.on(HttpMethod.GET, "/workbooks/:workbook", "2.0", "read", this::get);
    api.on(HttpMethod.POST, "/workbooks/:workbook/refresh", "2.8", "refresh", this::refresh);
  }

  private Listing<Workbook> listing() {
    return new Listing<>(
        "workbooks",
        "workbook",
        Map.of(
            "name",
            Workbook::name,
            "projectName",
            book -> site.projectOrDefault(book.project()).name()),
        this::json);
  }

  private ObjectNode json(Workbook book) {
    return book.json(site.projectOrDefault(book.project()));
  }

  private Workbook workbook(String id) {
    return site.workbook(id)
        .orElseThrow(() -> Refusal.notFound("404006", "The workbook could not be found."));
  }

  private void get(ApiCall call) {
    ObjectNode answer = SandboxJson.object();
    answer.set("workbook", json(workbook(call.allow().path("workbook"))));
    call.answer(200, answer);
  }

  private void refresh(ApiCall call) {
    call.allow().session().user().mustPublish();
    Workbook book = workbook(call.path("workbook"));
    refreshes.start(
        call,
        new Job.Target("workbook", book.id(), book.name(), "", true),
        () -> site.raise("WorkbookRefreshStarted", book),
        () -> refreshed(book.id()));
  }

  private void refreshed(String id) throws Job.Failed {
    Workbook book = workbook(id);
    if (!book.extract()) {
      site.raise("WorkbookRefreshFailed", book);
      throw new Job.Failed("The workbook has no extract.");
    }
    site.put(book.refreshed(site.clock.instant()));
    site.raise("WorkbookRefreshSucceeded", book);
  }
}
