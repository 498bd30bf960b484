package io.mlconnector.sandbox.jde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp.Answer;
import io.mlconnector.sandbox.TwoSides;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do in JD Edwards, over the control server. */
class ControlTest {

  private final JdeClient client = new JdeClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void aPersonAddsAndChangesACustomerAndItsContact() {
    JsonNode made =
        client.done("POST", "/customers", "{'AlphaName':'By hand','CreditLimit':'900'}");
    long number = made.path("AddressNumber").asLong();
    assertThat(made.at("/master/USER").asText()).isEqualTo("DSMITH");

    JsonNode changed = client.done("PATCH", "/customers/" + number, "{'CreditLimit':'950'}");
    assertThat(changed.at("/companies/00000/ACL").asInt()).isEqualTo(950);

    client.done("POST", "/entries/" + number + "/contacts", "{'MailingName':'Jo May'}");
    JsonNode contact =
        client.done("PATCH", "/entries/" + number + "/contacts/1", "{'Email':'jo@m.example'}");
    assertThat(contact.at("/lines/1/MLNM").asText()).isEqualTo("Jo May");
    assertThat(contact.at("/emails/0/EMAL").asText()).isEqualTo("jo@m.example");

    client.done("DELETE", "/entries/" + number, null);
    assertThat(client.control("GET", "/entries/" + number, null).status()).isEqualTo(400);
    assertThat(JdeClient.rows(whose("F0111", number))).isEmpty();
  }

  @Test
  void sqlChangesARowUnderAnUnchangedStamp() {
    JsonNode before = client.done("GET", "/rows/F03012?AN8=100002", null).at("/rows/0");

    JsonNode after =
        client.done("PATCH", "/rows/F03012/100002/00000?stamped=false", "{'ACL':4242}");

    assertThat(after.path("ACL").asInt()).isEqualTo(4242);
    assertThat(after.path("UPMJ")).isEqualTo(before.path("UPMJ"));
    assertThat(after.path("USER")).isEqualTo(before.path("USER"));
  }

  @Test
  void rowsWithDaysInTheirKeyAreReachedToo() {
    String day = client.done("GET", "/rows/F0116?AN8=100001", null).at("/rows/0/EFTB").asText();
    JsonNode row = client.done("PATCH", "/rows/F0116/100001/" + day, "{'CTY1':'Elsewhere'}");
    assertThat(row.path("CTY1").asText()).isEqualTo("Elsewhere");
    client.done("DELETE", "/rows/F0116/100001/" + day, null);
    assertThat(client.done("GET", "/rows/F0116?AN8=100001", null).path("rows")).isEmpty();
  }

  @Test
  void manyAreChangedAtOnce() {
    JsonNode changed =
        client
            .done("POST", "/changes", "{'count':6,'seed':3,'inputs':['CreditLimit','AlphaName']}")
            .path("changed");

    assertThat(changed).hasSize(6);
    long second = changed.at("/1/AddressNumber").asLong();
    assertThat(client.sandbox.jde().edits().view(second).at("/master/ALPH"))
        .isEqualTo(changed.at("/1/AlphaName"));
  }

  @Test
  void countsShowDuplicatesWhateverTheirCase() {
    client.done("POST", "/customers", "{'AlphaName':'One','TaxId':'DE 77','LongAddress':'K1'}");
    client.done("POST", "/customers", "{'AlphaName':'one','TaxId':'de77','LongAddress':'K2'}");

    JsonNode counts = client.done("GET", "/counts", null);

    assertThat(counts.at("/bySearchType/C").asInt()).isEqualTo(42);
    assertThat(counts.at("/duplicates/taxId/groups").asInt()).isEqualTo(1);
    assertThat(counts.at("/duplicates/taxId/samples/0/addressNumbers")).hasSize(2);
    assertThat(counts.at("/duplicates/longAddress/groups").asInt()).isZero();
    assertThat(counts.at("/duplicates/name/groups").asInt()).as("One and the seed's").isEqualTo(2);
  }

