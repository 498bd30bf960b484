package io.mlconnector.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a person in the simulated JD Edwards and one in the simulated Zoho CRM see and do. */
final class TwoSidesView {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String control;

  TwoSidesView(Ports ports) {
    this.control = ports.url(Ports.SANDBOX) + "/sandbox";
  }

  /** The accounts, oldest first. */
  List<JsonNode> accounts() throws Exception {
    return list(send("GET", "/zoho/records/Accounts", null).path("records"));
  }

  JsonNode account(String id) throws Exception {
    return send("GET", "/zoho/records/Accounts/" + id, null);
  }

  /** Returns the account's id. */
  String createAccount(Map<String, String> values) throws Exception {
    return send("POST", "/zoho/records/Accounts", values).path("id").asText();
  }

  void changeAccount(String id, Map<String, String> values) throws Exception {
    send("PATCH", "/zoho/records/Accounts/" + id, values);
  }

  /** An address book entry with all its rows. */
  JsonNode entry(long number) throws Exception {
    return send("GET", "/jdedwards/entries/" + number, null);
  }

  /** Makes a customer by the inputs that a screen has; returns its address number. */
  long createCustomer(Map<String, String> values) throws Exception {
    return send("POST", "/jdedwards/customers", values).path("AddressNumber").asLong();
  }

  /** Lets a system carry out its calls to such a path at once, and answer them byte by byte. */
  void answersSlowly(String vendor, String path, Duration perByte) throws Exception {
    Map<String, String> fault =
        Map.of("kind", "slow", "vendor", vendor, "path", path, "trickle", perByte.toString());
    send("POST", "/faults", fault);
  }

  /** Lets a system refuse all calls, while its people go on working. */
  void isDown(String vendor) throws Exception {
    send(
        "POST",
        "/faults",
        Map.of("kind", "status", "vendor", vendor, "status", 503, "times", "forever"));
  }

  void noFaults() throws Exception {
    send("DELETE", "/faults", null);
  }

  /** Changes a customer by the inputs that a screen has. */
  void changeCustomer(long number, Map<String, String> values) throws Exception {
    send("PATCH", "/jdedwards/customers/" + number, values);
  }

  /** All rows of a table of the ERP. */
  List<JsonNode> rows(String table) throws Exception {
    return list(send("GET", "/jdedwards/rows/" + table, null).path("rows"));
  }

  /** Changes one input each of so many customers, drawn by the seed. */
  void changeCustomers(int count, long seed, List<String> inputs) throws Exception {
    send("POST", "/jdedwards/changes", Map.of("count", count, "seed", seed, "inputs", inputs));
  }

  /** Changes one field each of so many accounts, drawn by the seed. */
  void changeAccounts(int count, long seed, List<String> fields) throws Exception {
    send("POST", "/zoho/changes", Map.of("count", count, "seed", seed, "fields", fields));
  }

  /** How many orchestrations of the ERP ran. */
  int orchestrations() throws Exception {
    return calls("jdedwards", "/orchestrator/(Create|Update)");
  }

  /** How many calls wrote records of the CRM, which takes a hundred in one. */
  int crmWrites() throws Exception {
    return calls("zoho", "^/crm/v8/(Accounts|Contacts|Vendors)(/upsert)?$");
  }

  /** All calls that a system got, which its ledger still holds. */
  int calls(String vendor, String path) throws Exception {
    String query = "?vendor=" + vendor + "&path=" + URLEncoder.encode(path, UTF_8);
    return send("GET", "/ledger" + query, null).path("matching").asInt();
  }

  /** How many address book entries have a name. */
  long entriesCalled(String name) throws Exception {
    return rows("F0101").stream()
        .filter(row -> row.path("ALPH").asText().strip().equals(name))
        .count();
  }

  /** How many accounts have a name. */
  long accountsCalled(String name) throws Exception {
    return accounts().stream()
        .filter(account -> account.path("Account_Name").asText().equals(name))
        .count();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private JsonNode send(String method, String path, Object body) throws Exception {
    var publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(JSON.writeValueAsString(body));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(control + path))
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }
}
