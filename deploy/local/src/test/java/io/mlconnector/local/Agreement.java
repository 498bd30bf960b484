package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** How far the linked customers of both sides agree, and what a person is asked about. */
final class Agreement {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 1_000;
  private static final String WEBSITE = "I";
  private static final Map<String, String> SERVICES =
      Map.of("jdedwards", "jde", "zoho-crm", "zoho");

  private final TwoSidesView view;
  private final RunningLauncher run;

  Agreement(TwoSidesView view, RunningLauncher run) {
    this.view = view;
    this.run = run;
  }

  /**
   * What is not the same on both sides, by account: both values of each such field.
   *
   * @param linked the address number of each account
   */
  Map<String, Map<String, String>> differences(Map<String, String> linked) throws Exception {
    Map<String, Map<String, String>> differences = new HashMap<>();
    for (JsonNode account : view.accounts()) {
      String number = linked.get(account.path("id").asText());
      if (number != null) {
        Map<String, String> ours = ofEntry(view.entry(Long.parseLong(number)));
        Map<String, String> theirs = ofAccount(account);
        Map<String, String> fields = new TreeMap<>(ours);
        fields.replaceAll((field, value) -> value + " / " + theirs.get(field));
        fields.keySet().removeIf(field -> alike(ours.get(field), theirs.get(field)));
        if (!fields.isEmpty()) {
          differences.put(account.path("id").asText(), fields);
        }
      }
    }
    return differences;
  }

  /** Waits until both sides are the same but for what a person is asked. */
  void await(Map<String, String> linked, Duration patience, Duration pause) {
    Awaitility.await("equal, but for what a person is asked")
        .atMost(patience)
        .pollInterval(pause)
        .untilAsserted(() -> assertHolds(linked));
  }

  /** Whether both sides are the same but for what a person is asked; returns how much that is. */
  int assertHolds(Map<String, String> linked) throws Exception {
    Map<String, Map<String, String>> differences = differences(linked);
    Map<String, Set<String>> fields = new HashMap<>();
    differences.forEach((account, values) -> fields.put(account, values.keySet()));
    assertThat(fields).as(differences.toString()).isEqualTo(conflicts());
    return fields.size();
  }

  private static Map<String, String> ofEntry(JsonNode entry) {
    JsonNode master = entry.path("master");
    JsonNode phone = first(entry.path("phones"), "PHTP", "");
    return Map.of(
        "name", text(master, "ALPH"),
        "taxId", text(master, "TAX"),
        "phone", (text(phone, "AR1") + " " + text(phone, "PH1")).strip(),
        "website", text(first(entry.path("emails"), "ETP", WEBSITE), "EMAL"),
        "billingAddress.line1", text(entry.path("address"), "ADD1"),
        "billingAddress.city", text(entry.path("address"), "CTY1"),
        "creditLimit.amount", amount(entry.path("companies").path("00000"), "ACL"));
  }

  private static Map<String, String> ofAccount(JsonNode account) {
    return Map.of(
        "name", text(account, "Account_Name"),
        "taxId", text(account, "Tax_ID"),
        "phone", text(account, "Phone"),
        "website", text(account, "Website"),
        "billingAddress.line1", text(account, "Billing_Street"),
        "billingAddress.city", text(account, "Billing_City"),
        "creditLimit.amount", amount(account, "Credit_Limit"));
  }

  /** The row for the entry itself, not for one of its persons. */
  private static JsonNode first(JsonNode rows, String type, String wanted) {
    for (JsonNode row : rows) {
      if (row.path("IDLN").asInt() == 0 && text(row, type).equals(wanted)) {
        return row;
      }
    }
    return JSON.createObjectNode();
  }

  private static String text(JsonNode record, String field) {
    return record.path(field).isNull() ? "" : record.path(field).asText("").strip();
  }

  /** Whoever has an e-mail, tax id or name in other letters is left alone. */
  private static boolean alike(String ours, String theirs) {
    return letters(ours).equals(letters(theirs));
  }

  private static String letters(String text) {
    return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }

  /** A number that nobody gave is zero to the ERP. */
  private static String amount(JsonNode record, String field) {
    String text = text(record, field);
    return text.isEmpty() ? "0" : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  /** What waits for a person, who sees both values: the fields' names by account. */
  Map<String, Set<String>> conflicts() throws Exception {
    Map<String, Set<String>> conflicts = new HashMap<>();
    JsonNode disputes =
        JSON.readTree(run.services().get("mapping", "/api/conflicts?limit=" + MOST));
    assertThat(disputes.size()).isLessThan(MOST);
    for (JsonNode dispute : disputes) {
      for (JsonNode field : dispute.path("fields")) {
        assertThat(field.path("sides")).hasSize(2);
        for (JsonNode side : field.path("sides")) {
          assertThat(text(side, "value")).as(field.toString()).isNotEmpty();
          if (side.path("connection").asText().equals("zoho")) {
            conflicts
                .computeIfAbsent(side.path("record").asText(), any -> new HashSet<>())
                .add(field.path("field").asText());
          }
        }
      }
    }
    return conflicts;
  }

  /** Waits until both sides' customers were read to their end so often, from now on. */
  void awaitPolls(int times, Duration patience) {
    for (int i = 0; i < times; i++) {
      Instant now = Instant.now();
      SERVICES.forEach(
          (service, connection) ->
              Awaitility.await(connection + " is polled")
                  .atMost(patience)
                  .until(() -> readUpTo(service, connection).isAfter(now)));
    }
  }

  private Instant readUpTo(String service, String connection) throws Exception {
    String path = "/api/connections/" + connection + "/streams";
    for (JsonNode stream : JSON.readTree(run.services().get(service, path)).path("streams")) {
      if (stream.path("stream").asText().equals("customers")) {
        return Instant.parse(stream.path("watermark").asText());
      }
    }
    throw new AssertionError(connection + " has no customers");
  }
}
