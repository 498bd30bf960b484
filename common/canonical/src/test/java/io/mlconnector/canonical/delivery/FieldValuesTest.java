package io.mlconnector.canonical.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldValuesTest {

  private static JsonNode json(String text) {
    return text == null ? null : CanonicalJson.read(text.replace('\'', '"'), JsonNode.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'Acme' ~ ' Acme '",
        "'a\\r\\nb' ~ 'a\\nb'",
        "'1500' ~ 1500.00",
        "'1500.00' ~ '1500'",
        "1.50 ~ 1.5",
        "0.1 ~ '0.10'",
        "true ~ 'true'",
        "'' ~ null",
        "null ~ '  '",
        "[] ~ null",
        "['a','b'] ~ ['b','a']",
        "'2026-01-31' ~ '2026-01-31T00:00:00Z'",
        "'2026-01-31' ~ '2026-01-31T00:00:00+00:00'",
        "'2026-01-31T10:00:00Z' ~ '2026-01-31T11:00:00+01:00'",
        "'2026-01-31T10:00:00Z' ~ '2026-01-31T10:00:00.000+0000'",
        "{'a':1} ~ {'a':'1','b':'the vendor added this'}"
      })
  void aDifferenceOfFormIsNone(String wanted, String current) {
    assertThat(FieldValues.same(json(wanted), json(current))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'Acme' ~ 'ACME'",
        "'00123' ~ '123'",
        "'123456789012345678' ~ '123456789012345679'",
        "1.5 ~ 1.51",
        "true ~ false",
        "'x' ~ null",
        "null ~ 0",
        "['a','a','b'] ~ ['a','b','b']",
        "['a'] ~ ['a','b']",
        "'2026-01-31' ~ '2026-01-31T10:00:00Z'",
        "'2026-01-31T10:00:00Z' ~ '2026-01-31T10:00:01Z'",
        "{'a':1} ~ {'a':2}"
      })
  void aDifferenceOfMeaningIsOne(String wanted, String current) {
    assertThat(FieldValues.same(json(wanted), json(current))).isFalse();
  }
}
