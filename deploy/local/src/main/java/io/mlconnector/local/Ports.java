package io.mlconnector.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which loopback port each part of the local run listens on.
 *
 * @param byName part such as {@code console}, {@code kafka} or {@code simulated-zendesk} → port
 */
record Ports(Map<String, Integer> byName) {

  static final String CONSOLE = "console";
  static final String MAPPING = "mapping";
  static final String SANDBOX = "sandbox";
  static final String SIMULATED = "simulated-";
  static final String KAFKA = "kafka";
  static final String POSTGRES = "postgres";

  private static final List<String> ADAPTERS =
      List.of(
          "oracle-fusion",
          "peoplesoft",
          "dynamics365",
          "jdedwards",
          "zendesk",
          "zoho-crm",
          "tableau");

  /** How many of each adapter can run side by side. */
  static final int MAX_REPLICAS = 3;

  private static final int USUAL_BASE = 8080;
  private static final int HIGHEST = 65_535;

  /** Where the replicas' ports begin, for adapters that have several. */
  private static final int REPLICAS = 10;

  /** The offset from the base; with the usual base, these are the ports the documents name. */
  private static final Map<String, Integer> OFFSETS = offsets();

  Ports {
    byName = new TreeMap<>(byName);
  }

  /** Kafka on 19092, PostgreSQL on 15432, the rest from 8080 on. */
  static Ports usual() {
    return from(USUAL_BASE).with(KAFKA, 19_092).with(POSTGRES, 15_432);
  }

  /** All ports within 100 of the base, for a second run on the same machine. */
  static Ports from(int base) {
    Map<String, Integer> ports = new TreeMap<>();
    OFFSETS.forEach((name, offset) -> ports.put(name, checked(name, base + offset)));
    return new Ports(ports);
  }

  Ports with(String name, int port) {
    if (!byName.containsKey(name)) {
      throw new CannotRun(
          "--port " + name + "=" + port + ": no part has that name; use one of " + byName.keySet());
    }
    Map<String, Integer> ports = new TreeMap<>(byName);
    ports.put(name, checked(name, port));
    return new Ports(ports);
  }

  int of(String name) {
    return byName.get(name);
  }

  /** The name of one of an adapter's replicas, which all have the adapter's address in front. */
  static String replica(String service, int replica) {
    return service + "-" + replica;
  }

  /** The base URL of a part. */
  String url(String name) {
    return "http://127.0.0.1:" + of(name);
  }

  /** The names of the simulated vendors. */
  List<String> simulated() {
    return byName.keySet().stream()
        .filter(name -> name.startsWith(SIMULATED))
        .map(name -> name.substring(SIMULATED.length()))
        .toList();
  }

  /** The systems that can have an adapter here. */
  static List<String> adapters() {
    return ADAPTERS;
  }

  private static int checked(String name, int port) {
    if (port < 1 || port > HIGHEST) {
      throw new CannotRun("Port " + port + " for " + name + " is not between 1 and 65535.");
    }
    return port;
  }

  private static Map<String, Integer> offsets() {
    Map<String, Integer> offsets = new LinkedHashMap<>();
    offsets.put(CONSOLE, 0);
    ADAPTERS.forEach(adapter -> offsets.put(adapter, offsets.size()));
    offsets.put(MAPPING, 8);
    offsets.put(SANDBOX, 10);
    offsets.put(SIMULATED + "fusion", 11);
    offsets.put(SIMULATED + "zendesk", 12);
    offsets.put(SIMULATED + "dynamics365", 13);
    offsets.put(SIMULATED + "jdedwards", 14);
    offsets.put(SIMULATED + "zoho", 15);
    offsets.put(SIMULATED + "zoho-accounts", 16);
    offsets.put(SIMULATED + "zoho-us", 17);
    offsets.put(SIMULATED + "peoplesoft", 18);
    offsets.put(SIMULATED + "tableau", 19);
    offsets.put(SIMULATED + "tableau-online", 20);
    offsets.put(KAFKA, 50);
    offsets.put(POSTGRES, 51);
    for (int replica = 1; replica <= MAX_REPLICAS; replica++) {
      for (String adapter : ADAPTERS) {
        offsets.put(replica(adapter, replica), REPLICAS + 10 * replica + offsets.get(adapter));
      }
    }
    return offsets;
  }
}
