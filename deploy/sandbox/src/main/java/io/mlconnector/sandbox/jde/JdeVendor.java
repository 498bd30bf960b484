package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.TwoSides;
import io.mlconnector.sandbox.VendorContext;
import io.mlconnector.sandbox.screens.Screen;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * JD Edwards EnterpriseOne behind its AIS server: sessions, the data service and orchestrations as
 * the vendor sheet (sections 3 and 5) states them.
 */
public final class JdeVendor implements SimulatedVendor {

  public static final String NAME = "jdedwards";

  private final AtomicReference<JdeSettings> settings =
      new AtomicReference<>(JdeSettings.standard());
  private final AtomicLong settingsChanges = new AtomicLong();
  private final Clock clock;
  private final Company company;
  private final AisErrors errors;
  private final Sessions sessions;
  private final Gate gate;
  private final HookCaller hooks = new HookCaller();
  private final Behaviours behaviours = new Behaviours();
  private final Database database;
  private final AddressBook book;
  private final JdeEdits edits;

  public JdeVendor(VendorContext context) {
    clock = context.clock();
    company = context.company();
    errors = new AisErrors(clock);
    sessions = new Sessions(clock, settings::get);
    gate = new Gate(sessions);
    database = new Database(clock, context.seed(), settings::get, hooks::changed);
    book = new AddressBook(database, clock, settings::get);
    edits = new JdeEdits(database, book, hooks::tell);
    new JdeSeed(book).fill(company);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "JD Edwards";
  }

  @Override
  public List<Screen> screens() {
    return JdeScreens.of(edits);
  }

  @Override
  public void mount(Router router) {
    AisServer server = new AisServer(errors, settings::get, database);
    new TokenApi(clock, settings::get, sessions).mount(router, server);
    QueryReader queries = new QueryReader(new DateLiterals(clock), settings::get);
    RequestReader requests = new RequestReader(queries, settings::get);
    ResultSets resultSets = new ResultSets(clock, settings::get);
    DataService data = new DataService(database, requests, resultSets, settings::get);
    new AisRoutes(gate, data, new GetQuery(requests, queries, data, settings::get), settings::get)
        .mount(router, server);
    OrchestrationApi orchestrations =
        new OrchestrationApi(new OrchestrationWork(book), behaviours, errors, clock, settings::get);
    new OrchestrationRoutes(gate, orchestrations, hooks).mount(router, server);
    router
        .route()
        .handler(
            call ->
                errors.reply(new Refusal(404, "Not Found: " + call.request().path())).send(call));
  }

  @Override
  public void mountControl(Router control) {
    new JdeControl(this).mount(control);
  }

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    if (status == 403 || status == Refusal.INVALID_TOKEN_STATUS) {
      return errors.reply(Refusal.invalidToken(status));
    }
    return Reply.json(status, errors.serviceError("ERROR", "The request failed", ""));
  }

  @Override
  public void revokeTokens() {
    sessions.revoke();
  }

  @Override
  public long changes() {
    return database.changes() + sessions.changes() + hooks.changes() + settingsChanges.get();
  }

  @Override
  public void close() {
    hooks.close();
  }

  @Override
  public JsonNode save() {
    synchronized (database) {
      ObjectNode all = JdeState.save(database, settings(), sessions.all());
      all.set("hooks", SandboxJson.MAPPER.valueToTree(hooks.hooks()));
      return all;
    }
  }

  @Override
  public void restore(JsonNode saved) {
    synchronized (database) {
      settings.set(JdeState.settings(saved));
      JdeState.restore(saved, database);
      sessions.restore(JdeState.sessions(saved));
      hooks.restore(JdeState.hooks(saved));
    }
  }

  public JdeSettings settings() {
    return settings.get();
  }

  /** Changes the settings of the installation at once. */
  public void settings(UnaryOperator<JdeSettings> change) {
    settings.updateAndGet(change);
    settingsChanges.incrementAndGet();
  }

  /** Changes some settings at once, by their names. */
  public void set(ObjectNode some) {
    settings(before -> before.with(some));
  }

  /** What people do in the simulated installation. */
  public JdeEdits edits() {
    return edits;
  }

  /** Takes the place of everything: the seeded company, or nothing at all. */
  public void seed(boolean withCompany) {
    synchronized (database) {
      database.clear();
      if (withCompany) {
        new JdeSeed(book).fill(company);
      }
    }
  }

  /** Takes the place of everything: the ERP's half of two sides. */
  public void seed(TwoSides sides) {
    synchronized (database) {
      database.clear();
      new JdeSeed(book).fill(sides.erp());
    }
  }

  HookCaller hooks() {
    return hooks;
  }

  Behaviours behaviours() {
    return behaviours;
  }

  Sessions sessions() {
    return sessions;
  }

  /** How often somebody signed in since the start. */
  public int signIns() {
    return sessions.signIns();
  }

  /** How many sessions are alive now. */
  public int liveSessions() {
    return sessions.all().size();
  }

  @Override
  public ObjectNode describe() {
    ObjectNode all = SandboxJson.object();
    all.put("tokenPath", "/jderest/v2/tokenrequest");
    all.put("user", JdeAccounts.USER);
    all.put("password", JdeAccounts.PASSWORD);
    all.put("jwt", JdeAccounts.JWT);
    all.put("environment", JdeAccounts.ENVIRONMENT);
    all.put("role", JdeAccounts.ROLE);
    all.put("jasServer", JdeAccounts.JAS_SERVER);
    all.put("company", JdeAccounts.COMPANY);
    all.put("signIns", sessions.signIns());
    all.put("logouts", sessions.logouts());
    all.put("liveSessions", liveSessions());
    all.put("temporarySessions", sessions.temporarySessions());
    all.putPOJO("orchestrations", OrchestrationApi.names());
    ObjectNode rows = all.putObject("rows");
    synchronized (database) {
      Tables.ALL.values().forEach(type -> rows.put(type.name(), database.rows(type).size()));
    }
    return all;
  }
}
