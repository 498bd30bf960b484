package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.AccessTokens;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.VendorContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Oracle PeopleSoft behind its Integration Broker: the Query Access Service, pushed messages and a
 * component interface, as the vendor sheet (section 2) states them.
 */
public final class PeopleSoftVendor implements SimulatedVendor {

  public static final String NAME = "peoplesoft";

  /** From this size on a company is made at once, and not while a first caller waits. */
  private static final int LARGE = 1_000;

  private final AtomicReference<PeopleSoftSettings> settings =
      new AtomicReference<>(PeopleSoftSettings.standard());
  private final AtomicLong otherChanges = new AtomicLong();
  private final Database database = new Database();
  private final QueryCatalog catalog = new QueryCatalog();
  private final Failures failures = new Failures();
  private final AccessTokens tokens;
  private final PeopleSoftClock clock;
  private final IbErrors errors;
  private final ApplicationServer server;
  private final Broker broker;
  private final Publishing publishing;
  private final SupportLogins logins = new SupportLogins(database);
  private final PeopleSoftEdits edits;

  public PeopleSoftVendor(VendorContext context) {
    tokens = new AccessTokens(context.clock());
    clock = new PeopleSoftClock(context.clock(), () -> settings.get().zone());
    errors = new IbErrors(settings::get);
    server = new ApplicationServer(settings::get, errors, database);
    broker = new Broker(clock, settings::get);
    publishing = new Publishing(database, broker, clock);
    edits = new PeopleSoftEdits(database, clock, settings::get, broker);
    seed(context.employees(), context.suppliers(), context.seed());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void mount(Router router) {
    new TokenEndpoint(tokens, settings::get).mount(router);
    SignIn signIn = new SignIn(tokens, settings::get);
    Reader reader = new Reader(database, clock, settings::get);
    QueryApi queries = new QueryApi(catalog, reader, failures, signIn, settings::get);
    Gateway gateway = new Gateway(server, settings::get);
    new CirtApi(logins, signIn, settings::get).mount(router, gateway);
    new SoapApi(logins, signIn).mount(router, gateway);
    gateway.mount(router, queries);
  }

  @Override
  public void mountControl(Router control) {
    new PeopleSoftControl(this).mount(control);
    new PushControl(this).mount(control);
  }

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    return status == 401
        ? IbErrors.unauthorized()
        : IbErrors.html(status, "Error " + status + "--" + call.request().path());
  }

  @Override
  public void revokeTokens() {
    tokens.revoke();
  }

  @Override
  public long changes() {
    synchronized (database) {
      return database.changes() + tokens.changes() + broker.changes() + otherChanges.get();
    }
  }

  @Override
  public void close() {
    broker.close();
  }

  @Override
  public JsonNode save() {
    synchronized (database) {
      ObjectNode all = PeopleSoftState.save(database, settings(), catalog);
      all.put("clockAhead", clock.ahead().toString());
      all.set("tokens", tokens.save());
      all.set("push", SandboxJson.MAPPER.valueToTree(broker.push()));
      all.set("supportLogins", logins.json());
      return all;
    }
  }

  @Override
  public void restore(JsonNode saved) {
    synchronized (database) {
      settings.set(PeopleSoftState.read(saved.path("settings"), PeopleSoftSettings.class));
      PeopleSoftState.restore(saved, database, catalog);
      clock.ahead(Duration.parse(saved.path("clockAhead").asText()));
      tokens.restore(saved.path("tokens"));
      broker.set(
          saved.path("push").isObject()
              ? PeopleSoftState.read(saved.path("push"), Push.class)
              : null);
      logins.restore(saved.path("supportLogins"));
    }
  }

  public PeopleSoftSettings settings() {
    return settings.get();
  }

  /** Changes the settings of the installation at once. */
  public void settings(UnaryOperator<PeopleSoftSettings> change) {
    settings.updateAndGet(change);
    otherChanges.incrementAndGet();
  }

  /** Changes some settings at once, by their names. */
  public void set(ObjectNode some) {
    settings(before -> before.with(some));
  }

  /** PeopleSoft's own date and time. */
  public PeopleSoftClock clock() {
    return clock;
  }

  /** What people do in the simulated installation. */
  public PeopleSoftEdits edits() {
    return edits;
  }

