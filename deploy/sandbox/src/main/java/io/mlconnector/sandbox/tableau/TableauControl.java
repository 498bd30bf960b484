package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What people and administrators do, over the control server below {@code /sandbox/tableau}:
 *
 * <ul>
 *   <li>{@code GET /state}: counts; {@code GET /settings}, {@code PATCH /settings} with some of
 *       {@link TableauSettings}
 *   <li>{@code GET /datasources}: what is published, whether listed or not; {@code POST
 *       /datasources {"name":"…","kind":"extract"}} ({@code extract} or {@code textscan}: one that
 *       somebody made by hand); {@code DELETE /datasources/LUID}
 *   <li>{@code GET /datasources/LUID/rows?limit=100&offset=0&table=Extract.Extract} and any column
 *       with the text it has to have; {@code GET /datasources/LUID/totals?by=currency,period}
 *   <li>{@code GET /rows} and {@code GET /totals} with {@code ~name=…} and, if there are several,
 *       {@code ~project=…}: the same by name
 *   <li>{@code POST /workbooks {"name":"…","extract":true}}; {@code GET /workbooks}
 *   <li>{@code POST /pats {"name":"…","secret":"…","user":"…","days":30}}, {@code DELETE
 *       /pats/NAME}; {@code POST /sign-in {"name":"…"}}: somebody else signs in with that token
 *   <li>{@code GET /jobs}; {@code POST /jobs/fail {"type":"PublishDatasource","times":1,
 *       "notes":"…"}}: the next ones of that type fail, without notes if none are given
 *   <li>{@code GET /webhooks}: with the tries that were made; {@code POST /webhooks/hold}, {@code
 *       POST /webhooks/release {"copies":2,"reversed":false,"drop":0}}
 * </ul>
 */
final class TableauControl {

  private static final List<String> RESERVED =
      List.of("limit", "offset", "table", "by", "~name", "~project");

  private final TableauVendor vendor;
  private final Site site;

  TableauControl(TableauVendor vendor, Site site) {
    this.vendor = vendor;
    this.site = site;
  }

  void mount(Router router) {
    router.get("/state").handler(checked(vendor::state));
    router.get("/settings").handler(call -> Reply.json(200, vendor.settings()).send(call));
    router
        .patch("/settings")
        .handler(
            with(
                body -> {
                  vendor.set(body);
                  return SandboxJson.MAPPER.valueToTree(vendor.settings());
                }));
    router.get("/datasources").handler(checked(this::dataSources));
    router.post("/datasources").handler(with(vendor::addDataSource));
    router
        .delete("/datasources/:luid")
        .handler(call -> answer(call, () -> remove(call.pathParam("luid"))));
    router
        .get("/datasources/:luid/rows")
        .handler(call -> answer(call, () -> rows(call, byId(call))));
    router
        .get("/datasources/:luid/totals")
        .handler(call -> answer(call, () -> totals(call, byId(call))));
    router.get("/rows").handler(call -> answer(call, () -> rows(call, byName(call))));
    router.get("/totals").handler(call -> answer(call, () -> totals(call, byName(call))));
    router.post("/workbooks").handler(with(vendor::addWorkbook));
    router.get("/workbooks").handler(checked(this::workbooks));
    router.post("/pats").handler(with(this::pat));
    router
        .delete("/pats/:name")
        .handler(call -> answer(call, () -> revoke(call.pathParam("name"))));
    router.post("/sign-in").handler(with(vendor::signInElsewhere));
    router.get("/jobs").handler(checked(() -> list("jobs", JobsApi.all(site))));
    router.post("/jobs/fail").handler(with(this::fail));
    router.get("/webhooks").handler(checked(vendor::webhooks));
    router.post("/webhooks/hold").handler(checked(this::hold));
    router.post("/webhooks/release").handler(with(this::release));
  }

  private static ObjectNode list(String name, ArrayNode elements) {
    ObjectNode all = SandboxJson.object();
    all.set(name, elements);
    return all;
  }

