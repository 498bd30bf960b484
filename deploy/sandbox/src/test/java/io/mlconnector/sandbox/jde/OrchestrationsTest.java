package io.mlconnector.sandbox.jde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orchestrations: vendor sheet 3.5. */
class OrchestrationsTest {

  private final JdeClient client = new JdeClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void aNewCustomerIsInAllItsTables() {
    Answer made =
        client.run(
            "CreateCustomer",
            "{'AlphaName':'Acme','LongAddress':'4711','TaxId':'DE1','Email':'a@acme.example',"
                + "'CreditLimit':'5000','PaymentTerms':'N30','City':'Leeds','Country':'GB',"
                + "'PhonePrefix':'+44','PhoneNumber':'12'}");

    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.json().path("jde__status").asText()).isEqualTo("SUCCESS");
    long number = made.json().path("AddressNumber").asLong();
    JsonNode entry = client.done("GET", "/entries/" + number, null);
    assertThat(entry.at("/master/ALPH").asText()).isEqualTo("Acme");
    assertThat(entry.at("/master/AT1").asText()).isEqualTo("C");
    assertThat(entry.at("/companies/00001/ACL").asInt()).isEqualTo(5000);
    assertThat(entry.at("/emails/0/EMAL").asText()).isEqualTo("a@acme.example");
    assertThat(entry.at("/address/CTY1").asText()).isEqualTo("Leeds");
    assertThat(entry.at("/lines/0/IDLN").asInt()).isZero();
    Answer found = client.browse("F0101", JdeClient.where("F0101.ALKY", "EQUAL", "4711"));
    assertThat(JdeClient.texts(found, "F0101_AN8")).containsExactly(Long.toString(number));
  }
}
