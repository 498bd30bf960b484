package io.mlconnector.sandbox.zoho;

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
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Zoho CRM v8 as the vendor sheet (part B) states it: the API, the accounts server of its data
 * centre, and another data centre that does not know the organization, each on a port of its own.
 */
public final class ZohoVendor implements SimulatedVendor {

  public static final String NAME = "zoho";

  /** The accounts server of the organization's data centre. */
  public static final String ACCOUNTS = "zoho-accounts";

  /** A data centre where the organization is not. */
  public static final String ELSEWHERE = "zoho-us";

  private final AtomicReference<ZohoSettings> settings =
      new AtomicReference<>(ZohoSettings.standard());
  private final AtomicLong settingsChanges = new AtomicLong();
  private final AtomicReference<Map<String, URI>> hosts = new AtomicReference<>(Map.of());
  private final Org org;
  private final Grants grants;
  private final Credits credits;
  private final Automations automations = new Automations();
  private final Company company;
  private final AccountsServer accounts;
  private final CrmApi api;
  private final ZohoEdits edits;
  private final Channels channels;
  private final Callbacks callbacks;

  public ZohoVendor(VendorContext context) {
    Supplier<ZohoSettings> now = settings::get;
    SearchIndex index = new SearchIndex(context.clock(), now);
    org = new Org(context.clock(), index);
    company = context.company();
    new ZohoSeed(company, context.seed()).fill(org);
    grants = new Grants(context.clock(), now);
    credits = new Credits(context.clock(), now);
    accounts = new AccountsServer(grants, now, () -> host(NAME), () -> host(ACCOUNTS));
    Rendering rendering = new Rendering(org, now);
    Duplicates duplicates = new Duplicates(now);
    ListApi lists = new ListApi(rendering, new PageTokens(context.clock(), now), now);
    RecordWrites writes = new RecordWrites(org, now, rendering, duplicates, automations);
    ModulesApi modules = new ModulesApi(org, duplicates);
    channels = new Channels(context.clock());
    callbacks = new Callbacks(context.clock(), channels, org, rendering, now, () -> host(NAME));
    org.onChange(callbacks::changed);
    CrmRoutes routes =
        new CrmRoutes(
            org,
            lists,
            writes,
            modules,
            new DeletedApi(org, rendering, now),
            new SearchApi(index, rendering),
            new CoqlApi(org, rendering, now),
            new WatchApi(org, channels, rendering, now));
    api = new CrmApi(grants, credits, routes, now);
    edits = new ZohoEdits(org, now, rendering, duplicates);
  }

  private URI host(String name) {
    return hosts.get().get(name);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Zoho CRM";
  }

  @Override
  public List<Screen> screens() {
    return ZohoScreens.of(edits);
  }

  @Override
  public void mount(Router router) {
    api.mount(router);
  }

  @Override
  public Map<String, Consumer<Router>> otherHosts() {
    return Map.of(ACCOUNTS, accounts::mount, ELSEWHERE, new OtherDataCentre()::mount);
  }

  @Override
  public void listensAt(Map<String, URI> addresses) {
    hosts.set(Map.copyOf(addresses));
  }

