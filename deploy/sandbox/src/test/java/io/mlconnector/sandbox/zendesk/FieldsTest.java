package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest extends DeskTest {

  private Desk.Seen define(String inside) {
    return desk.post("organization_fields", "{'organization_field':{" + inside + "}}");
  }

  private JsonNode valueOf(String sent) {
    long id = desk.organization("Field Test");
    return desk.put(
            "organizations/" + id, "{'organization':{'organization_fields':{'f':" + sent + "}}}")
        .json();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'type':'text'|'abc'|\"abc\"",
        "'type':'text'|12|\"12\"",
        "'type':'text'|''|null",
        "'type':'text'|null|null",
        "'type':'checkbox'|true|true",
        "'type':'checkbox'|null|false",
        "'type':'date'|'2026-02-28'|\"2026-02-28T00:00:00+00:00\"",
        "'type':'integer'|'42'|42",
        "'type':'decimal'|'12500.00'|12500.0",
        "'type':'decimal'|0.25|0.25",
        "'type':'regexp','regexp_for_validation':'^[A-Z]+$'|'ABC'|\"ABC\"",
        "'type':'dropdown','custom_field_options':[{'name':'One','value':'one'}]|'one'|\"one\"",
        "'type':'multiselect','custom_field_options':[{'name':'One','value':'one'}]|['one']"
            + "|[\"one\"]"
      })
  void aValueIsKeptInTheFormOfItsType(String definition, String sent, String kept) {
    assertThat(define(definition + ",'key':'f','title':'F'").status()).isEqualTo(201);

    JsonNode answer = valueOf(sent);

    assertThat(answer.at("/organization/organization_fields/f").toString()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'type':'text'|['a']",
        "'type':'checkbox'|'perhaps'",
        "'type':'date'|'28.02.2026'",
        "'type':'date'|'2026-02-30'",
        "'type':'integer'|4.5",
        "'type':'integer'|'many'",
        "'type':'decimal'|'1,000.00'",
        "'type':'regexp','regexp_for_validation':'^[A-Z]+$'|'abc'",
        "'type':'dropdown','custom_field_options':[{'name':'One','value':'one'}]|'One'",
        "'type':'multiselect','custom_field_options':[{'name':'One','value':'one'}]|'one'",
        "'type':'multiselect','custom_field_options':[{'name':'One','value':'one'}]|['two']",
        "'type':'lookup','relationship_target_type':'zen:user'|'17'"
      })
  void aValueThatDoesNotFitItsTypeIsRefused(String definition, String sent) {
    assertThat(define(definition + ",'key':'f','title':'F'").status()).isEqualTo(201);

    JsonNode answer = valueOf(sent);

    assertThat(answer.path("error").asText()).isEqualTo("RecordInvalid");
    assertThat(answer.at("/details/f/0/error").asText()).isEqualTo("InvalidValue");
  }

  @Test
  void aLookupTakesTheIdOfARecordThatExists() {
    define("'type':'lookup','relationship_target_type':'zen:user','key':'f','title':'F'");
    long user = desk.user("'name':'Ada'");

    assertThat(valueOf("'" + user + "'").at("/organization/organization_fields/f").asLong())
        .isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'type':'tagger','key':'f','title':'F'|type",
        "'type':'currency','key':'f','title':'F'|type",
        "'type':'text','key':'f'|title",
        "'type':'text','key':'a b','title':'F'|key",
        "'type':'text','key':'credit_limit','title':'F'|key",
        "'type':'dropdown','key':'f','title':'F'|custom_field_options",
        "'type':'dropdown','key':'f','title':'F','custom_field_options':"
            + "[{'name':'A','value':'a'},{'name':'B','value':'a'}]|custom_field_options",
        "'type':'regexp','key':'f','title':'F'|regexp_for_validation",
        "'type':'regexp','key':'f','title':'F','regexp_for_validation':'('|regexp_for_validation",
        "'type':'lookup','key':'f','title':'F'|relationship_target_type"
      })
  void aDefinitionThatCannotWorkIsRefused(String definition, String field) {
    Desk.Seen refused = define(definition);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("details").has(field)).as(refused.text()).isTrue();
  }

  @Test
  void onlySomeFieldsExistAtFirst() {
    JsonNode fields = desk.get("organization_fields").json().path("organization_fields");

    assertThat(Desk.texts(fields, "key")).containsExactly("credit_limit", "customer_category");
    assertThat(Desk.texts(desk.get("user_fields").json().path("user_fields"), "key"))
        .containsExactly("job_title");
  }

  @Test
  void aNewFieldShowsUpOnEveryRecordAndCanBeReadByKey() {
    long id = desk.organization("Kestrel");

    Desk.Seen made = define("'type':'text','key':'erp_number','title':'ERP number'");

    assertThat(made.header("Location")).contains("/organization_fields/");
    assertThat(
            desk.get("organizations/" + id)
                .json()
                .at("/organization/organization_fields/erp_number")
                .isNull())
        .isTrue();
    assertThat(desk.get("organization_fields/erp_number").id("organization_field"))
        .isEqualTo(made.id("organization_field"));
  }

  @Test
  void optionsLeftOutOfAnUpdateAreDroppedTogetherWithTheirValues() {
    long field = desk.get("organization_fields/customer_category").id("organization_field");
    long id = desk.organization("Kestrel");
    desk.put(
        "organizations/" + id,
        "{'organization':{'organization_fields':{'customer_category':'key_account'}}}");

    Desk.Seen changed =
        desk.put(
            "organization_fields/" + field,
            "{'organization_field':{'custom_field_options':["
                + "{'name':'Standard','value':'standard'},{'name':'New','value':'new'}]}}");

    assertThat(Desk.texts(changed.json().at("/organization_field/custom_field_options"), "value"))
        .containsExactly("standard", "new");
    assertThat(
            desk.get("organizations/" + id)
                .json()
                .at("/organization/organization_fields/customer_category")
                .isNull())
        .isTrue();
  }

  @Test
  void aFieldThatWasSwitchedOffIsIgnoredLikeAnUnknownOne() {
    long field = desk.get("organization_fields/credit_limit").id("organization_field");
    desk.put("organization_fields/" + field, "{'organization_field':{'active':false}}");

    Desk.Seen made =
        desk.post(
            "organizations",
            "{'organization':{'name':'K','organization_fields':{'credit_limit':1}}}");

    assertThat(made.header("x-zendesk-api-warn")).contains("credit_limit");
    assertThat(made.json().at("/organization/organization_fields").has("credit_limit")).isFalse();
  }

  @Test
  void aDeletedFieldIsGone() {
    long field = desk.get("user_fields/job_title").id("user_field");

    assertThat(desk.delete("user_fields/" + field).status()).isEqualTo(204);

    assertThat(desk.get("user_fields/" + field).status()).isEqualTo(404);
    assertThat(desk.get("user_fields/job_title").status()).isEqualTo(404);
  }
}
