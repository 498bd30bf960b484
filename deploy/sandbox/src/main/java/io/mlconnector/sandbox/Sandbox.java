package io.mlconnector.sandbox;

import io.mlconnector.sandbox.dynamics.DynamicsVendor;
import io.mlconnector.sandbox.fusion.FusionVendor;
import io.mlconnector.sandbox.jde.JdeVendor;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftVendor;
import io.mlconnector.sandbox.tableau.TableauVendor;
import io.mlconnector.sandbox.zendesk.ZendeskVendor;
import io.mlconnector.sandbox.zoho.ZohoVendor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A running set of simulated vendors, each on a loopback port of its own, with one control server.
 *
 * <p>Tests use it in-process and need no HTTP to control it; {@link Main} runs it as a process.
 */
public final class Sandbox implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Sandbox.class.getName());
  private static final long SAVE_EVERY_MILLIS = 3_000;

  private final Vertx vertx;
  private final SandboxClock clock = new SandboxClock();
  private final Ledger ledger = new Ledger();
  private final Faults faults = new Faults();
  private final Map<String, SimulatedVendor> vendors = new LinkedHashMap<>();
  private final Map<String, VendorServer> servers = new LinkedHashMap<>();
  private final Company company;
  private final StateFolder state;
  private HttpServer control;

  private Sandbox(SandboxOptions options) {
    this.company = Company.generate(options.seed(), options.customers(), options.contacts());
    this.state = options.folder() == null ? null : new StateFolder(options);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
  }

  /** Starts everything; throws {@link IllegalStateException} naming a port that is in use. */
  public static Sandbox start(SandboxOptions options) {
    Sandbox sandbox = new Sandbox(options);
    try {
      sandbox.open(options);
      return sandbox;
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  private void open(SandboxOptions options) {
    VendorContext context =
        new VendorContext(clock, company, options.seed(), options.employees(), options.suppliers());
    LedgerHandler calls = new LedgerHandler(ledger, clock);
    for (VendorFactory factory : Vendors.ALL) {
      SimulatedVendor vendor = factory.create(context);
      vendors.put(vendor.name(), vendor);
    }
    if (options.twoSides() > 0) {
      TwoSides sides = TwoSides.generate(options.seed(), options.twoSides());
      jde().seed(sides);
      zoho().twoSides(sides, options.seed(), "field");
    }
    if (state != null) {
      state.restore(vendors, clock);
      keepSaving();
    }
    vendors.forEach(
        (name, vendor) -> {
          Map<String, Consumer<Router>> hosts = new LinkedHashMap<>();
          hosts.put(name, vendor::mount);
          hosts.putAll(vendor.otherHosts());
          Map<String, URI> addresses = new LinkedHashMap<>();
          hosts.forEach(
              (host, paths) -> {
                int port = options.vendorPorts().getOrDefault(host, 0);
                servers.put(
                    host,
                    VendorServer.start(vertx, port, options.tls(), vendor, paths, calls, faults));
                addresses.put(host, servers.get(host).uri());
              });
          vendor.listensAt(addresses);
        });
    control = new ControlApi(this, vertx).start(options.controlPort());
  }

  private void keepSaving() {
    vertx.setPeriodic(
        SAVE_EVERY_MILLIS,
        timer ->
            vertx
                .executeBlocking(
                    () -> {
                      state.save(vendors, clock);
                      return null;
                    })
                .onFailure(e -> LOG.log(Level.WARNING, "the sandbox state was not saved", e)));
  }

  /** Where the control server listens. */
  public URI control() {
    return URI.create("http://" + VendorServer.LOOPBACK + ":" + control.actualPort());
  }

  /**
   * The base URL of a vendor or of one of its other hosts; throws {@link IllegalArgumentException}
   * for an unknown name.
   */
  public URI vendor(String name) {
    VendorServer server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException("vendor: " + name + " is none of " + servers.keySet());
    }
    return server.uri();
  }

  public Ledger ledger() {
    return ledger;
  }

  public Faults faults() {
    return faults;
  }

  public SandboxClock clock() {
    return clock;
  }

  public Company company() {
    return company;
  }

  public FusionVendor fusion() {
    return (FusionVendor) vendors.get(FusionVendor.NAME);
  }

  public ZendeskVendor zendesk() {
    return (ZendeskVendor) vendors.get(ZendeskVendor.NAME);
  }

  public ZohoVendor zoho() {
    return (ZohoVendor) vendors.get(ZohoVendor.NAME);
  }

  public DynamicsVendor dynamics() {
    return (DynamicsVendor) vendors.get(DynamicsVendor.NAME);
  }

  public JdeVendor jde() {
    return (JdeVendor) vendors.get(JdeVendor.NAME);
  }

  public PeopleSoftVendor peopleSoft() {
    return (PeopleSoftVendor) vendors.get(PeopleSoftVendor.NAME);
  }

  public TableauVendor tableau() {
    return (TableauVendor) vendors.get(TableauVendor.NAME);
  }

  Map<String, SimulatedVendor> vendors() {
    return vendors;
  }

  /** Ends hanging calls, frees all ports and keeps the state if a folder was given. */
  @Override
  public void close() {
    faults.clear();
    vendors.values().forEach(SimulatedVendor::close);
    Listening.await(vertx.close());
    if (state != null && control != null) {
      state.save(vendors, clock);
    }
  }
}
