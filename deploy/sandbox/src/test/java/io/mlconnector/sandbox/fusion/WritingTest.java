package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attachments, interactions and attributes of customers: vendor sheet F5. */
class WritingTest {

  private static final String KEY = "300100010007";
  private static final String ACCOUNT = FusionClient.CRM + "accounts/" + KEY;
  private static final String ATTACHMENTS = ACCOUNT + "/child/Attachment";
  private static final String INTERACTIONS = FusionClient.CRM + "interactions";

  private static Sandbox sandbox;
  private static FusionClient client;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests());
    client = new FusionClient(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static String file(String title, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ("{'DatatypeCode':'FILE','CategoryName':'MISC','Title':'%s','UploadedFileName':'a.txt',"
            + "'UploadedFileContentType':'text/plain','UploadedFileLength':%d,'FileContents':'%s'}")
        .formatted(title, bytes.length, Base64.getEncoder().encodeToString(bytes))
        .replace('\'', '"');
  }

  private static int status(String method, String path, String body) throws IOException {
    return client.send(method, 6, path, body.replace('\'', '"')).status();
  }

  @Test
  void anAttachmentsKeyIsInItsSelfLinkOnlyAndItsFileBehindAnEnclosureLink() throws IOException {
    TestHttp.Answer made = client.send("POST", 6, ATTACHMENTS, file("Letter", "Grüße"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().has("FileContents")).isFalse();
    String self = made.json().at("/links/0/href").asText();
    String path = self.substring(self.indexOf("/crmRestApi"));

    assertThat(path).doesNotContain(made.json().path("AttachedDocumentId").asText());
    assertThat(client.get(6, path).status()).isEqualTo(200);
    assertThat(client.get(6, path + "/enclosure/FileContents").body()).isEqualTo("Grüße");
    assertThat(status("PATCH", path, "{'Title':'Other'}")).isEqualTo(200);
    assertThat(client.get(6, path).json().path("Title").asText()).isEqualTo("Other");
    String id = made.json().path("AttachedDocumentId").asText();
    assertThat(client.get(6, ATTACHMENTS + "/" + id).status()).isEqualTo(404);
    JsonNode bare = client.get(6, ATTACHMENTS + "?onlyData=true").json();
    assertThat(bare.at("/items/0").has("links")).isFalse();
  }

  @Test
  void whatNoSourceStatesIsRefused() throws IOException {
    assertThat(status("POST", ATTACHMENTS, file("x".repeat(81), "t"))).isEqualTo(400);
    assertThat(status("POST", ATTACHMENTS, file("t", "t").replace("FILE", "TEXT"))).isEqualTo(400);
    assertThat(status("POST", ATTACHMENTS, file("t", "t").replace("MISC", "POEM"))).isEqualTo(400);
    assertThat(status("POST", ATTACHMENTS, file("t", "t").replace(":1,", ":2,"))).isEqualTo(400);
    assertThat(status("POST", ATTACHMENTS, "{'UploadedText':'t'}")).isEqualTo(400);
    assertThat(client.get(6, ATTACHMENTS.replace(KEY, "1")).status()).isEqualTo(404);
  }

  @Test
  void anInteractionNeedsItsChannelAndSomebodyWhoIsThere() throws IOException {
    String party = client.get(6, ACCOUNT + "?fields=PartyId").json().path("PartyId").asText();
    String good =
        "{'AccountPartyId':%s,'ChannelId':7,'ChannelTypeCd':'PHONE','Description':'Ticket 1'}"
            .formatted(party);

    TestHttp.Answer made = client.send("POST", 6, INTERACTIONS, good.replace('\'', '"'));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("DirectionCd").asText()).isEqualTo("ORA_SVC_INBOUND");
    assertThat(status("POST", INTERACTIONS, good.replace("'ChannelId':7,", ""))).isEqualTo(400);
    assertThat(status("POST", INTERACTIONS, good.replace(party, "12"))).isEqualTo(400);
    assertThat(status("POST", INTERACTIONS, good.replace(party, "'" + party + "'"))).isEqualTo(400);
    assertThat(status("POST", INTERACTIONS, good.replace("Ticket", "x".repeat(1000))))
        .isEqualTo(400);
    assertThat(status("POST", INTERACTIONS, good.replace("ChannelId", "Channel"))).isEqualTo(400);
    String path = INTERACTIONS + "/" + made.json().path("InteractionId").asText();
    assertThat(status("PATCH", path, "{'Description':'Ticket 1 is solved'}")).isEqualTo(200);
    JsonNode found =
        client
            .get(6, INTERACTIONS + "?q=" + FusionClient.encoded("AccountPartyId = " + party))
            .json();
    assertThat(found.at("/items/0/Description").asText()).isEqualTo("Ticket 1 is solved");
    assertThat(status("DELETE", path, "")).isEqualTo(204);
    assertThat(client.get(6, path).status()).isEqualTo(404);
  }

  @Test
  void anAttributeOfACustomerIsChangedUnlessItIsAnotherByNow() throws IOException {
    TestHttp.Answer before = client.get(6, ACCOUNT + "?fields=SupportNotes_c");
    String body = "{\"SupportNotes_c\":\"Hello\"}";

    assertThat(client.send("PATCH", 6, ACCOUNT, body, "If-Match", "\"stale\"").status())
        .isEqualTo(412);
    String etag = before.header("ETag");
    assertThat(client.send("PATCH", 6, ACCOUNT, body, "If-Match", etag).status()).isEqualTo(200);
    assertThat(client.send("PATCH", 6, ACCOUNT, body, "If-Match", etag).status()).isEqualTo(412);
    assertThat(status("PATCH", ACCOUNT, "{'PartyNumber':'1'}")).isEqualTo(400);
    assertThat(status("PATCH", ACCOUNT, "{'OpenTickets_c':'three'}")).isEqualTo(400);
    assertThat(status("POST", ACCOUNT, "{}")).isEqualTo(405);
    assertThat(client.get(6, ACCOUNT + "?fields=Nothing_c").status()).isEqualTo(400);
  }

  @Test
  void theAmountsOfAnOrderAreRowsOfItsOwn() throws IOException {
    String orders = "/fscmRestApi/resources/11.13.18.05/salesOrdersForOrderHub";
    String q = "?q=" + FusionClient.encoded("OpenFlag = 'true'") + "&expand=totals&limit=1";

    JsonNode order = client.get(6, orders + q).json().at("/items/0");
    assertThat(order.has("TotalAmount")).isFalse();
    assertThat(order.at("/totals/items/1/TotalCode").asText()).isEqualTo("QP_TOTAL_NET_PRICE");
    assertThat(order.at("/totals/items/1/TotalAmount").isNumber()).isTrue();
    assertThat(client.get(2, orders + q).json().at("/items/0/totals").isArray()).isTrue();
    assertThat(client.get(6, orders + "?fields=TotalAmount").status()).isEqualTo(400);
    assertThat(client.get(6, orders + "?q=" + FusionClient.encoded("TotalAmount > 1")).status())
        .isEqualTo(400);
  }

  @Test
  void whatWasWrittenIsKeptOverARestart() throws IOException {
    client.send("POST", 6, ATTACHMENTS, file("Kept", "kept"));
    JsonNode saved = sandbox.fusion().save();

    try (Sandbox again = Sandbox.start(SandboxOptions.forTests())) {
      again.fusion().restore(saved);

      assertThat(again.fusion().attachments().of("accounts", KEY))
          .isEqualTo(sandbox.fusion().attachments().of("accounts", KEY));
      assertThat(again.fusion().save()).isEqualTo(saved);
    }
  }
}