  private ObjectNode dataSources() {
    ArrayNode all = SandboxJson.array();
    for (DataSource source : site.dataSources()) {
      ObjectNode json = DataSourcesApi.json(site, source);
      ObjectNode tables = json.putObject("tables");
      source
          .tables()
          .forEach(
              (name, table) ->
                  tables
                      .putObject(name.toString())
                      .put("rows", table.rows().size())
                      .set("columns", Table.json(table.columns())));
      all.add(json);
    }
    return list("datasources", all);
  }

  private ObjectNode workbooks() {
    ArrayNode all = SandboxJson.array();
    site.workbooks().forEach(book -> all.add(book.json(site.projectOrDefault(book.project()))));
    return list("workbooks", all);
  }

  private ObjectNode remove(String luid) {
    site.delete(site.existing(luid));
    return SandboxJson.object();
  }

  private DataSource byId(RoutingContext call) {
    return site.existing(call.pathParam("luid"));
  }

  private DataSource byName(RoutingContext call) {
    String project = call.request().getParam("~project");
    return vendor.named(call.request().getParam("~name"), project);
  }

  private static ObjectNode rows(RoutingContext call, DataSource source) {
    return inspection(call, source)
        .rows(where(call), number(call, "offset", 0), number(call, "limit", 100));
  }

  private static ObjectNode totals(RoutingContext call, DataSource source) {
    String by = call.request().getParam("by");
    return inspection(call, source)
        .totals(where(call), by == null ? List.of() : List.of(by.split(",")));
  }

  private static Inspection inspection(RoutingContext call, DataSource source) {
    String name = call.request().getParam("table");
    return source.tables().entrySet().stream()
        .filter(each -> each.getKey().toString().equals(name == null ? "Extract.Extract" : name))
        .map(each -> new Inspection(each.getValue()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("table: one of " + source.tables().keySet()));
  }

  private static Map<String, String> where(RoutingContext call) {
    Map<String, String> where = new LinkedHashMap<>();
    call.queryParams()
        .forEach(
            each -> {
              if (!RESERVED.contains(each.getKey())) {
                where.put(each.getKey(), each.getValue());
              }
            });
    return where;
  }

  private static long number(RoutingContext call, String name, long usual) {
    String text = call.request().getParam(name);
    if (text != null && !text.matches("\\d{1,9}")) {
      throw new BadCommand(name + ": a whole number is expected, not " + text);
    }
    return text == null ? usual : Long.parseLong(text);
  }

  private ObjectNode pat(ObjectNode body) {
    Instant now = site.clock.instant();
    site.sessions.pat(
        body.path("name").asText(),
        body.path("secret").asText(),
        body.path("user").asText(TableauAccounts.ADMINISTRATOR),
        now.plus(Duration.ofDays(body.path("days").asInt(365))));
    return body;
  }

  private ObjectNode revoke(String name) {
    if (!site.sessions.revokePat(name)) {
      throw new BadCommand("name: there is no token " + name);
    }
    return SandboxJson.object();
  }

  private ObjectNode fail(ObjectNode body) {
    vendor.failNextJobs(
        body.path("type").asText("PublishDatasource"),
        body.path("notes").asText(null),
        body.path("times").asInt(1));
    return body;
  }

  private ObjectNode hold() {
    vendor.webhookCalls().hold();
    return SandboxJson.object();
  }

  private ObjectNode release(ObjectNode body) {
    int sent =
        vendor
            .webhookCalls()
            .release(
                body.path("copies").asInt(1),
                body.path("reversed").asBoolean(),
                body.path("drop").asInt());
    return SandboxJson.object().put("sent", sent);
  }

  private Handler<RoutingContext> checked(Supplier<ObjectNode> command) {
    return call -> answer(call, command);
  }

  private Handler<RoutingContext> with(UnaryOperator<ObjectNode> command) {
    return call -> answer(call, () -> command.apply(SandboxJson.body(call)));
  }

  /** Alone on the site, and after everything that is due; what it does not accept is named. */
  private void answer(RoutingContext call, Supplier<ObjectNode> command) {
    try {
      Reply.json(200, vendor.alone(command)).send(call);
    } catch (IllegalArgumentException | Refusal e) {
      throw new BadCommand(e.getMessage());
    }
  }
}
