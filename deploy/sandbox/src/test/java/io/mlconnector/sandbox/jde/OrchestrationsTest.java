package io.mlconnector.sandbox.jde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Fault;
import io.mlconnector.sandbox.FaultKind;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orchestrations and their ways to fail: vendor sheet 3.5. */
class OrchestrationsTest {

  private static JdeClient client;

  @BeforeAll
  static void start() {
    client = new JdeClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @BeforeEach
  void likeNew() {
    client.sandbox.jde().settings(before -> JdeSettings.standard());
    client.sandbox.jde().behaviours().clear();
  }

  @Test
  void aNewCustomerIsInAllItsTables() {
    Answer made =
        client.run(
            "CreateCustomer",
            "{'AlphaName':'Acme','LongAddress':'4711','TaxId':'DE1','Email':'a@acme.example',"
                + "'CreditLimit':'5000','PaymentTerms':'N30','City':'Leeds','Country':'GB',"
                + "'PhonePrefix':'+44','PhoneNumber':'12','CategoryCode01':'KEY'}");

    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.json().path("jde__status").asText()).isEqualTo("SUCCESS");
    assertThat(made.json().path("jde__serverExecutionSeconds").isNumber()).isTrue();
    long number = made.json().path("AddressNumber").asLong();
    JsonNode entry = entry(number);
    assertThat(entry.at("/master/ALPH").asText()).isEqualTo("Acme");
    assertThat(entry.at("/master/AT1").asText()).isEqualTo("C");
    assertThat(entry.at("/master/USER").asText()).isEqualTo(JdeAccounts.USER);
    assertThat(entry.at("/companies/00000/ACL").asInt()).isEqualTo(5000);
    assertThat(entry.at("/companies/00000/AC01").asText()).isEqualTo("KEY");
    assertThat(entry.at("/emails/0/EMAL").asText()).isEqualTo("a@acme.example");
    assertThat(entry.at("/phones/0/PH1").asText()).isEqualTo("12");
    assertThat(entry.at("/address/CTY1").asText()).isEqualTo("Leeds");
    assertThat(entry.at("/lines/0/IDLN").asInt()).isZero();
    Answer found = client.browse("F0101", JdeClient.where("F0101.ALKY", "EQUAL", "4711"));
    assertThat(JdeClient.texts(found, "F0101_AN8")).containsExactly(Long.toString(number));
  }

  @Test
  void theSameAgainIsAnotherNumber() {
    long one = create("{'AlphaName':'Twin','LongAddress':'T-1'}");
    long two = create("{'AlphaName':'Twin','LongAddress':'T-1'}");
    assertThat(two).isEqualTo(one + 1);
  }

  @Test
  void bothFormsOfInputsAreTaken() {
    long number =
        create("{'inputs':[{'name':'AlphaName','value':'Listed'},{'name':'City','value':'Ulm'}]}");
    assertThat(entry(number).at("/address/CTY1").asText()).isEqualTo("Ulm");
  }

  @Test
  void anUpdateTouchesTheTablesOfItsInputsOnly() {
    long number = 100_003;
    JsonNode before = entry(number);

    Answer done = client.run("UpdateCustomer", "{'AddressNumber':100003,'CreditLimit':1234.50}");

    assertThat(done.json().path("AddressNumber").asLong()).isEqualTo(number);
    JsonNode after = entry(number);
    assertThat(after.at("/companies/00000/ACL").asInt()).as("no decimals").isEqualTo(1235);
    assertThat(after.at("/companies/00000/UPMJ")).isNotEqualTo(before.at("/companies/00000/UPMJ"));
    assertThat(after.path("master")).isEqualTo(before.path("master"));
    assertThat(after.path("emails")).isEqualTo(before.path("emails"));
  }

  @Test
  void blankInputsClearAndMissingOnesChangeNothing() {
    long number =
        create("{'AlphaName':'Holder','TaxId':'X9','Email':'h@h.example','HoldOrders':'C1'}");

    client.run(
        "UpdateCustomer",
        "{'AddressNumber':" + number + ",'TaxId':'','Email':' ','HoldOrders':null}");

    JsonNode entry = entry(number);
    assertThat(entry.at("/master").has("TAX")).isFalse();
    assertThat(entry.at("/emails")).isEmpty();
    assertThat(entry.at("/companies/00000").has("HOLD")).isFalse();
    assertThat(entry.at("/master/ALPH").asText()).isEqualTo("Holder");
  }

