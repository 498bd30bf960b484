package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

  /** Changes a customer by the inputs that a screen has. */
  void changeCustomer(long number, Map<String, String> values) throws Exception {
    send("PATCH", "/jdedwards/customers/" + number, values);
  }

  /** How many address book entries have a name. */
  long entriesCalled(String name) throws Exception {
    return list(send("GET", "/jdedwards/rows/F0101", null).path("rows")).stream()
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
