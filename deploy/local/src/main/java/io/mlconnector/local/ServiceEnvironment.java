package io.mlconnector.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each service is told, as environment variables and system properties. */
final class ServiceEnvironment {

  private final Ports ports;
  private final Documents documents;
  private final Path keyset;
  private final List<Service> services;
  private final boolean sandbox;
  private final Optional<Path> hyperd;

  /**
   * @param sandbox whether the vendors are simulated on this machine, and so can call us here
   * @param hyperd the program that writes {@code .hyper} files
   */
  ServiceEnvironment(
      Ports ports,
      Documents documents,
      Path keyset,
      List<Service> services,
      boolean sandbox,
      Optional<Path> hyperd) {
    this.hyperd = hyperd;
    this.sandbox = sandbox;
    this.ports = ports;
    this.documents = documents;
    this.keyset = keyset;
    this.services = services;
  }

  /**
   * Names follow the services' configuration keys, by the rules of MicroProfile Config.
   *
   * @param part the name of the replica, which has a port of its own
   */
  Map<String, String> of(
      Service service, String part, String databaseUrl, String user, String password) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(part)));
    variables.put("QUARKUS_DATASOURCE_JDBC_URL", databaseUrl);
    variables.put("QUARKUS_DATASOURCE_USERNAME", user);
    variables.put("QUARKUS_DATASOURCE_PASSWORD", password);
    variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(Ports.KAFKA));
    variables.put("MLCONNECTOR_LOCAL", "true");
    variables.put("MLCONNECTOR_ADDRESS", ports.url(part));
    variables.put("MLCONNECTOR_KEYSET_FILE", keyset.toString());
    variables.put(
        "MLCONNECTOR_AUDIT_HASH_KEY_FILE", keyset.resolveSibling("audit-hash.key").toString());
    if (service.adapter()) {
      variables.put("MLCONNECTOR_CONNECTIONS_FILE", documents.connections().toString());
      if (sandbox) {
        variables.put(
            "MLCONNECTOR_VENDOR_PUBLIC_URL", "http://localhost:" + ports.of(service.name()));
        variables.put("MLCONNECTOR_WEBHOOKS_REGISTER", "auto");
      }
      variables.put("MLCONNECTOR_VENDOR_CONSOLE_URL", ports.url(Ports.CONSOLE));
      if (!part.equals(service.name())) {
        // So the sandbox's ledger shows which replica called.
        variables.put("MLCONNECTOR_VENDOR_USER_AGENT", "ml-connector (" + part + ")");
      }
    }
    if (service.name().equals("tableau")) {
      hyperd.ifPresent(path -> variables.put("MLCONNECTOR_TABLEAU_HYPERD_PATH", path.toString()));
    }
    if (service.equals(Service.MAPPING)) {
      documents.routes().ifPresent(r -> variables.put("MLCONNECTOR_ROUTES_FILE", r.toString()));
    }
    if (service.equals(Service.CONSOLE)) {
      variables.put("MLCONNECTOR_MAPPING_URL", ports.url(Service.MAPPING.name()));
      variables.put(
          "MLCONNECTOR_CONSOLE_PASSWORD_FILE", keyset.resolveSibling("console-people").toString());
      // On one machine, with vendors that are simulated, everything lands within seconds.
      variables.put("MLCONNECTOR_CONSOLE_ERASURE_SETTLE", sandbox ? "5s" : "2m");
    }
    return variables;
  }

  /**
   * What cannot be said by environment variables: the name of one cannot tell a dash from a dot, so
   * {@code ..._ORACLE_FUSION__URL} would be the address of an adapter {@code oracle.fusion}.
   */
  Map<String, String> properties(Service service) {
    Map<String, String> properties = new TreeMap<>();
    if (!service.adapter()) {
      for (Service adapter : services) {
        if (adapter.adapter()) {
          properties.put(
              "mlconnector.adapters." + key(adapter.name()) + ".url", ports.url(adapter.name()));
        }
      }
    }
    return properties;
  }

  /** Keys of a map are quoted where they are more than letters, and must not be otherwise. */
  private static String key(String name) {
    return name.contains("-") ? "\"" + name + "\"" : name;
  }
}