  @Test
  void anAddressMayBeginLater() {
    long number = create("{'AlphaName':'Mover','AddressLine1':'Here 1'}");
    LocalDate later = LocalDate.now(client.sandbox.clock()).plusDays(30);
    long millis = later.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    client.run(
        "UpdateCustomer",
        "{'AddressNumber':%d,'AddressLine1':'There 2','EffectiveDate':'%d'}"
            .formatted(number, millis));

    JsonNode entry = entry(number);
    assertThat(entry.at("/address/ADD1").asText()).isEqualTo("Here 1");
    assertThat(entry.at("/addresses")).hasSize(2);
    assertThat(entry.at("/addresses/1/EFTB").asText()).isEqualTo(later.toString());
  }

  @Test
  void companiesHaveInputsOfTheirOwnWhereTheDesignerMadeThem() {
    assertThat(client.run("CreateCustomer", "{'AlphaName':'x','CreditLimit_00050':5}").status())
        .isEqualTo(400);
    client.set("{'companyInputs':['00000','00050']}");

    long number = create("{'AlphaName':'Two','CreditLimit_00050':5,'CreditLimit_00000':7}");
    client.run("UpdateCustomer", "{'AddressNumber':" + number + ",'PaymentTerms_00050':'N60'}");

    JsonNode companies = entry(number).path("companies");
    assertThat(companies.at("/00000/ACL").asInt()).isEqualTo(7);
    assertThat(companies.at("/00050/ACL").asInt()).isEqualTo(5);
    assertThat(companies.at("/00050/TRAR").asText()).isEqualTo("N60");
    assertThat(companies.at("/00000").has("TRAR")).isFalse();
  }

