package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a person at the two vendors sees and does, by the sandbox's control port. */
final class SandboxView {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String control;

  SandboxView(Ports ports) {
    this(URI.create(ports.url(Ports.SANDBOX)));
  }

  SandboxView(URI control) {
    this.control = control + "/sandbox";
  }

  /** The simulated Zendesk's organizations that came from the ERP. */
  List<JsonNode> organizations() throws Exception {
    return fromErp(get("/zendesk/organizations"));
  }

  JsonNode organization(String externalId) throws Exception {
    return get("/zendesk/organizations?external_id=" + externalId).path(0);
  }

  /** The credit limit that the customer's organization shows, without decimals. */
  String creditLimit(String partyNumber) throws Exception {
    return organization("fusion:customer:" + partyNumber)
        .path("organization_fields")
        .path("credit_limit")
        .decimalValue()
        .toBigInteger()
        .toString();
  }

  /** The simulated Zendesk's users that came from the ERP, with identities and memberships. */
  List<JsonNode> users() throws Exception {
    return fromErp(get("/zendesk/users"));
  }

  /** The e-mail addresses of all users, whoever made them. */
  Set<String> emails() throws Exception {
    Set<String> emails = new TreeSet<>();
    get("/zendesk/users")
        .forEach(user -> emails.add(user.path("email").asText("").toLowerCase(Locale.ROOT)));
    return emails;
  }

  JsonNode duplicates() throws Exception {
    return get("/zendesk/state").path("duplicates");
  }

  /** Moves the clock of the simulated vendors forward. */
  void later(Duration step) throws Exception {
    post("/clock", JSON.createObjectNode().put("advance", step.toString()));
  }

  /** Has the simulated Zendesk allow more calls, as connections with {@code highVolume} expect. */
  void buyHighVolume() throws Exception {
    patch("/zendesk/settings", JSON.createObjectNode().put("highVolume", true));
  }

  /**
   * The users whom a ticket can come from and who belong to a customer, in the order of their
   * e-mail addresses. Some contacts have neither, and users are made in the order of arrival.
   */
  List<JsonNode> requesters() throws Exception {
    return users().stream()
        .filter(user -> user.hasNonNull("email") && user.hasNonNull("organization_id"))
        .sorted(Comparator.comparing(user -> user.path("email").asText()))
        .toList();
  }

  /** The customer, by its key in the ERP, that the user's organization was made from. */
  String customerOf(JsonNode user) throws Exception {
    String organization = user.path("organization_id").asText();
    return organizations().stream()
        .filter(each -> each.path("id").asText().equals(organization))
        .map(each -> each.path("external_id").asText().replace("fusion:customer:", ""))
        .findFirst()
        .orElseThrow();
  }

  /** Opens a ticket of a person; gives its id. */
  String openTicket(String requester, String subject, String comment) throws Exception {
    return post(
            "/zendesk/tickets",
            JSON.createObjectNode()
                .put("requester", requester)
                .put("subject", subject)
                .put("comment", comment))
        .path("id")
        .asText();
  }

  /** An agent writes on a ticket, for all to read. */
  void answerTicket(String id, String comment) throws Exception {
    post("/zendesk/tickets/" + id + "/comments", JSON.createObjectNode().put("body", comment));
  }

  void solveTicket(String id) throws Exception {
    setStatus(id, "solved");
  }

  void setStatus(String ticket, String status) throws Exception {
    patch("/zendesk/tickets/" + ticket, JSON.createObjectNode().put("status", status));
  }

  /** The texts of the notes on a customer in the simulated ERP. */
  List<String> notes(String partyNumber) throws Exception {
    List<String> texts = new ArrayList<>();
    get("/fusion/accounts/" + partyNumber + "/notes")
        .forEach(note -> texts.add(note.path("NoteTxt").asText()));
    return texts;
  }

  /** All rows of an entity set of the simulated Dynamics 365. */
  List<JsonNode> rows(String set) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    get("/dynamics365/rows/" + set).path("rows").forEach(rows::add);
    return rows;
  }

  /** Changes a row of the simulated Dynamics 365, named by entity set, company and number. */
  void setRow(String row, String field, String value) throws Exception {
    patch("/dynamics365/rows/" + row, JSON.createObjectNode().put(field, value));
  }

  /** From now on the helpdesk calls nobody, and keeps what it would have said. */
  void holdWebhooks() throws Exception {
    post("/zendesk/webhooks/hold", JSON.createObjectNode());
  }

  /** Calls with what was kept, twice each and the newest first; the oldest are lost. */
  void releaseWebhooksDoubledAndReversed(int lost) throws Exception {
    ObjectNode how = JSON.createObjectNode().put("copies", 2).put("reversed", true);
    post("/zendesk/webhooks/release", how.put("drop", lost));
  }

  private JsonNode patch(String path, JsonNode body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(control + path))
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body.toString()))
            .build());
  }

  private JsonNode post(String path, JsonNode body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(control + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  void setAccount(String partyNumber, String attribute, String value) throws Exception {
    patch("/fusion/accounts/" + partyNumber, JSON.createObjectNode().put(attribute, value));
  }

  /** Calls to both vendors since the sandbox started. */
  long calls() throws Exception {
    return get("/ledger").path("total").asLong();
  }

  /** Calls to both vendors for records: making custom fields, once per account, does not count. */
  long callsForRecords() throws Exception {
    JsonNode ledger = get("/ledger?vendor=zendesk&path=/api/v2/.*_fields.*");
    return ledger.path("total").asLong() - ledger.path("matching").asLong();
  }

  /** Finished calls by vendor, method and status. */
  String callsByKind() throws Exception {
    return get("/ledger").path("counts").toString();
  }

  /** Calls to Zendesk that change something, sign-ins left out. */
  List<String> writes() throws Exception {
    JsonNode ledger = get("/ledger?vendor=zendesk&path=/api/.*");
    assertThat(ledger.path("forgotten").asLong()).isZero();
    assertThat(ledger.path("matching").asLong()).isLessThanOrEqualTo(1_000);
    List<String> writes = new ArrayList<>();
    for (JsonNode call : ledger.path("calls")) {
      String method = call.path("method").asText();
      if (!method.equals("GET")) {
        writes.add(method + " " + call.path("path").asText() + " " + call.path("status").asText());
      }
    }
    return writes;
  }

  /**
   * The most calls to Zendesk in any window of that length, sign-ins left out.
   *
   * @throws AssertionError where the ledger shows no longer all of them
   */
  int mostCallsWithin(Duration window) throws Exception {
    JsonNode ledger = get("/ledger?vendor=zendesk&path=/api/.*");
    assertThat(ledger.path("calls").size()).isEqualTo(ledger.path("matching").asInt());
    Deque<Instant> within = new ArrayDeque<>();
    int most = 0;
    for (JsonNode call : ledger.path("calls")) {
      Instant at = Instant.parse(call.path("time").asText());
      within.addLast(at);
      while (!within.getFirst().plus(window).isAfter(at)) {
        within.removeFirst();
      }
      most = Math.max(most, within.size());
    }
    return most;
  }

  private static List<JsonNode> fromErp(JsonNode all) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : all) {
      if (each.path("external_id").asText("").matches("(fusion|dynamics)[^:]*:.*")) {
        found.add(each);
      }
    }
    return found;
  }

  private JsonNode get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(control + path)).build());
  }

  private JsonNode send(HttpRequest request) throws Exception {
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return JSON.readTree(answer.body());
  }
}
