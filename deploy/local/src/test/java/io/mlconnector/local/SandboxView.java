package io.mlconnector.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
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

  private final Control control;

  SandboxView(Ports ports) {
    this.control = new Control(ports);
  }

  SandboxView(URI control) {
    this.control = new Control(control);
  }

  /** The simulated Zendesk's organizations that came from the ERP. */
  List<JsonNode> organizations() {
    return fromErp(control.get("/zendesk/organizations"));
  }

  JsonNode organization(String externalId) {
    return control.get("/zendesk/organizations?external_id=" + externalId).path(0);
  }

  /** The credit limit that the customer's organization shows, without decimals. */
  String creditLimit(String partyNumber) {
    return organization("fusion:customer:" + partyNumber)
        .path("organization_fields")
        .path("credit_limit")
        .decimalValue()
        .toBigInteger()
        .toString();
  }

  /** The simulated Zendesk's users that came from the ERP, with identities and memberships. */
  List<JsonNode> users() {
    return fromErp(control.get("/zendesk/users"));
  }

  /** The e-mail addresses of all users, whoever made them. */
  Set<String> emails() {
    Set<String> emails = new TreeSet<>();
    control
        .get("/zendesk/users")
        .forEach(user -> emails.add(user.path("email").asText("").toLowerCase(Locale.ROOT)));
    return emails;
  }

  JsonNode duplicates() {
    return control.get("/zendesk/state").path("duplicates");
  }

  /** Moves the clock of the simulated vendors forward. */
  void later(Duration step) {
    control.post("/clock", JSON.createObjectNode().put("advance", step.toString()));
  }

  /** Has the simulated Zendesk allow more calls, as connections with {@code highVolume} expect. */
  void buyHighVolume() {
    control.patch("/zendesk/settings", JSON.createObjectNode().put("highVolume", true));
  }

  /**
   * The users whom a ticket can come from and who belong to a customer, in the order of their
   * e-mail addresses. Some contacts have neither, and users are made in the order of arrival.
   */
  List<JsonNode> requesters() {
    return users().stream()
        .filter(user -> user.hasNonNull("email") && user.hasNonNull("organization_id"))
        .sorted(Comparator.comparing(user -> user.path("email").asText()))
        .toList();
  }

  /** The customer, by its key in the ERP, that the user's organization was made from. */
  String customerOf(JsonNode user) {
    String organization = user.path("organization_id").asText();
    return organizations().stream()
        .filter(each -> each.path("id").asText().equals(organization))
        .map(each -> each.path("external_id").asText().replace("fusion:customer:", ""))
        .findFirst()
        .orElseThrow();
  }

  /** Opens a ticket of a person; gives its id. */
  String openTicket(String requester, String subject, String comment) {
    return control
        .post(
            "/zendesk/tickets",
            JSON.createObjectNode()
                .put("requester", requester)
                .put("subject", subject)
                .put("comment", comment))
        .path("id")
        .asText();
  }

  /** An agent writes on a ticket, for all to read. */
  void answerTicket(String id, String comment) {
    control.post(
        "/zendesk/tickets/" + id + "/comments", JSON.createObjectNode().put("body", comment));
  }

  void solveTicket(String id) {
    setStatus(id, "solved");
  }

  void setStatus(String ticket, String status) {
    control.patch("/zendesk/tickets/" + ticket, JSON.createObjectNode().put("status", status));
  }

  /** The texts of the notes on a customer in the simulated ERP. */
  List<String> notes(String partyNumber) {
    List<String> texts = new ArrayList<>();
    control
        .get("/fusion/accounts/" + partyNumber + "/notes")
        .forEach(note -> texts.add(note.path("NoteTxt").asText()));
    return texts;
  }

  /** All rows of an entity set of the simulated Dynamics 365. */
  List<JsonNode> rows(String set) {
    List<JsonNode> rows = new ArrayList<>();
    control.get("/dynamics365/rows/" + set).path("rows").forEach(rows::add);
    return rows;
  }

  /** Changes a row of the simulated Dynamics 365, named by entity set, company and number. */
  void setRow(String row, String field, String value) {
    control.patch("/dynamics365/rows/" + row, JSON.createObjectNode().put(field, value));
  }

  /** From now on the helpdesk calls nobody, and keeps what it would have said. */
  void holdWebhooks() {
    control.post("/zendesk/webhooks/hold", JSON.createObjectNode());
  }

  /** Calls with what was kept, twice each and the newest first; the oldest are lost. */
  void releaseWebhooksDoubledAndReversed(int lost) {
    ObjectNode how = JSON.createObjectNode().put("copies", 2).put("reversed", true);
    control.post("/zendesk/webhooks/release", how.put("drop", lost));
  }

  void setAccount(String partyNumber, String attribute, String value) {
    control.patch("/fusion/accounts/" + partyNumber, JSON.createObjectNode().put(attribute, value));
  }

  /** Calls to both vendors since the sandbox started. */
  long calls() {
    return control.get("/ledger").path("total").asLong();
  }

  /**
   * Calls to both vendors for records: making custom fields, once per account, does not count, nor
   * do the helpdesk's own streams, which are polled the more often the longer all takes.
   */
  long callsForRecords() {
    String others = "/api/v2/(.*_fields|incremental/).*";
    JsonNode ledger =
        control.get("/ledger?vendor=zendesk&path=" + URLEncoder.encode(others, UTF_8));
    return ledger.path("total").asLong() - ledger.path("matching").asLong();
  }

  /** Finished calls by vendor, method and status. */
  String callsByKind() {
    return control.get("/ledger").path("counts").toString();
  }

  /** Calls to Zendesk that change something, sign-ins left out. */
  List<String> writes() {
    JsonNode ledger = control.get("/ledger?vendor=zendesk&path=/api/.*");
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
  int mostCallsWithin(Duration window) {
    JsonNode ledger = control.get("/ledger?vendor=zendesk&path=/api/.*");
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
}
