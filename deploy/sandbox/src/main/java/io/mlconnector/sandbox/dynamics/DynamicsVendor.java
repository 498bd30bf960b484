package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.AccessTokens;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.VendorContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Dynamics 365 Finance &amp; Operations: its OData service and, on the same port, Entra ID's token
 * endpoint, as the vendor sheet (sections 1 and 5) states them.
 */
public final class DynamicsVendor implements SimulatedVendor {

  public static final String NAME = "dynamics365";

  private final AtomicReference<DynamicsSettings> settings =
      new AtomicReference<>(DynamicsSettings.standard());
  private final AtomicLong settingsChanges = new AtomicLong();
  private final AccessTokens tokens;
  private final Store store;
  private final EntraEndpoint entra;
  private final ODataApi odata;
  private final DynamicsEdits edits;
  private final BusinessEvents events;

  public DynamicsVendor(VendorContext context) {
    tokens = new AccessTokens(context.clock());
    store = new Store(context.clock(), context.seed());
    new DynamicsSeed(context.company(), store).fill();
    entra = new EntraEndpoint(tokens, context.clock(), settings::get);
    events = new BusinessEvents(context.clock(), context.seed(), settings::get);
    BiConsumer<EntityType, Entry> changed =
        (type, entry) -> store.whenCommitted(() -> events.changed(type, entry));
    odata = new ODataApi(store, new Writes(store, settings::get, changed), entra, settings::get);
    edits = new DynamicsEdits(store, settings::get, changed);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void mount(Router router) {
    odata.mount(router);
    entra.mount(router);
    router
        .route()
        .handler(call -> ODataErrors.reply(Refusal.noResource(call.request().path())).send(call));
  }

  @Override
  public void mountControl(Router control) {
    new DynamicsControl(this).mount(control);
  }

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    if (status == 401) {
      return notSignedIn(call);
    }
    return status == 429
        ? ODataErrors.busy()
        : ODataErrors.reply(status, Refusal.GENERAL, "The request could not be processed.", "");
  }

  static Reply notSignedIn(RoutingContext call) {
    String authority =
        call.request().scheme()
            + "://"
            + call.request().authority()
            + "/"
            + DynamicsAccounts.TENANT;
    return Reply.empty(401)
        .header("WWW-Authenticate", "Bearer authorization_uri=\"" + authority + "\"");
  }

  @Override
  public void revokeTokens() {
    tokens.revoke();
  }

  @Override
  public long changes() {
    synchronized (store) {
      return store.changes() + tokens.changes() + events.changes() + settingsChanges.get();
    }
  }

  @Override
  public void close() {
    events.close();
  }

  @Override
  public JsonNode save() {
    synchronized (store) {
      ObjectNode all = DynamicsState.save(store, settings());
      all.set("tokens", tokens.save());
      all.set("events", SandboxJson.MAPPER.valueToTree(events.state()));
      return all;
    }
  }

  @Override
  public void restore(JsonNode saved) {
    synchronized (store) {
      settings.set(DynamicsState.settings(saved));
      DynamicsState.restore(saved, store, settings());
      tokens.restore(saved.path("tokens"));
      if (saved.has("events")) {
        events.restore(DynamicsState.events(saved.path("events")));
      }
    }
  }

  public DynamicsSettings settings() {
    return settings.get();
  }

  /** Changes the settings of the environment at once. */
  public void settings(UnaryOperator<DynamicsSettings> change) {
    settings.updateAndGet(change);
    settingsChanges.incrementAndGet();
  }

  /** Changes some settings at once, by their names. */
  public void set(ObjectNode some) {
    settings(before -> before.with(some));
  }

  /** What people do in the simulated environment. */
  public DynamicsEdits edits() {
    return edits;
  }

  BusinessEvents events() {
    return events;
  }

  /** How many access tokens were handed out since the start. */
  public int signIns() {
    return tokens.issued();
  }

  @Override
  public ObjectNode describe() {
    ObjectNode all = SandboxJson.object();
    all.put("tokenPath", "/" + DynamicsAccounts.TENANT + "/oauth2/v2.0/token");
    all.put("tokenPathV1", "/" + DynamicsAccounts.TENANT + "/oauth2/token");
    all.put("tenant", DynamicsAccounts.TENANT);
    all.put("clientId", DynamicsAccounts.CLIENT_ID);
    all.put("clientSecret", DynamicsAccounts.CLIENT_SECRET);
    all.put("scope", "the url of this vendor + /.default");
    all.put("example", "/data/CustomersV3?cross-company=true&$top=2");
    all.put("signIns", signIns());
    ObjectNode rows = all.putObject("rows");
    synchronized (store) {
      store.tableNames().forEach(name -> rows.put(name, store.table(name).size()));
    }
    return all;
  }
}
