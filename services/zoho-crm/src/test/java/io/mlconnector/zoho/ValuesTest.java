package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  private static FieldMeta field(String type, Integer length, String... choices) {
    return new FieldMeta("F", type, length, false, "", false, true, true, List.of(choices));
  }

  private static JsonNode sent(String type, String value) {
    return Values.toZoho(field(type, null), TextNode.valueOf(value));
  }

  @ParameterizedTest
  @CsvSource({
    "currency,1234.50,1234.50",
    "double,-1,-1",
    "integer,12,12",
    "bigint,4711,4711",
    "boolean,true,true",
    "date,2026-01-31,\"2026-01-31\"",
    "datetime,2026-01-31T10:00:00.123Z,\"2026-01-31T10:00:00+00:00\"",
    "text, padded ,\"padded\"",
    "lookup,77,{\"id\":\"77\"}"
  })
  void aTextBecomesWhatTheFieldTakes(String type, String value, String json) {
    assertThat(sent(type, value)).hasToString(json.replace("\\", ""));
  }

  @ParameterizedTest
  @CsvSource({"currency,much", "integer,1.5", "boolean,yes", "datetime,today"})
  void whatTheFieldCannotHoldIsSaidBeforeItIsSent(String type, String value) {
    assertThat(catchThrowableOfType(Unfit.class, () -> sent(type, value)))
        .hasMessageContainingAll("F takes", value);
  }

  @Test
  void aTextThatIsTooLongIsNotCut() {
    assertThat(
            catchThrowableOfType(
                Unfit.class, () -> Values.toZoho(field("text", 3), TextNode.valueOf("four"))))
        .hasMessageContainingAll("3", "4");
  }

  @Test
  void aPickListsOwnSpellingIsSentAndAnotherValueRefused() {
    FieldMeta list = field("picklist", null, "Net 30", "Net 60");

    assertThat(Values.toZoho(list, TextNode.valueOf("net 30")).asText()).isEqualTo("Net 30");
    assertThat(
            catchThrowableOfType(
                Unfit.class, () -> Values.toZoho(list, TextNode.valueOf("Net 90"))))
        .hasMessageContainingAll("'Net 90'", "Net 30, Net 60");
  }

  @Test
  void aRecordIsReadAsRoutesKnowIt() {
    JsonNode lookup = JsonNodeFactory.instance.objectNode().put("id", "7").put("name", "X");

    assertThat(Values.fromZoho(field("lookup", null), lookup).asText()).isEqualTo("7");
    assertThat(Values.fromZoho(field("picklist", null), TextNode.valueOf("-None-")).isNull())
        .isTrue();
    assertThat(
            Values.fromZoho(field("datetime", null), TextNode.valueOf("2026-01-31T13:00:00+03:00"))
                .asText())
        .isEqualTo("2026-01-31T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"Germany,DE", "deutschland,", "usa,US", "SWE,SE", "gb,GB", "United States,US"})
  void aCountryIsKnownByItsUsualNames(String text, String code) {
    assertThat(Countries.code(text)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "tax_id, DE 123-45 ,de12345",
    "email, Max@Example.COM ,max@example.com",
    "name,ACME   Sweden  AB,acme sweden ab"
  })
  void textsAreComparedWithoutWhatDoesNotMatter(String by, String text, String normal) {
    assertThat(Norm.of(by, text)).isEqualTo(normal);
  }
}
