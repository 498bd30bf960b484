package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.VendorContext;
import io.mlconnector.sandbox.screens.Screen;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Oracle Fusion: customers, contacts and receivables behind the identity domain's sign-in, as the
 * vendor sheet (sections F1 to F6) states them.
 */
public final class FusionVendor implements SimulatedVendor {

  public static final String NAME = "fusion";

  private final AtomicReference<FusionSettings> settings =
      new AtomicReference<>(FusionSettings.standard());
  private final AtomicLong settingsChanges = new AtomicLong();
  private final FusionData data;
  private final IssuedTokens tokens;
  private final IdentityDomain identity;
  private final ResourceApi resources;
  private final FusionEdits edits;

  public FusionVendor(VendorContext context) {
    data = new FusionData(context.company(), context.clock(), context.seed());
    tokens = new IssuedTokens(context.clock());
    identity = new IdentityDomain(tokens, settings::get);
    RateLimit rate = new RateLimit(context.clock());
    resources = new ResourceApi(data, new Gate(tokens, settings::get), rate, settings::get);
    edits = new FusionEdits(data);
    data.finance.follow(() -> settings.get().stampsFollowChildren());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Oracle Fusion";
  }

  @Override
  public List<Screen> screens() {
    return FusionScreens.of(this);
  }

  @Override
  public void mount(Router router) {
    identity.mount(router);
    resources.mount(router);
    router.route().handler(call -> FusionErrors.reply(Framework.NONE, 404, "Not Found").send(call));
  }

  @Override
  public void mountControl(Router control) {
    new FusionControl(this).mount(control);
  }

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    String header = call.request().getHeader(Framework.HEADER);
    Framework framework =
        header != null && header.matches("[1-9]")
            ? new Framework(Integer.parseInt(header))
            : Framework.NONE;
    return FusionErrors.reply(framework, status, "the service cannot answer now");
  }

  /** Makes all access tokens, refresh tokens and pending codes worthless. */
  @Override
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /** Makes all access tokens worthless, so that a client has to refresh or sign in again. */
  public void revokeAccessTokens() {
    tokens.revokeAccess();
  }

  @Override
  public long changes() {
    return data.tables().stream().mapToLong(FusionTable::changes).sum()
        + data.notebooks.changes()
        + data.attachments.changes()
        + data.finance.lines.changes()
        + tokens.changes()
        + settingsChanges.get();
  }

  @Override
  public JsonNode save() {
    return FusionState.save(data, settings(), tokens);
  }

  @Override
  public void restore(JsonNode saved) {
    settings.set(FusionState.settings(saved));
    FusionState.restore(saved, data, tokens);
  }

  /** How many access tokens were handed out since the start. */
  public int signIns() {
    return identity.signIns();
  }

  public FusionSettings settings() {
    return settings.get();
  }

  /** Changes the settings of the pod at once. */
  public void settings(UnaryOperator<FusionSettings> change) {
    settings.updateAndGet(change);
    settingsChanges.incrementAndGet();
  }

  /** What people do in the simulated ERP. */
  public FusionEdits edits() {
    return edits;
  }

  public FusionTable accounts() {
    return data.accounts;
  }

  public FusionTable contacts() {
    return data.contacts;
  }

  public Children notebooks() {
    return data.notebooks;
  }

  public Children attachments() {
    return data.attachments;
  }

  public FusionTable interactions() {
    return data.interactions;
  }

  public FusionTable orders() {
    return data.orders;
  }

  public FusionTable invoices() {
    return data.invoices;
  }

  /** Ledgers, suppliers, orders, invoices and payments. */
  public FinanceData finance() {
    return data.finance;
  }

  public FusionTable receivables() {
    return data.receivables;
  }

  @Override
  public ObjectNode describe() {
    ObjectNode all = SandboxJson.object();
    all.put("tokenPath", "/oauth2/v1/token");
    all.put("clientId", FusionAccounts.CLIENT_ID);
    all.put("clientSecret", FusionAccounts.CLIENT_SECRET);
    all.put("scope", settings().scope());
    all.put("user", FusionAccounts.USER);
    all.put("password", FusionAccounts.PASSWORD);
    all.put("example", "/crmRestApi/resources/11.13.18.05/accounts?limit=2&onlyData=true");
    all.put("signIns", signIns());
    ObjectNode rows = all.putObject("rows");
    data.tables().forEach(table -> rows.put(table.type().name(), table.size()));
    return all;
  }
}
