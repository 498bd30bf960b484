package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pods of one company side by side in one service, in which equal keys are other customers. */
@QuarkusTest
class TwoPodsTest extends NotesTest {

  private Sandbox otherVendors;
  private Http otherPod;
  private String other;

  @BeforeEach
  void beside() {
    otherVendors = Sandbox.start(SandboxOptions.forTests());
    otherPod = new Http(otherVendors.control());
    other = connection() + "-b";
    rename("Of the other pod");
  }

  @AfterEach
  void endOther() {
    service().delete("/api/connections/" + other);
    otherVendors.close();
  }

  private void rename(String name) {
    otherPod
        .patch("/sandbox/fusion/accounts/" + CUSTOMER, "{\"OrganizationName\":\"" + name + "\"}")
        .good();
  }

  private void connectBoth() {
    connect();
    connectOther();
  }

  private void connectOther() {
    String address = otherVendors.vendor("fusion").toString().replaceAll("/$", "");
    connect(Connections.clientCredentials(other, address));
  }

  /** Why the deliveries of a connection wait as a whole; missing where they do not. */
  private JsonNode hold(String connection) {
    return service()
        .get("/api/deliveries/waiting?connection=" + connection)
        .good()
        .json()
        .path("hold");
  }

  private void awaitHold(String reason) {
    await()
        .atMost(PATIENCE)
        .until(() -> hold(connection()).path("reason").asText().contains(reason));
  }

  /** Polls, pings and deliveries of the other pod go on, and nothing is said to keep them. */
  private void assertOtherIsAtWork(String ticket) {
    Http.Answer ping = service().post("/api/connections/" + other + "/ping", null);
    Outcome there = delivered(noteOn(other, ticket));

    assertThat(ping.json().path("ok").asBoolean()).as(ping.text()).isTrue();
    assertThat(there.result()).as(there.reason()).isEqualTo(Result.CREATED);
    assertThat(hold(other).isObject()).as("the other waits too").isFalse();
    await().atMost(PATIENCE).until(() -> name(other).equals("Renamed meanwhile"));
    assertThat(texts(CUSTOMER, ticket)).isEmpty();
  }

  private static String name(String connection) {
    JsonNode customer = published(connection, "customer").get(CUSTOMER);
    return customer == null ? "" : customer.path("name").asText();
  }

  private Wish noteOn(String connection, String ticket) {
    RecordKey source = new RecordKey("zendesk", "ticket", ticket);
    return Wish.bare(connection, "customer-note", source)
        .with("customer", CUSTOMER)
        .with("marker", Wish.externalId(source))
        .with("text", "Said to " + connection);
  }

  private List<String> otherTexts(String ticket) {
    List<String> texts = new ArrayList<>();
    for (JsonNode note :
        otherPod.get("/sandbox/fusion/accounts/" + CUSTOMER + "/notes").good().json()) {
      if (note.path("NoteTxt").asText().contains(ticket)) {
        texts.add(note.path("NoteTxt").asText());
      }
    }
    return texts;
  }

  @Test
  void equalKeysAreOtherCustomersAndANoteIsOnTheOneThatItsDeliveryNames() {
    connect();
    awaitCustomers(CUSTOMERS);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(streams().path("streams"))
                    .anyMatch(
                        stream ->
                            stream.path("stream").asText().equals("customers")
                                && stream.hasNonNull("lastPoll")));
    // What the first has published and signed in with is noted; none of it is the other's.
    connectOther();
    await().atMost(PATIENCE).until(() -> published(other, "customer").size() == CUSTOMERS);

    assertThat(published(other, "customer")).containsKey(CUSTOMER);
    assertThat(published("customer")).containsKey(CUSTOMER);
    assertThat(name(other)).isEqualTo("Of the other pod").isNotEqualTo(name(connection()));

    String ticket = ticket();
    Delivery here = noteOn(connection(), ticket).delivery();
    Delivery there = noteOn(other, ticket).delivery();
    Topic.deliveries("oracle-fusion").send(List.of(here, there));

    assertThat(Topic.outcomes(List.of(here, there)).values())
        .extracting(Outcome::result)
        .containsOnly(Result.CREATED);
    assertThat(texts(CUSTOMER, ticket))
        .singleElement()
        .asString()
        .startsWith("Said to " + connection() + "\n");
    assertThat(otherTexts(ticket)).singleElement().asString().startsWith("Said to " + other);
  }

  @Test
  void onePodThatIsDownKeepsNothingFromTheOther() {
    connectBoth();
    awaitCustomers(CUSTOMERS);
    fusion.fault(
        "{\"kind\":\"status\",\"status\":500,\"path\":\"/crmRestApi/.*\",\"times\":\"forever\"}");
    rename("Renamed meanwhile");
    String ticket = ticket();
    Delivery waits = noteOn(connection(), ticket).delivery();
    Topic.deliveries("oracle-fusion").send(List.of(waits));
    awaitHold("did not answer the last calls");

    assertOtherIsAtWork(ticket);

    fusion.noFaults();
    assertThat(Topic.outcome(waits).result()).isEqualTo(Result.CREATED);
  }

  @Test
  void whatOnePodAsksUsToWaitForKeepsNothingFromTheOther() {
    connectBoth();
    awaitCustomers(CUSTOMERS);
    fusion.fault(
        "{\"kind\":\"throttle\",\"path\":\"/crmRestApi/.*\",\"times\":\"forever\",\"retryAfter\":\"900\"}");
    rename("Renamed meanwhile");
    String ticket = ticket();
    Topic.deliveries("oracle-fusion").send(List.of(noteOn(connection(), ticket).delivery()));
    awaitHold("429");

    assertOtherIsAtWork(ticket);
  }
}
