package io.mlconnector.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a sandbox starts. Everything listens on 127.0.0.1 only.
 *
 * @param controlPort port of the control server, 0 for any free one
 * @param vendorPorts port per vendor name, 0 (or no entry) for any free one
 * @param seed makes the company and all chance repeatable
 * @param customers customers of the company, at least 20
 * @param contacts contacts of the company, at least 40
 * @param employees people in the simulated PeopleSoft, at least 40
 * @param suppliers vendors in the simulated PeopleSoft, at least 20
 * @param folder where the vendors' state outlives the process, null for nowhere
 * @param twoSides how many customers JD Edwards and Zoho CRM each begin with instead, as two
 *     companies that never met ({@link TwoSides}); 0 for the company
 * @param tls the certificate and its key with which the vendors speak https; null for http
 */
public record SandboxOptions(
    int controlPort,
    Map<String, Integer> vendorPorts,
    long seed,
    int customers,
    int contacts,
    int employees,
    int suppliers,
    Path folder,
    int twoSides,
    Tls tls) {

  /** A certificate and its key, both PEM files. */
  public record Tls(Path certificate, Path key) {}

  static final int USUAL_EMPLOYEES = 400;
  static final int USUAL_SUPPLIERS = 120;

  public SandboxOptions {
    vendorPorts = Map.copyOf(vendorPorts);
  }

  /** The local run: control 8090, each vendor on its usual port, 2,000 customers. */
  public static SandboxOptions local() {
    return new SandboxOptions(
        8090, Vendors.LOCAL_PORTS, 1, 2000, 5000, USUAL_EMPLOYEES, USUAL_SUPPLIERS, null, 0, null);
  }

  /** The names of the vendors that a sandbox plays. */
  public static Set<String> vendors() {
    return Vendors.LOCAL_PORTS.keySet();
  }

  /** Free ports and a company of 40 customers and 100 contacts, 400 people and 120 vendors. */
  public static SandboxOptions forTests() {
    return new SandboxOptions(
        0, Map.of(), 1, 40, 100, USUAL_EMPLOYEES, USUAL_SUPPLIERS, null, 0, null);
  }

  public SandboxOptions company(int newCustomers, int newContacts) {
    return new SandboxOptions(
        controlPort,
        vendorPorts,
        seed,
        newCustomers,
        newContacts,
        employees,
        suppliers,
        folder,
        twoSides,
        tls);
  }

  /** So many people and vendors in the simulated PeopleSoft. */
  public SandboxOptions directory(int newEmployees, int newSuppliers) {
    return new SandboxOptions(
        controlPort,
        vendorPorts,
        seed,
        customers,
        contacts,
        newEmployees,
        newSuppliers,
        folder,
        twoSides,
        tls);
  }

  public SandboxOptions seed(long newSeed) {
    return new SandboxOptions(
        controlPort,
        vendorPorts,
        newSeed,
        customers,
        contacts,
        employees,
        suppliers,
        folder,
        twoSides,
        tls);
  }

  public SandboxOptions controlPort(int port) {
    return new SandboxOptions(
        port, vendorPorts, seed, customers, contacts, employees, suppliers, folder, twoSides, tls);
  }

  public SandboxOptions vendorPort(String vendor, int port) {
    Map<String, Integer> ports = new LinkedHashMap<>(vendorPorts);
    ports.put(vendor, port);
    return new SandboxOptions(
        controlPort, ports, seed, customers, contacts, employees, suppliers, folder, twoSides, tls);
  }

  public SandboxOptions folder(Path newFolder) {
    return new SandboxOptions(
        controlPort,
        vendorPorts,
        seed,
        customers,
        contacts,
        employees,
        suppliers,
        newFolder,
        twoSides,
        tls);
  }

  /** So many customers on each side of a first meeting. */
  public SandboxOptions twoSides(int each) {
    return new SandboxOptions(
        controlPort,
        vendorPorts,
        seed,
        customers,
        contacts,
        employees,
        suppliers,
        folder,
        each,
        tls);
  }

  /** Vendors that speak https. */
  public SandboxOptions tls(Path certificate, Path key) {
    return new SandboxOptions(
        controlPort,
        vendorPorts,
        seed,
        customers,
        contacts,
        employees,
        suppliers,
        folder,
        twoSides,
        new Tls(certificate, key));
  }
}
