package io.mlconnector.sandbox.jde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.sandbox.TestReceiver;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls that a JDE job makes when rows change; no source knows their form or a retry. */
class HooksTest {

  private final JdeClient client = new JdeClient();
  private final TestReceiver receiver = new TestReceiver();

  @AfterEach
  void stop() {
    receiver.close();
    client.close();
  }

  @Test
  void aChangeIsToldWithTheSecretInItsHeader() {
    hook(",'header':'X-Secret','secret':'s3cret','member':'an8s'");

    client.done("PATCH", "/customers/100004", "{'CreditLimit':'1','AlphaName':'Both tables'}");

    receiver.arrived(1);
    assertThat(receiver.arrivals()).hasSize(1);
    assertThat(receiver.arrivals().get(0).headers()).containsEntry("X-Secret", "s3cret");
    assertThat(receiver.arrivals().get(0).json()).hasToString("{\"an8s\":[100004]}");
  }

  @Test
  void onlyTheTablesItNamesAreTold() {
    hook(",'tables':['F03012']");
    client.done("PATCH", "/customers/100004", "{'AlphaName':'Not told'}");
    client.done("PATCH", "/rows/F03012/100005/00000?stamped=false", "{'ACL':1}");

    client.done("PATCH", "/rows/F03012/100006/00000", "{'ACL':1}");

    receiver.arrived(1);
    assertThat(receiver.arrivals().get(0).json()).hasToString("{\"addressNumbers\":[100006]}");
  }

  @Test
  void whatOrchestrationsWriteIsToldUnlessTheHookLeavesItOut() {
    hook("");
    client.run("UpdateCustomer", "{'AddressNumber':100007,'CreditLimit':'8'}");
    receiver.arrived(1);
    String id = client.done("GET", "/hooks", null).at("/hooks/0/id").asText();
    client.done("DELETE", "/hooks/" + id, null);
    hook(",'ownWrites':false");

    client.run("UpdateCustomer", "{'AddressNumber':100008,'CreditLimit':'8'}");
    client.done("PATCH", "/customers/100009", "{'CreditLimit':'8'}");

    receiver.arrived(2);
    assertThat(receiver.arrivals().get(1).json()).hasToString("{\"addressNumbers\":[100009]}");
  }

  @Test
  void aRefusedCallIsNotMadeAgain() {
    receiver.answers().add("503");
    hook("");
    client.done("PATCH", "/customers/100004", "{'CreditLimit':'1'}");
    attempts(1);
    client.done("PATCH", "/customers/100005", "{'CreditLimit':'1'}");
    attempts(2);

    assertThat(receiver.arrivals()).hasSize(2);
    assertThat(client.done("GET", "/hooks/attempts", null).at("/attempts/0/status").asInt())
        .isEqualTo(503);
  }

  @Test
  void callsAreHeldDoubledAndReversed() {
    hook("");
    client.done("POST", "/hooks/hold", null);
    client.done("PATCH", "/customers/100004", "{'CreditLimit':'1'}");
    client.done("PATCH", "/customers/100005", "{'CreditLimit':'1'}");

    assertThat(client.done("POST", "/hooks/release", "{'copies':2,'reversed':true}").path("sent"))
        .hasToString("4");
    receiver.arrived(4);
  }

  private void hook(String more) {
    client.done("POST", "/hooks", "{'url':'" + receiver.url() + "'" + more + "}");
  }

  private void attempts(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.done("GET", "/hooks/attempts", null).path("attempts").size() >= count);
  }
}
