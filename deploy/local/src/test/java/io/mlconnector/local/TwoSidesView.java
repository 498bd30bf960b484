package io.mlconnector.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a person in the simulated JD Edwards and one in the simulated Zoho CRM see and do. */
final class TwoSidesView {

  private final Control control;

  TwoSidesView(Ports ports) {
    this.control = new Control(ports);
  }

  /** The accounts, oldest first. */
  List<JsonNode> accounts() {
    return list(control.get("/zoho/records/Accounts").path("records"));
  }

  JsonNode account(String id) {
    return control.get("/zoho/records/Accounts/" + id);
  }

  /** Returns the account's id. */
  String createAccount(Map<String, String> values) {
    return control.post("/zoho/records/Accounts", values).path("id").asText();
  }

  void changeAccount(String id, Map<String, String> values) {
    control.patch("/zoho/records/Accounts/" + id, values);
  }

  /** An address book entry with all its rows. */
  JsonNode entry(long number) {
    return control.get("/jdedwards/entries/" + number);
  }

  /** Makes a customer by the inputs that a screen has; returns its address number. */
  long createCustomer(Map<String, String> values) {
    return control.post("/jdedwards/customers", values).path("AddressNumber").asLong();
  }

  /** Lets a system carry out its calls to such a path at once, and answer them byte by byte. */
  void answersSlowly(String vendor, String path, Duration perByte) {
    Map<String, String> fault =
        Map.of("kind", "slow", "vendor", vendor, "path", path, "trickle", perByte.toString());
    control.post("/faults", fault);
  }

  /** Lets a system refuse all calls, while its people go on working. */
  void isDown(String vendor) {
    control.post(
        "/faults", Map.of("kind", "status", "vendor", vendor, "status", 503, "times", "forever"));
  }

  void noFaults() {
    control.delete("/faults");
  }

  /** Changes a customer by the inputs that a screen has. */
  void changeCustomer(long number, Map<String, String> values) {
    control.patch("/jdedwards/customers/" + number, values);
  }

  /** All rows of a table of the ERP. */
  List<JsonNode> rows(String table) {
    return list(control.get("/jdedwards/rows/" + table).path("rows"));
  }

  /** Changes one input each of so many customers, drawn by the seed. */
  void changeCustomers(int count, long seed, List<String> inputs) {
    control.post("/jdedwards/changes", Map.of("count", count, "seed", seed, "inputs", inputs));
  }

  /** Changes one field each of so many accounts, drawn by the seed. */
  void changeAccounts(int count, long seed, List<String> fields) {
    control.post("/zoho/changes", Map.of("count", count, "seed", seed, "fields", fields));
  }

  /** How many orchestrations of the ERP ran. */
  int orchestrations() {
    return calls("jdedwards", "/orchestrator/(Create|Update)");
  }

  /** How many calls wrote records of the CRM, which takes a hundred in one. */
  int crmWrites() {
    return calls("zoho", "^/crm/v8/(Accounts|Contacts|Vendors)(/upsert)?$");
  }

  /** All calls that a system got, which its ledger still holds. */
  int calls(String vendor, String path) {
    String query = "?vendor=" + vendor + "&path=" + URLEncoder.encode(path, UTF_8);
    return control.get("/ledger" + query).path("matching").asInt();
  }

  /** How many address book entries have a name. */
  long entriesCalled(String name) {
    return rows("F0101").stream()
        .filter(row -> row.path("ALPH").asText().strip().equals(name))
        .count();
  }

  /** How many accounts have a name. */
  long accountsCalled(String name) {
    return accounts().stream()
        .filter(account -> account.path("Account_Name").asText().equals(name))
        .count();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