  @Test
  void vendorsAndContactsAreMadeAndChanged() {
    long vendor =
        client
            .run("CreateVendor", "{'AlphaName':'Anvil','PaymentTerms':'N45','Currency':'EUR'}")
            .json()
            .path("AddressNumber")
            .asLong();
    assertThat(entry(vendor).at("/supplier/TRAP").asText()).isEqualTo("N45");
    assertThat(entry(vendor).at("/master/AT1").asText()).isEqualTo("V");

    JsonNode contact =
        client
            .run(
                "CreateContact",
                "{'AddressNumber':"
                    + vendor
                    + ",'MailingName':'Ann Lee','GivenName':'Ann','Surname':'Lee',"
                    + "'Email':'ann@anvil.example'}")
            .json();
    assertThat(contact.path("LineNumber").asInt()).isEqualTo(1);
    Answer changed =
        client.run(
            "UpdateContact",
            "{'AddressNumber':" + vendor + ",'LineNumber':1,'ContactTitle':'Buyer'}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(entry(vendor).at("/lines/1/ATTL").asText()).isEqualTo("Buyer");
    assertThat(entry(vendor).at("/emails/0/IDLN").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CreateCustomer | {} | AlphaName",
        "CreateCustomer | {'AlphaName':'x','PaymentTerms':'N99'} | PaymentTerms",
        "CreateCustomer | {'AlphaName':'x','SearchType':'QQ'} | SearchType",
        "CreateCustomer | {'AlphaName':'12345678901234567890123456789012345678901'} | AlphaName",
        "CreateCustomer | {'AlphaName':'x','CreditLimit':'much'} | CreditLimit",
        "CreateCustomer | {'AlphaName':'x','EffectiveDate':'01/02/2026'} | EffectiveDate",
        "UpdateCustomer | {'AddressNumber':'1'} | AddressNumber",
        "UpdateCustomer | {'AddressNumber':'x'} | AddressNumber",
        "UpdateContact | {'AddressNumber':100001,'LineNumber':99} | LineNumber"
      })
  void aWrongInputIsAServiceErrorThatNamesIt(String name, String body, String named) {
    long before = client.sandbox.jde().edits().counts().path("lastNumber").asLong();

    Answer answer = client.run(name, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(500);
    assertThat(answer.json().path("status").asText()).isEqualTo("ERROR");
    assertThat(answer.json().path("exceptionId").asText()).isNotEmpty();
    assertThat(answer.json().at("/errorDetails/errors/0/ERRORCONTROL").asText()).isEqualTo(named);
    assertThat(client.sandbox.jde().edits().counts().path("lastNumber").asLong()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AlphaName':'x','Colour':'red'}",
        "{'AlphaName':{'first':'x'}}",
        "{'inputs':[{'name':'AlphaName'}]}",
        "{'inputs':[{'name':'AlphaName','value':'x'}],'City':'Ulm'}",
        "{'AlphaName':'x','jde__jobQueue':'JDE_ASYNC'}"
      })
  void anInputThatTheOrchestrationLacksIsABadRequest(String body) {
    assertThat(client.run("CreateCustomer", body).status()).isEqualTo(400);
  }

  @Test
  void anUnknownNameAndAForeignAcceptHeaderAreRefused() {
    assertThat(client.run("CreateNothing", "{}").status()).isEqualTo(400);
    Answer xml =
        client.bare(
            "POST",
            "/jderest/v3/orchestrator/CreateCustomer",
            "{'AlphaName':'x'}",
            "Accept",
            "application/xml",
            AisCall.TOKEN_HEADER,
            client.token(),
            AisCall.DEVICE_HEADER,
            JdeClient.DEVICE);
    assertThat(xml.status()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "hidden-failure, 200, WARNING, true, false",
        "hidden-error, 200, ERROR, false, false",
        "warning, 200, WARNING, true, true",
        "no-status, 200, -, true, true",
        "empty, 200, -, false, false",
        "accepted, 202, -, true, true",
        "accepted-lost, 202, -, false, false",
        "service-error, 500, -, false, false",
        "service-error-half-done, 500, -, true, false",
        "service-warning, 500, -, true, true"
      })
  void aRunEndsAsItIsTold(String kind, int status, String said, boolean made, boolean whole) {
    client.done("POST", "/behaviours", "{'orchestration':'CreateCustomer','kind':'" + kind + "'}");
    String name = "Told " + kind;

    Answer answer = client.run("CreateCustomer", "{'AlphaName':'" + name + "','CreditLimit':'10'}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (status == 202) {
      assertThat(answer.body()).isEmpty();
    } else {
      assertThat(answer.json().path("jde__status").asText(null)).isEqualTo(said);
    }
    JsonNode rows = client.done("GET", "/rows/F0101?ALPH=" + name.replace(" ", "%20"), null);
    assertThat(rows.path("rows")).hasSize(made ? 1 : 0);
    if (made) {
      JsonNode companies = entry(rows.at("/rows/0/AN8").asLong()).path("companies");
      assertThat(companies.has("00000")).isEqualTo(whole);
    }
    assertThat(client.run("CreateCustomer", "{'AlphaName':'next'}").json().path("jde__status"))
        .as("the next run is told nothing")
        .hasToString("\"SUCCESS\"");
  }

  @Test
  void anAsynchronousQueueAnswersNothing() {
    Answer answer =
        client.run("CreateCustomer", "{'AlphaName':'Queued','jde__jobQueue':'JDE__ASYNCH'}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(client.done("GET", "/rows/F0101?ALPH=Queued", null).path("rows")).hasSize(1);
    assertThat(
            client
                .run("CreateCustomer", "{'AlphaName':'Queued','jde__jobQueue':'JDE__SINGLE'}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void aRunMayBeCarriedOutWithoutAnAnswer() {
    client
        .sandbox
        .faults()
        .add(
            Fault.of(FaultKind.APPLIED_THEN_DROPPED)
                .on(JdeVendor.NAME)
                .path("/orchestrator/CreateCustomer"));

    assertThatThrownBy(() -> client.run("CreateCustomer", "{'AlphaName':'Dropped'}"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(client.done("GET", "/rows/F0101?ALPH=Dropped", null).path("rows")).hasSize(1);
  }

  @Test
  void theCatalogTellsInputsAndOutputs() {
    JsonNode schema =
        client
            .send("GET", "/jderest/v3/open-api-catalog3/UpdateContact", null)
            .json()
            .at("/paths/~1jderest~1v3~1orchestrator~1UpdateContact/post");

    JsonNode input = schema.at("/requestBody/content/application~1json/schema");
    assertThat(input.path("required").toString()).contains("AddressNumber", "LineNumber");
    assertThat(input.at("/properties/Surname/type").asText()).isEqualTo("string");
    JsonNode output = schema.at("/responses/200/content/application~1json/schema/properties");
    assertThat(output.has("jde__status")).isTrue();
    assertThat(output.has("LineNumber")).isTrue();
  }

  @Test
  void theDesignerMayHaveLeftThingsOut() {
    client.set(
        "{'statusOutputs':false,'missingInputs':['CreateCustomer.CreditLimit','CreateVendor']}");

    assertThat(client.run("CreateVendor", "{'AlphaName':'x'}").status()).isEqualTo(400);
    assertThat(client.send("GET", "/jderest/v3/open-api-catalog3/CreateVendor", null).status())
        .isEqualTo(404);
    String catalog =
        client.send("GET", "/jderest/v3/open-api-catalog3/CreateCustomer", null).body();
    assertThat(catalog).doesNotContain("CreditLimit").doesNotContain("jde__status");
    assertThat(client.run("CreateCustomer", "{'AlphaName':'x','CreditLimit':'1'}").status())
        .isEqualTo(400);
    assertThat(client.run("CreateCustomer", "{'AlphaName':'x'}").json().has("jde__status"))
        .isFalse();
  }

  private static long create(String body) {
    Answer answer = client.run("CreateCustomer", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("AddressNumber").asLong();
  }

  private static JsonNode entry(long number) {
    return client.done("GET", "/entries/" + number, null);
  }
}