  @Test
  void theErpsHalfOfTwoSidesTakesThePlaceOfAll() {
    JsonNode counts =
        client.done(
            "POST", "/seed", "{'kind':'two-sides','seed':5,'each':30,'pairs':20,'ambiguous':4}");

    assertThat(counts.at("/rows/F0101").asInt()).isEqualTo(30);
    assertThat(counts.at("/rows/F03012").asInt()).isEqualTo(30);
    assertThat(counts.path("lastNumber").asInt()).isEqualTo(100_030);
    for (TwoSides.Side side : TwoSides.generate(5, 30, 20, 4).erp()) {
      JsonNode entry =
          client.sandbox.jde().edits().view(Long.parseLong(side.customer().accountNumber()));
      assertThat(entry.at("/master/ALPH").asText()).isEqualTo(side.customer().name());
      assertThat(entry.at("/master/TAX").asText(null)).isEqualTo(side.customer().taxpayerId());
      if (side.customer().email() != null) {
        assertThat(entry.path("emails").findValuesAsText("EMAL")).contains(side.customer().email());
      }
    }
    assertThat(client.done("POST", "/seed", "{'kind':'empty'}").at("/rows/F0101").asInt()).isZero();
    assertThat(client.done("POST", "/seed", "{'kind':'company'}").at("/rows/F0101").asInt())
        .isEqualTo(53);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /entries/5 | | 5",
        "GET | /rows/F9999 | | F9999",
        "GET | /rows/F0101?NOPE=1 | | NOPE",
        "PATCH | /rows/F0101/100001 | {'AN8':5} | AN8",
        "PATCH | /rows/F0101/100001 | {'NOPE':5} | NOPE",
        "PATCH | /rows/F0101/100001 | {'UPMJ':'yesterday'} | UPMJ",
        "PATCH | /rows/F0101/5 | {'ALPH':'x'} | 5",
        "PATCH | /rows/F03012/100001 | {'ACL':5} | CO",
        "POST | /rows/F0101 | {'AN8':100001} | exists",
        "POST | /customers | {'AlphaName':'x','Nope':1} | Nope",
        "PATCH | /customers/100001 | {'PaymentTerms':'N99'} | N99",
        "PATCH | /settings | {'nothing':1} | nothing",
        "PATCH | /settings | {'stampZone':'Mars'} | stampZone",
        "PATCH | /settings | {'dateFormat':'dd/MM'} | dateFormat",
        "POST | /seed | {'kind':'magic'} | magic",
        "POST | /seed | {'kind':'two-sides','each':2,'pairs':3} | pairs",
        "POST | /changes | {'count':0} | count",
        "POST | /changes | {'count':1,'inputs':['Nope']} | Nope",
        "POST | /behaviours | {'kind':'magic'} | magic",
        "POST | /behaviours | {'kind':'empty','orchestration':'x'} | x",
        "POST | /hooks | {'url':'http://example.com/'} | url",
        "POST | /hooks | {'url':'http://127.0.0.1:1/','header':'X'} | secret",
        "POST | /hooks | {'url':'http://127.0.0.1:1/','tables':['F1']} | F1"
      })
  void aWrongCommandIsA400ThatNamesIt(String method, String path, String body, String named) {
    Answer answer = client.control(method, path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).contains(named);
  }

  @Test
  void everythingIsThereAfterARestart(@TempDir Path folder) {
    SandboxOptions options = SandboxOptions.forTests().folder(folder);
    String before;
    String token;
    try (JdeClient first = new JdeClient(options)) {
      first.set("{'resultSetSeconds':5}");
      first.done("POST", "/customers", "{'AlphaName':'Kept','Email':'k@k.example'}");
      first.done("POST", "/customers", "{'AlphaName':'Kept too'}");
      first.done("POST", "/customers", "{'AlphaName':'Gone'}");
      first.done("DELETE", "/entries/100056", null);
      first.done("POST", "/hooks", "{'url':'http://127.0.0.1:1/hook'}");
      first.sandbox.clock().advance(Duration.ofMinutes(1));
      before = "" + first.done("GET", "/rows/F0116", null) + first.done("GET", "/rows/F0101", null);
      token = first.token();
    }
    try (JdeClient second = new JdeClient(options)) {
      assertThat(second.sandbox.jde().settings().resultSetSeconds()).isEqualTo(5);
      assertThat(
              ""
                  + second.done("GET", "/rows/F0116", null)
                  + second.done("GET", "/rows/F0101", null))
          .isEqualTo(before)
          .contains("Kept too");
      assertThat(second.done("GET", "/hooks", null).path("hooks")).hasSize(1);
      assertThat(
              second
                  .done("POST", "/customers", "{'AlphaName':'New'}")
                  .path("AddressNumber")
                  .asLong())
          .as("a number is given once")
          .isEqualTo(100_057);
      second.token(token);
      assertThat(second.browse("F0101").status()).isEqualTo(200);
    }
  }

  private Answer whose(String table, long number) {
    return client.browse(table, JdeClient.where(table + ".AN8", "EQUAL", Long.toString(number)));
  }
}
