package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.local.LeaseBook.Tenure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What databases, topics and the vendors' own ledgers say about the rules, once all is quiet. */
final class Rules {

  private static final List<String> EMPTY_AT_REST =
      List.of("inbox", "waiting", "attempt", "vendor_job", "outbox", "reread", "webhook_inbox");

  private final RunningStages run;
  private final Topics topics;
  private final Map<String, String> connections;
  private final List<String> entities;
  private final boolean orphans;

  /**
   * @param connections connection by system
   * @param entities those that the pair carries
   * @param orphans whether some wait for parents that stand aside for a person
   */
  Rules(
      RunningStages run, Map<String, String> connections, List<String> entities, boolean orphans) {
    this.orphans = orphans;
    this.run = run;
    this.topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    this.connections = connections;
    this.entities = entities;
  }

  /** Rules 5, 6 and 10: what is still under way, by table; nothing at rest. */
  Map<String, Long> underWay() throws SQLException {
    Map<String, Long> left = new TreeMap<>();
    long waiting = 0;
    for (String system : connections.keySet()) {
      try (Connection sql = run.database(system)) {
        for (String table : EMPTY_AT_REST) {
          left.put(system + " " + table, number(sql, "select count(*) from " + table));
        }
        waiting += orphans ? left.remove(system + " waiting") : 0;
      }
    }
    try (Connection sql = run.database(Ports.MAPPING)) {
      left.put("mapping outbox", number(sql, "select count(*) from outbox"));
      left.put(
          "mapping deliveries without an outcome",
          number(
                  sql,
                  "select count(*) from delivery_state where result is null and delivery is not"
                      + " null")
              - waiting);
    }
    left.values().removeIf(count -> count == 0);
    return left;
  }

  /** Rule 1: records whose publication is written down and that no event tells of. */
  List<String> untold() throws SQLException {
    List<String> untold = new ArrayList<>();
    for (Map.Entry<String, String> each : connections.entrySet()) {
      try (Connection sql = run.database(each.getKey())) {
        for (String entity : texts(sql, "select distinct entity from source_record")) {
          Set<String> told = topics.keys(each.getValue(), entity);
          for (String key :
              texts(sql, "select key from source_record where entity = '" + entity + "'")) {
            String record = each.getValue() + "|" + entity + "|" + key;
            if (!told.contains(record)) {
              untold.add(record);
            }
          }
        }
      }
    }
    return untold;
  }

  /** Rule 2: calls by a replica that did not own the connection. */
  List<String> strangers(Map<String, VendorBook> books, List<Fleet.Frozen> frozen)
      throws SQLException {
    List<String> strangers = new ArrayList<>();
    for (Map.Entry<String, VendorBook> each : books.entrySet()) {
      try (Connection sql = run.database(each.getKey())) {
        List<Tenure> tenures = LeaseBook.tenures(sql, connections.get(each.getKey()));
        strangers.addAll(each.getValue().strangers(tenures, run.ports(), frozen));
      }
    }
    return strangers;
  }

  /** Rule 4: records of which an older state stands behind a newer one. */
  List<String> disordered() {
    List<String> disordered = new ArrayList<>();
    entities.forEach(entity -> disordered.addAll(topics.disordered(entity)));
    return disordered;
  }

  /** Rule 5: pairs that the adapter knows and the mapping does not, or otherwise. */
  Set<String> linksThatDiffer() throws SQLException {
    Set<String> links = new TreeSet<>();
    for (String system : connections.keySet()) {
      try (Connection sql = run.database(system)) {
        links.addAll(texts(sql, "select ref || ' -> ' || target_key from link"));
      }
    }
    Set<String> copies = new TreeSet<>();
    try (Connection sql = run.database(Ports.MAPPING)) {
      copies.addAll(
          texts(sql, "select ref || ' -> ' || target_key from link where target_key is not null"));
    }
    Set<String> differ = new TreeSet<>(links);
    differ.removeAll(copies);
    copies.removeAll(links);
    differ.addAll(copies);
    return differ;
  }

  /** Rule 9: events that tell nothing new under a new id. */
  List<String> repeated() {
    List<String> repeated = new ArrayList<>();
    entities.forEach(entity -> repeated.addAll(topics.repeated(entity)));
    return repeated;
  }

  /** Rule 10: reasons for which something stands aside; empty ones are shown as such. */
  Map<String, Long> aside() throws SQLException {
    Map<String, Long> aside = new TreeMap<>();
    for (String system : connections.keySet()) {
      try (Connection sql = run.database(system)) {
        counted(sql, aside, system, "select reason from parked");
        counted(sql, aside, system, "select reason from parked_read");
      }
    }
    try (Connection sql = run.database(Ports.MAPPING)) {
      counted(
          sql, aside, Ports.MAPPING, "select reason from delivery_state where result = 'PARKED'");
    }
    return aside;
  }

  private static void counted(
      Connection sql, Map<String, Long> counts, String where, String question) throws SQLException {
    for (String reason : texts(sql, question)) {
      counts.merge(where + ": " + reason, 1L, Long::sum);
    }
  }

  /** Rule 3: writes by the vendor's ledger that have no entry in ours, by target key. */
  Set<String> unaudited(Set<String> targets) throws Exception {
    Set<String> unaudited = new TreeSet<>(targets);
    unaudited.removeAll(topics.auditedTargets());
    return unaudited;
  }

  /** How many entries the ledger does not have that the audit topic has. */
  long notEntered() throws Exception {
    try (Connection sql = run.database("console")) {
      Set<String> ids = new TreeSet<>(topics.auditIds());
      texts(sql, "select id from audit_seen").forEach(ids::remove);
      return ids.size();
    }
  }

  /** What does not fit in the ledger's chain; empty where everything does. */
  String verified() throws Exception {
    ObjectMapper json = new ObjectMapper();
    run.services().post("console", "/api/ledger/verify", json.createObjectNode());
    JsonNode[] last = new JsonNode[1];
    org.awaitility.Awaitility.await("the ledger is verified")
        .atMost(java.time.Duration.ofMinutes(1))
        .until(
            () -> {
              last[0] = json.readTree(run.services().get("console", "/api/ledger/verify"));
              return !last[0].path("state").asText("running").equals("running");
            });
    boolean fits = last[0].path("state").asText().equals("fits");
    return fits && last[0].path("verdict").path("blocks").asLong() > 0 ? "" : last[0].toString();
  }

  private static long number(Connection sql, String question) throws SQLException {
    try (Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> texts(Connection sql, String question) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = sql.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }
}