  @Override
  public void mountControl(Router control) {
    new ZohoControl(this).mount(control);
  }

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    if (call.request().path().startsWith("/oauth/")) {
      return status == 429
          ? AccountsServer.throttled()
          : Reply.json(status, SandboxJson.object().put("error", "general_error"));
    }
    return switch (status) {
      case 401 -> Refusal.invalidToken().reply();
      case 429 -> CrmApi.tooMany().reply();
      default -> new Refusal(status, "INTERNAL_ERROR", "Internal Server Error").reply();
    };
  }

  /** Makes all access tokens worthless; refresh tokens live on. */
  @Override
  public void revokeTokens() {
    grants.revokeAccess();
  }

  /** Makes all refresh tokens worthless, as when the user takes the consent back. */
  public void revokeRefreshTokens() {
    grants.revokeRefresh();
  }

  @Override
  public long changes() {
    return org.changes() + grants.changes() + channels.changes() + settingsChanges.get();
  }

  @Override
  public void close() {
    callbacks.close();
  }

  @Override
  public JsonNode save() {
    return org.alone(
        () -> {
          ObjectNode all = SandboxJson.object();
          all.set("settings", SandboxJson.MAPPER.valueToTree(settings()));
          all.set("org", org.save());
          all.set("grants", grants.save());
          all.set("channels", channels.save());
          return all;
        });
  }

  @Override
  public void restore(JsonNode saved) {
    org.alone(
        () -> {
          settings.set(ZohoSettings.standard().with((ObjectNode) saved.get("settings")));
          org.restore(saved.path("org"));
          grants.restore(saved.path("grants"));
          channels.restore(saved.path("channels"));
          return null;
        });
  }

  public ZohoSettings settings() {
    return settings.get();
  }

  /** Changes the settings of the organization at once. */
  public void settings(UnaryOperator<ZohoSettings> change) {
    settings.updateAndGet(change);
    settingsChanges.incrementAndGet();
  }

  /** Changes some settings at once, by their names. */
  public void set(ObjectNode some) {
    settings(before -> before.with(some));
  }

  /** What people do in the simulated organization. */
  public ZohoEdits edits() {
    return edits;
  }

  /** Records per module, those in the recycle bin and those that know an ERP's id. */
  public ObjectNode counts() {
    return org.alone(() -> new Inspection(org).counts());
  }

  /** The values of a field that several records have, with the ids; empty when clean. */
  public Map<String, List<String>> duplicates(String module, String field) {
    return edits.alone(module, in -> new Inspection(org).duplicates(in, field));
  }

  /**
   * Puts this side's half of {@link TwoSides} in the place of all records; names are no longer
   * unique.
   *
   * @param emails {@code contacts} or {@code field}: where the e-mails are
   */
  public void twoSides(TwoSides sides, long seed, String emails) {
    TwoSidesSeed.Emails where = TwoSidesSeed.Emails.valueOf(emails.toUpperCase(Locale.ROOT));
    set(SandboxJson.object().set("uniqueSystemFields", SandboxJson.array()));
    org.alone(
        () -> {
          new TwoSidesSeed(sides, where).fill(org, new ZohoSeed(company, seed));
          return null;
        });
  }

  /** A code that the user made in the vendor's console, to be pasted. */
  public String grantCode(String scope) {
    return grants.code(null, scope, true, settings().codeSeconds());
  }

  /** A refresh token that was made long ago. */
  public String refreshToken(String scope) {
    return grants.plantRefresh(scope);
  }

  Channels channels() {
    return channels;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  Credits credits() {
    return credits;
  }

  Automations automations() {
    return automations;
  }

  /** How many calls of the API are under way. */
  public int callsUnderWay() {
    return api.underWay();
  }

  /** How many access tokens were handed out since the start. */
  public int signIns() {
    return grants.issued();
  }

  @Override
  public ObjectNode describe() {
    ObjectNode all = SandboxJson.object();
    all.put("accountsServer", host(ACCOUNTS).toString()).put("apiDomain", host(NAME).toString());
    all.put("otherDataCentre", host(ELSEWHERE).toString());
    all.put("tokenPath", "/oauth/v2/token").put("consentPath", "/oauth/v2/auth");
    all.put("clientId", ZohoAccounts.CLIENT_ID).put("clientSecret", ZohoAccounts.CLIENT_SECRET);
    all.put("refreshToken", ZohoAccounts.REFRESH_TOKEN).put("scope", ZohoAccounts.SCOPE);
    all.put("user", ZohoAccounts.USER).put("password", ZohoAccounts.PASSWORD);
    all.put("example", "/crm/v8/Accounts?fields=Account_Name&per_page=2");
    all.put("signIns", signIns()).put("creditsUsed", credits.used());
    ObjectNode rows = all.putObject("records");
    org.alone(
        () -> {
          org.modules().forEach(module -> rows.put(module.name(), module.records().size()));
          return null;
        });
    return all;
  }
}
