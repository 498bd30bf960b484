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
 * @param folder where the vendors' state outlives the process, null for nowhere
 */
public record SandboxOptions(
    int controlPort,
    Map<String, Integer> vendorPorts,
    long seed,
    int customers,
    int contacts,
    Path folder) {

  public SandboxOptions {
    vendorPorts = Map.copyOf(vendorPorts);
  }

  /** The local run: control 8090, each vendor on its usual port, 2,000 customers. */
  public static SandboxOptions local() {
    return new SandboxOptions(8090, Vendors.LOCAL_PORTS, 1, 2000, 5000, null);
  }

  /** The names of the vendors that a sandbox plays. */
  public static Set<String> vendors() {
    return Vendors.LOCAL_PORTS.keySet();
  }

  /** Free ports and a company of 40 customers and 100 contacts. */
  public static SandboxOptions forTests() {
    return new SandboxOptions(0, Map.of(), 1, 40, 100, null);
  }

  public SandboxOptions company(int newCustomers, int newContacts) {
    return new SandboxOptions(controlPort, vendorPorts, seed, newCustomers, newContacts, folder);
  }

  public SandboxOptions seed(long newSeed) {
    return new SandboxOptions(controlPort, vendorPorts, newSeed, customers, contacts, folder);
  }

  public SandboxOptions controlPort(int port) {
    return new SandboxOptions(port, vendorPorts, seed, customers, contacts, folder);
  }

  public SandboxOptions vendorPort(String vendor, int port) {
    Map<String, Integer> ports = new LinkedHashMap<>(vendorPorts);
    ports.put(vendor, port);
    return new SandboxOptions(controlPort, ports, seed, customers, contacts, folder);
  }

  public SandboxOptions folder(Path newFolder) {
    return new SandboxOptions(controlPort, vendorPorts, seed, customers, contacts, newFolder);
  }
}
