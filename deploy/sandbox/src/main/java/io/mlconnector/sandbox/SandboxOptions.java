package io.mlconnector.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a sandbox starts. Everything listens on 127.0.0.1 only. Options never change: what sets one
 * gives others.
 */
public final class SandboxOptions {

  static final int USUAL_EMPLOYEES = 400;
  static final int USUAL_SUPPLIERS = 120;

  private int controlPort;
  private Map<String, Integer> vendorPorts = Map.of();
  private long seed = 1;
  private int customers = 40;
  private int contacts = 100;
  private int employees = USUAL_EMPLOYEES;
  private int suppliers = USUAL_SUPPLIERS;
  private Path folder;
  private int twoSides;
  private Tls tls;

  private SandboxOptions() {}

  /**
   * A certificate and its key, both PEM files.
   *
   * @param clients the authority of callers' certificates, a PEM file; null for none
   * @param asking vendors that take nobody without a certificate of that authority
   */
  public record Tls(Path certificate, Path key, Path clients, Set<String> asking) {
    public Tls {
      asking = Set.copyOf(asking);
    }

    boolean asks(String vendor) {
      return asking.contains(vendor);
    }
  }

  /** The local run: control 8090, each vendor on its usual port, 2,000 customers. */
  public static SandboxOptions local() {
    return new SandboxOptions()
        .company(2000, 5000)
        .controlPort(8090)
        .with(each -> each.vendorPorts = Vendors.LOCAL_PORTS);
  }

  /** The names of the vendors that a sandbox plays. */
  public static Set<String> vendors() {
    return Vendors.LOCAL_PORTS.keySet();
  }

  /** Free ports and a company of 40 customers and 100 contacts, 400 people and 120 vendors. */
  public static SandboxOptions forTests() {
    return new SandboxOptions();
  }

  /** A company of so many customers, at least 20, and contacts, at least 40. */
  public SandboxOptions company(int newCustomers, int newContacts) {
    return with(
        each -> {
          each.customers = newCustomers;
          each.contacts = newContacts;
        });
  }

  /** So many people, at least 40, and vendors, at least 20, in the simulated PeopleSoft. */
  public SandboxOptions directory(int newEmployees, int newSuppliers) {
    return with(
        each -> {
          each.employees = newEmployees;
          each.suppliers = newSuppliers;
        });
  }

  /** Makes the company and all chance repeatable. */
  public SandboxOptions seed(long newSeed) {
    return with(each -> each.seed = newSeed);
  }

  /** Port of the control server; 0 for any free one. */
  public SandboxOptions controlPort(int port) {
    return with(each -> each.controlPort = port);
  }

  /** Port of a vendor; 0, as where nothing is said, for any free one. */
  public SandboxOptions vendorPort(String vendor, int port) {
    Map<String, Integer> ports = new LinkedHashMap<>(vendorPorts);
    ports.put(vendor, port);
    return with(each -> each.vendorPorts = Map.copyOf(ports));
  }

  /** Where the vendors' state outlives the process; null for nowhere. */
  public SandboxOptions folder(Path newFolder) {
    return with(each -> each.folder = newFolder);
  }

  /**
   * So many customers with which JD Edwards and Zoho CRM each begin instead, as two companies that
   * never met ({@link TwoSides}); 0 for the company.
   */
  public SandboxOptions twoSides(int number) {
    return with(each -> each.twoSides = number);
  }

  /** Vendors that speak https by this certificate. */
  public SandboxOptions tls(Path certificate, Path key) {
    return with(each -> each.tls = new Tls(certificate, key, null, Set.of()));
  }

  /** Of the vendors that speak https, those that ask who calls, by certificates of an authority. */
  public SandboxOptions clients(Path authority, Set<String> asking) {
    return with(each -> each.tls = new Tls(tls.certificate(), tls.key(), authority, asking));
  }

  public int controlPort() {
    return controlPort;
  }

  public Map<String, Integer> vendorPorts() {
    return vendorPorts;
  }

  public long seed() {
    return seed;
  }

  public int customers() {
    return customers;
  }

  public int contacts() {
    return contacts;
  }

  public int employees() {
    return employees;
  }

  public int suppliers() {
    return suppliers;
  }

  public Path folder() {
    return folder;
  }

  public int twoSides() {
    return twoSides;
  }

  /** Null for plain http. */
  public Tls tls() {
    return tls;
  }

  private SandboxOptions with(Consumer<SandboxOptions> change) {
    SandboxOptions other = new SandboxOptions();
    other.controlPort = controlPort;
    other.vendorPorts = vendorPorts;
    other.seed = seed;
    other.customers = customers;
    other.contacts = contacts;
    other.employees = employees;
    other.suppliers = suppliers;
    other.folder = folder;
    other.twoSides = twoSides;
    other.tls = tls;
    change.accept(other);
    return other;
  }
}
