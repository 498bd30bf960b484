package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built service as the simulated Zoho calls it: at once, and not by its polls. */
@QuarkusTest
@TestProfile(NotificationsTest.Reachable.class)
class NotificationsTest extends ZohoTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A service that the simulated Zoho can reach. */
  public static class Reachable implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      int port = freePort();
      return Map.of(
          "quarkus.http.test-port",
          String.valueOf(port),
          "mlconnector.vendor.public-url",
          "http://127.0.0.1:" + port,
          "mlconnector.webhooks.look",
          "200ms");
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String connection;

  @BeforeEach
  void ownConnection() {
    connection = "told" + COUNT.incrementAndGet();
    ObjectNode document = Connections.refreshToken(connection);
    // Nothing is polled unasked.
    ObjectNode streams = document.putObject("streams");
    Kind.ALL.forEach(kind -> streams.putObject(kind.stream()).put("cron", "0 0 0 1 1 ? 2099"));
    connect(document);
    service().post(path("/hook-addresses/changes/register"), null).good();
  }

  @AfterEach
  void endOwnConnection() {
    service().delete("/api/connections/" + connection);
  }

  private String path(String rest) {
    return "/api/connections/" + connection + rest;
  }

  private List<String> events(String entity, String id) {
    return Topic.canonical(entity).of(connection + "|" + entity + "|" + id);
  }

  private JsonNode event(String entity, String id) {
    List<String> events =
        await().atMost(PATIENCE).until(() -> events(entity, id), found -> !found.isEmpty());
    return CanonicalJson.read(events.get(events.size() - 1), JsonNode.class);
  }

  @Test
  void aNewAccountAndItsChangesAreToldAndReadAgainInBothVocabularies() {
    String id = made("Accounts", "Account_Name", "Told " + newKey());

    assertThat(event("customer", id).path("name").asText()).startsWith("Told");
    for (String phone : new String[] {"+46 1", "+46 2", "+46 3"}) {
      changed("Accounts", id, "Phone", phone);
      await()
          .atMost(PATIENCE)
          .until(() -> event("customer", id).path("phone").asText().equals(phone));
    }
  }

  @Test
  void aDeletedContactIsToldAndSeenToBeGone() {
    String id = made("Contacts", "Last_Name", "Told " + newKey());
    event("contact", id);

    zoho.delete("/records/Contacts/" + id);

    await().atMost(PATIENCE).until(() -> event("contact", id).hasNonNull("reason"));
  }

  @Test
  void everyRecordOfOneCallIsRead() {
    List<String> ids =
        List.of(
            made("Vendors", "Vendor_Name", "A " + newKey()),
            made("Vendors", "Vendor_Name", "B " + newKey()),
            made("Vendors", "Vendor_Name", "C " + newKey()));
    ids.forEach(id -> event("vendor", id));

    JsonNode changes = zoho.post("/changes", "{\"module\":\"Vendors\",\"count\":3,\"seed\":7}");

    for (JsonNode id : changes.path("ids")) {
      event("vendor", id.asText());
    }
  }

  @Test
  void theAddressIsNotToBeGuessedAndChannelsLiveForDays() {
    for (JsonNode channel : zoho.get("/channels").path("channels")) {
      String address = channel.path("notifyUrl").asText();
      if (address.contains(connection)) {
        assertThat(address).matches(".*/hooks/zoho-crm/" + connection + "/changes/[\\w-]{43}");
        assertThat(channel.path("related").asBoolean(true)).isFalse();
      }
    }
    assertThat(ours()).isEqualTo(3);
  }

  private int ours() {
    int ours = 0;
    for (JsonNode channel : zoho.get("/channels").path("channels")) {
      ours += channel.path("notifyUrl").asText().contains("/" + connection + "/") ? 1 : 0;
    }
    return ours;
  }

  @Test
  void registeringAgainMakesNoSecondChannelAndOneThatLapsedIsMadeAnew() {
    service().post(path("/hook-addresses/changes/register"), null).good();
    assertThat(ours()).isEqualTo(3);
    zoho.post("/channels/expire", "{}");

    service().post(path("/hook-addresses/changes/register"), null).good();

    String id = made("Accounts", "Account_Name", "Again " + newKey());
    event("customer", id);
  }

  @Test
  void withTheConnectionItsChannelsGo() {
    service().delete("/api/connections/" + connection);

    assertThat(ours()).isZero();
  }
}
