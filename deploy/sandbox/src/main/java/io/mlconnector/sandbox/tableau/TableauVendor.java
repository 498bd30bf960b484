package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.CallSender;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.VendorContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A Tableau site as the vendor sheet (part T) states it, which opens what is published and keeps
 * its rows. {@link #GENERIC} is the host that everybody knows; it sends a sign-in to the site's
 * pod.
 */
public final class TableauVendor implements SimulatedVendor {

  public static final String NAME = "tableau";

  /** The host in front of all pods. */
  public static final String GENERIC = "tableau-online";

  private static final long LOOK_EVERY_MILLIS = 100;

  private final AtomicReference<TableauSettings> settings =
      new AtomicReference<>(TableauSettings.standard());
  private final AtomicReference<Map<String, URI>> hosts = new AtomicReference<>(Map.of());
  private final AtomicLong settingsChanges = new AtomicLong();
  private final Uploads uploads = new Uploads();
  private final Site site;
  private final Limits limits;
  private final Webhooks webhooks;
  private final DataFiles files;
  private final ScheduledExecutorService worker;

  public TableauVendor(VendorContext context) {
    Supplier<TableauSettings> now = settings::get;
    site = new Site(context.clock(), now);
    limits = new Limits(context.clock(), now);
    webhooks = new Webhooks(context.clock(), now);
    files = new DataFiles(now, Hyperd.configured());
    site.tell(webhooks::raise);
    worker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "tableau-jobs");
              thread.setDaemon(true);
              return thread;
            });
    worker.scheduleWithFixedDelay(
        () -> alone(() -> null), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void mount(Router router) {
    Supplier<TableauSettings> now = settings::get;
    RestApi api = new RestApi(site, now, limits, router);
    RefreshJob refreshes = new RefreshJob(site, now, limits);
    new SignInApi(site, now).mount(api);
    new UsersApi().mount(api);
    new ProjectsApi(site).mount(api);
    new DataSourcesApi(site, refreshes).mount(api);
    new UploadsApi(site, now, uploads).mount(api);
    new PublishApi(site, now, uploads, files).mount(api);
    new UpdateApi(site, now, uploads, files).mount(api);
    new JobsApi(site, limits).mount(api);
    new WorkbooksApi(site, refreshes).mount(api);
    new WebhooksApi(site, webhooks).mount(api);
    api.end();
  }

  @Override
  public Map<String, Consumer<Router>> otherHosts() {
    return Map.of(GENERIC, router -> SignInApi.mountGeneric(router, () -> hosts.get().get(NAME)));
  }

  @Override
  public void listensAt(Map<String, URI> addresses) {
    hosts.set(Map.copyOf(addresses));
  }

  @Override
  public void mountControl(Router control) {
    new TableauControl(this, site).mount(control);
  }

  /** Errors of the server and of what stands before it are pages. */
  @Override
  public Reply errorReply(RoutingContext call, int status) {
    return switch (status) {
      case 401 -> ApiCall.error(call, Refusal.session());
      case 429 -> Limits.error(call);
      default ->
          status >= 500
              ? RestApi.html(status)
              : ApiCall.error(call, new Refusal(status + "000", "Error", "An error occurred."));
    };
  }

  /** Ends every session; personal access tokens live on. */
  @Override
  public void revokeTokens() {
    site.sessions.revoke();
  }

  @Override
  public long changes() {
    synchronized (site) {
      return site.changes() + webhooks.changes() + settingsChanges.get();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    webhooks.close();
    synchronized (site) {
      uploads.close();
      files.close();
    }
  }

  @Override
  public JsonNode save() {
    return alone(
        () -> {
          ObjectNode all = TableauState.save(site);
          all.set("settings", SandboxJson.MAPPER.valueToTree(settings()));
          all.set("sessions", site.sessions.save());
          all.set("webhooks", webhooks.save());
          return all;
        });
  }

  @Override
  public void restore(JsonNode saved) {
    alone(
        () -> {
          settings.set(TableauSettings.standard().with((ObjectNode) saved.get("settings")));
          TableauState.restore(saved, site);
          site.sessions.restore(saved.path("sessions"));
          webhooks.restore(saved.path("webhooks"));
          return null;
        });
  }

  /** Does something after everything that is due, while nobody else does anything. */
  <T> T alone(Supplier<T> work) {
    synchronized (site) {
      site.jobs.settle();
      return work.get();
    }
  }

  public TableauSettings settings() {
    return settings.get();
  }

  /** Changes the settings of the site at once. */
  public void settings(UnaryOperator<TableauSettings> change) {
    settings.updateAndGet(change);
    settingsChanges.incrementAndGet();
  }

  /** Changes some settings at once, by their names. */
  public void set(ObjectNode some) {
    settings(before -> before.with(some));
  }

  /** Whether .hyper files can be opened here. */
  public boolean opensHyper() {
    return files.opensHyper();
  }

  /** How many sessions were begun since the start. */
  public int signIns() {
    return site.sessions.signIns();
  }

  /** Rows of a data source and their columns, as {@code GET …/rows} gives them; -1 for all. */
  public ObjectNode rows(String name, int limit) {
    return alone(
        () -> new Inspection(table(name)).rows(Map.of(), 0, limit < 0 ? Long.MAX_VALUE : limit));
  }

  /** Totals of a data source, as {@code GET …/totals} gives them. */
  public ObjectNode totals(String name, List<String> by) {
    return alone(() -> new Inspection(table(name)).totals(Map.of(), by));
  }

  private Table table(String name) {
    Table table = named(name, null).tables().get(TableName.EXTRACT);
    if (table == null) {
      throw new BadCommand("name: " + name + " has no table " + TableName.EXTRACT);
    }
    return table;
  }

  DataSource named(String name, String project) {
    List<DataSource> found =
        site.dataSources().stream()
            .filter(source -> source.name().equals(name))
            .filter(
                source ->
                    project == null
                        || site.projectOrDefault(source.project()).name().equals(project))
            .toList();
    if (found.size() != 1) {
      throw new BadCommand("~name: " + found.size() + " data sources are called " + name);
    }
    return found.get(0);
  }

  /** The next jobs of that type fail; {@code notes} null for none. */
  public void failNextJobs(String type, String notes, int times) {
    synchronized (site) {
      site.jobs.failNext(type, notes, times);
    }
  }

  /** Somebody else signs in with that personal access token, which ends the session before. */
  ObjectNode signInElsewhere(ObjectNode body) {
    String name = body.path("name").asText(TableauAccounts.PAT_NAME);
    String secret = body.path("secret").asText(TableauAccounts.PAT_SECRET);
    site.sessions.signInWithPat(name, secret);
    return SandboxJson.object().put("name", name);
  }

  /** As if somebody else signed in with the administrator's token. */
  public void stealSession() {
    alone(() -> signInElsewhere(SandboxJson.object()));
  }

  ObjectNode addDataSource(ObjectNode body) {
    String kind = body.path("kind").asText("extract");
    if (!List.of("extract", "textscan").contains(kind)) {
      throw new BadCommand("kind: extract or textscan, not " + kind);
    }
    String name = body.path("name").asText();
    String project = site.projectOrDefault(body.path("projectId").asText()).id();
    if (name.isBlank() || site.dataSource(project, name).isPresent()) {
      throw new BadCommand("name: a name that is not taken is expected, not '" + name + "'");
    }
    DataSource source =
        new DataSource(
            Site.newId(),
            name,
            Site.contentUrl(name),
            project,
            User.ALL.get(0).id(),
            "",
            kind,
            Site.newId(),
            site.clock.instant(),
            site.clock.instant(),
            Map.of());
    site.put(source);
    site.raise("DatasourceCreated", source);
    return DataSourcesApi.json(site, source);
  }

  ObjectNode addWorkbook(ObjectNode body) {
    String name = body.path("name").asText();
    if (name.isBlank()) {
      throw new BadCommand("name: missing");
    }
    Project project = site.projectOrDefault(body.path("projectId").asText());
    Workbook book =
        new Workbook(
            Site.newId(),
            name,
            project.id(),
            User.ALL.get(0).id(),
            body.path("extract").asBoolean(true),
            site.clock.instant(),
            site.clock.instant());
    site.put(book);
    site.raise("WorkbookCreated", book);
    return book.json(project);
  }

  CallSender<?> webhookCalls() {
    return webhooks.calls();
  }

  ObjectNode webhooks() {
    ObjectNode all = SandboxJson.object();
    all.set("webhooks", webhooks.save());
    all.set("attempts", SandboxJson.MAPPER.valueToTree(webhooks.attempts()));
    return all;
  }

  /** Counts. */
  public ObjectNode state() {
    return alone(
        () ->
            SandboxJson.object()
                .put("projects", site.projects().size())
                .put("datasources", site.dataSources().size())
                .put("rows", site.dataSources().stream().mapToLong(DataSource::rows).sum())
                .put("workbooks", site.workbooks().size())
                .put("jobs", site.jobs.all().size())
                .put("uploads", uploads.open())
                .put("sessions", site.sessions.open())
                .put("signIns", site.sessions.signIns())
                .put("opensHyper", files.opensHyper()));
  }

  @Override
  public ObjectNode describe() {
    ObjectNode all = SandboxJson.object();
    all.put("genericHost", "" + hosts.get().get(GENERIC));
    all.put("site", TableauAccounts.SITE).put("siteId", Site.ID);
    all.put("patName", TableauAccounts.PAT_NAME).put("patSecret", TableauAccounts.PAT_SECRET);
    all.put("appClientId", TableauAccounts.APP_CLIENT_ID);
    all.put("appSecretId", TableauAccounts.APP_SECRET_ID);
    all.put("appSecret", TableauAccounts.APP_SECRET);
    all.put("example", "/api/2.4/serverinfo");
    return all.setAll(state());
  }
}
