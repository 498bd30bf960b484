package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.refusal;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.rows;
import static io.mlconnector.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes by key, If-Match, attachments, errors and throttling: vendor sheet 1.5, 1.6, 1.9. */
class WritesTest {

  private static final String CUSTOMER =
      "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='US-001')";
  private static final String ELSEWHERE = CUSTOMER.replace("usmf", "gbsi");
  private static final String NOTE =
      "{'dataAreaId':'usmf','CustomerAccountNumber':'US-001','TypeId':'Ticket','Name':'T 1',"
          + "'Notes':'open','FileName':'t1.txt','FileContents':'b3Blbg=='}";

  private final DynamicsClient client = new DynamicsClient();

  @AfterEach
  void stop() {
    client.close();
  }

  private Answer patch(String path, String body, String... headers) {
    return client.send("PATCH", path, body, headers);
  }

  private JsonNode read(String path) {
    Answer answer = client.send("GET", path, null);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aPatchHasNoBodyAndShowsAtOnce() {
    String before = read(CUSTOMER).path("@odata.etag").asText();

    Answer answer = patch(CUSTOMER, "{'SalesMemo':'3 tickets'}");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(read(CUSTOMER).path("SalesMemo").asText()).isEqualTo("3 tickets");
    assertThat(read(CUSTOMER).path("@odata.etag").asText()).isNotEqualTo(before);
    assertThat(read(CUSTOMER).path("OrganizationName").asText()).isNotEmpty();
  }

  @Test
  void aWriteInAnotherCompanyNeedsTheFlag() {
    assertThat(patch(ELSEWHERE, "{'SalesMemo':'x'}").status()).isEqualTo(404);
    assertThat(patch(ELSEWHERE + "?cross-company=true", "{'SalesMemo':'x'}").status())
        .isEqualTo(204);
    assertThat(read(CUSTOMER).path("SalesMemo").asText()).isNotEqualTo("x");
    assertThat(read(ELSEWHERE + "?cross-company=true").path("SalesMemo").asText()).isEqualTo("x");
  }

  @Test
  void anotherEtagIsA412UnlessTheServiceDoesNotLook() {
    String etag = read(CUSTOMER).path("@odata.etag").asText();

    assertThat(patch(CUSTOMER, "{'SalesMemo':'a'}", "If-Match", etag).status()).isEqualTo(204);
    Answer late = patch(CUSTOMER, "{'SalesMemo':'b'}", "If-Match", etag);
    assertThat(late.status()).isEqualTo(412);
    assertThat(refusal(late)).isNotEmpty();
    assertThat(read(CUSTOMER).path("SalesMemo").asText()).isEqualTo("a");
    assertThat(patch(CUSTOMER, "{'SalesMemo':'c'}", "If-Match", "*").status()).isEqualTo(204);

    client.set("{'ifMatchCounts':false}");
    assertThat(patch(CUSTOMER, "{'SalesMemo':'d'}", "If-Match", etag).status()).isEqualTo(204);
  }

  @Test
  void aPutEmptiesWhatItDoesNotName() {
    patch(CUSTOMER, "{'SalesMemo':'a','CredManNotes':'b'}");
    String name = read(CUSTOMER).path("OrganizationName").asText();

    assertThat(
            client
                .send("PUT", CUSTOMER, "{'SalesMemo':'c','OrganizationName':'" + name + "'}")
                .status())
        .isEqualTo(204);
    assertThat(read(CUSTOMER).path("CredManNotes").asText("null")).isEmpty();
    assertThat(read(CUSTOMER).path("SalesMemo").asText()).isEqualTo("c");
    assertThat(read(CUSTOMER).path("PartyNumber").asText()).isNotEmpty();
  }

  @Test
  void aPostAnswersTheWholeRowWithItsNumbers() {
    Answer made =
        client.send(
            "POST", "/data/CustomersV3", "{'OrganizationName':'Fresh','CustomerGroupId':'10'}");

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("CustomerAccount").asText()).isNotEmpty();
    assertThat(made.json().path("PartyNumber").asText()).isNotEmpty();
    assertThat(made.json().path("dataAreaId").asText()).isEqualTo("usmf");
    String location = made.header("Location").substring(client.uri().toString().length());
    assertThat(read(location).path("OrganizationName").asText()).isEqualTo("Fresh");
    assertThat(client.send("DELETE", location, null).status()).isEqualTo(204);
    assertThat(client.send("GET", location, null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'CustomerGroupId':'999'} | 400 | AxODataWriteException | 999",
        "{'Nothing':'1'} | 400 | ODataException | Nothing",
        "{'salesMemo':'1'} | 400 | ODataException | salesMemo",
        "{'CreditLimit':'1'} | 400 | ODataException | Edm.Decimal",
        "{'OnHoldStatus':'Sometimes'} | 400 | ODataException | Sometimes",
        "{'PartyNumber':'1'} | 400 | AxODataWriteException | PartyNumber",
        "[] | 400 | ODataException | object",
        "{ | 400 | ODataException | JSON"
      })
  void aWrongBodyIsTheVendorsError(String body, int status, String type, String named) {
    Answer answer = patch(CUSTOMER, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(refusal(answer)).contains(named);
    assertThat(answer.json().at("/error/code").asText("null")).isEmpty();
    assertThat(answer.json().at("/error/innererror/type").asText()).endsWith(type);
    assertThat(answer.json().at("/error/innererror/stacktrace").asText())
        .contains("MustNotBeLogged");
  }

  @Test
  void aBusinessErrorIsWordedAsRecorded() {
    Answer answer =
        client.send(
            "POST", "/data/CustomersV3", "{'dataAreaId':'usmf','CustomerAccount':'US-001'}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).isEqualTo("An error has occurred.");
    assertThat(refusal(answer))
        .startsWith("Write failed for table row of type 'CustCustomerV3Entity'. Infolog: ")
        .contains("already exists");
  }

  @Test
  void aReadOnlySetAndAnotherMethodAreRefused() {
    assertThat(client.send("POST", "/data/LegalEntities", "{'LegalEntityId':'new'}").status())
        .isEqualTo(400);
    assertThat(client.send("PATCH", "/data/CustomersV3", "{}").status()).isEqualTo(405);
    assertThat(client.send("PUT", "/data/", "{}").status()).isEqualTo(405);
    assertThat(patch(CUSTOMER, "SalesMemo=1", "Content-Type", "text/plain").status())
        .isEqualTo(415);
    assertThat(patch(CUSTOMER.replace("001", "999"), "{'SalesMemo':'1'}").status()).isEqualTo(404);
  }

  @Test
  void anAttachmentIsFoundByItsAccountAndLeavesTheCustomerAsItWas() {
    String etag = read(CUSTOMER).path("@odata.etag").asText();
    Answer made = client.send("POST", "/data/CustomerAttachmentsV2", NOTE);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String id = made.json().path("DocumentId").asText();

    String found =
        "CustomerAccountNumber eq 'US-001' and dataAreaId eq 'usmf' and TypeId eq 'Ticket'";
    assertThat(texts(client.get("CustomerAttachmentsV2", "$filter", found), "DocumentId"))
        .containsExactly(id);
    String path = "/data/CustomerAttachmentsV2(dataAreaId='usmf',DocumentId=" + id + ")";
    assertThat(patch(path, "{'Notes':'solved'}").status()).isEqualTo(204);
    assertThat(read(path).path("Notes").asText()).isEqualTo("solved");
    assertThat(read(path).path("Restriction").asText()).isEqualTo("Internal");
    assertThat(read(CUSTOMER).path("@odata.etag").asText()).isEqualTo(etag);
    assertThat(client.send("DELETE", path, null).status()).isEqualTo(204);
    assertThat(rows(client.get("CustomerAttachmentsV2"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'US-001' | 'US-999' | US-999",
        "'Ticket' | 'Unknown' | Unknown",
        "'t1.txt' | '' | file name",
        "'b3Blbg==' | null | file contents",
        "'b3Blbg==' | '*' | Edm.Binary",
        "'usmf' | 'gbsi' | gbsi",
        "'usmf' | 'none' | none"
      })
  void anAttachmentNeedsAccountTypeAndFile(String part, String other, String named) {
    Answer answer = client.send("POST", "/data/CustomerAttachmentsV2", NOTE.replace(part, other));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(refusal(answer)).contains(named);
    assertThat(rows(client.get("CustomerAttachmentsV2", "cross-company", "true"))).isEmpty();
  }

  @Test
  void whatNobodyVerifiedCanBeOtherwise() {
    String bare =
        NOTE.replace("'FileName':'t1.txt','FileContents':'b3Blbg=='", "'Restriction':'External'");
    assertThat(client.send("POST", "/data/CustomerAttachmentsV2", bare).status()).isEqualTo(400);

    client.set("{'attachmentsNeedFile':false,'createsNeedFlag':false}");

    assertThat(client.send("POST", "/data/CustomerAttachmentsV2", bare).status()).isEqualTo(201);
    assertThat(
            client
                .send("POST", "/data/CustomerAttachmentsV2", bare.replace("usmf", "gbsi"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void aVendorsAttachmentHasOtherNames() {
    JsonNode vendor = rows(client.get("VendorsV2")).get(0);
    String body =
        "{'dataAreaId':'usmf','VendorAccountNumber':'"
            + vendor.path("VendorAccountNumber").asText()
            + "','DocumentAttachmentTypeCode':'Note','AttachmentDescription':'T','Notes':'n',"
            + "'FileName':'a.txt','Attachment':'YQ==','AccessRestriction':'External'}";

    assertThat(client.send("POST", "/data/VendorDocumentAttachments", body).status())
        .isEqualTo(201);
    assertThat(
            client
                .send(
                    "POST", "/data/VendorDocumentAttachments", body.replace("Attachment'", "File'"))
                .status())
        .isEqualTo(400);
    assertThat(texts(client.get("DocumentTypes"), "TypeId")).contains("Note", "File");
  }

  @Test
  void aFieldTheCustomerAddedIsWritten() {
    client.set("{'customFields':{'CustomersV3.OpenTickets':'INTEGER'}}");

    assertThat(patch(CUSTOMER, "{'OpenTickets':7}").status()).isEqualTo(204);
    assertThat(read(CUSTOMER).path("OpenTickets").asInt()).isEqualTo(7);
    assertThat(patch(CUSTOMER, "{'OpenTickets':'7'}").status()).isEqualTo(400);
  }

  @Test
  void callsBeyondTheConcurrencyAreToldToWait() {
    String token =
        client
            .grant(true, DynamicsClient.form("scope", client.uri() + "/.default"))
            .json()
            .path("access_token")
            .asText();
    client.set("{'concurrentCalls':1,'answerMillis':1000,'retryAfter':'9'}");

    List<Answer> refused = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              CompletableFuture<Answer> other = CompletableFuture.supplyAsync(() -> get(token));
              Stream.of(get(token), other.join())
                  .filter(answer -> answer.status() == 429)
                  .forEach(refused::add);
              return !refused.isEmpty();
            });

    assertThat(refused.get(0).header("Retry-After")).isEqualTo("9");
    assertThat(refusal(refused.get(0))).contains("high resource utilization");
    client.set("{'answerMillis':0}");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(client.get("LegalEntities").status()).isEqualTo(200));
  }

  private Answer get(String token) {
    try {
      return TestHttp.get(client.uri(), "/data/", "Authorization", "Bearer " + token);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