  /** Takes the place of everybody: so many people (40 or more) and vendors (20 or more). */
  public void seed(int employees, int vendors, long seed) {
    check("employees", employees, PeopleSoftSeed.FEWEST);
    check("vendors", vendors, VendorSeed.FEWEST);
    LocalDate today = clock.today();
    synchronized (database) {
      database.fillWith(
          empty -> {
            new PeopleSoftSeed(empty, seed, today).fill(employees);
            new VendorSeed(empty, seed, today).fill(vendors);
          });
      if (employees + vendors > LARGE) {
        database.people();
      }
    }
  }

  private static void check(String what, int asked, int fewest) {
    if (asked < fewest) {
      throw new IllegalArgumentException(
          what + ": at least " + fewest + ", for all oddities, not " + asked);
    }
  }

  /** Plants a failure as the control does; see {@link PeopleSoftControl}. */
  public void fail(String kind, String query, int times) {
    failures.add(new Failures.Rule(FailureKind.ofWireName(kind), query, times, 0, 50));
  }

  public Failures failures() {
    return failures;
  }

  /** What was recorded about support logins: {@code now} by EMPLID, and the {@code history}. */
  public ObjectNode supportLogins() {
    synchronized (database) {
      return logins.json();
    }
  }

  Broker broker() {
    return broker;
  }

  int publish(Operation operation, List<String> keys, int count, int perMessage) {
    synchronized (database) {
      return publishing.publish(operation, keys, count, perMessage);
    }
  }

  int publishEffective() {
    synchronized (database) {
      return publishing.effective();
    }
  }

  QueryCatalog catalog() {
    return catalog;
  }

  void put(QueryDefinition query) {
    catalog.put(query);
    otherChanges.incrementAndGet();
  }

  void clockMoved() {
    otherChanges.incrementAndGet();
  }

  ObjectNode people(String after, int limit) {
    ObjectNode all = SandboxJson.object();
    ArrayNode people = all.putArray("people");
    synchronized (database) {
      database.peopleAfter(after).stream()
          .limit(limit)
          .forEach(person -> people.add(person.json()));
    }
    return all;
  }

  ObjectNode vendors(int limit) {
    ObjectNode all = SandboxJson.object();
    ArrayNode vendors = all.putArray("vendors");
    synchronized (database) {
      database.vendors().stream().limit(limit).forEach(vendor -> vendors.add(vendor.json()));
    }
    return all;
  }

  /** Counts, and the time that PeopleSoft thinks it is. */
  public ObjectNode state() {
    ObjectNode state = SandboxJson.object();
    synchronized (database) {
      state.put("now", Columns.text(clock.now()));
      state.put("people", database.people().size());
      state.put(
          "active", database.people().stream().filter(p -> p.isActive(clock.today())).count());
      state.put(
          "invisible", database.people().stream().filter(p -> !p.isVisible(clock.now())).count());
      state.put("jobRows", database.people().stream().mapToInt(p -> p.jobs().size()).sum());
      state.put("vendors", database.vendors().size());
      state.put("messagesDelivered", broker.delivered());
      state.put("messagesInError", broker.errors().size());
      state.put("mostCallsAtOnce", server.mostBusy());
      state.put("mostCallsWaiting", server.mostWaiting());
    }
    return state;
  }

  @Override
  public ObjectNode describe() {
    ObjectNode all = SandboxJson.object();
    all.put("node", settings().node());
    all.put("oprid", PeopleSoftAccounts.OPRID);
    all.put("password", PeopleSoftAccounts.PASSWORD);
    all.put("tokenPath", PeopleSoftAccounts.TOKEN_PATH);
    all.put("clientId", PeopleSoftAccounts.CLIENT_ID);
    all.put("clientSecret", PeopleSoftAccounts.CLIENT_SECRET);
    all.put("scope", PeopleSoftAccounts.SCOPE);
    all.put(
        "example",
        "/PSIGW/RESTListeningConnector/"
            + settings().node()
            + "/ExecuteQuery.v1/PUBLIC/MLC_TODAY/JSON/NONFILE"
            + "?isconnectedquery=N&maxrows=1&json_resp=true");
    ArrayNode queries = all.putArray("queries");
    catalog.all().forEach(query -> queries.add(query.name()));
    return all.setAll(state());
  }
}
