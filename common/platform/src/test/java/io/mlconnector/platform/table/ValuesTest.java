package io.mlconnector.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are brought into their column's one form exactly, or refused by the column's name. */
class ValuesTest {

  private static Column column(Type type, int scale, boolean key) {
    return new Column("c", "C", type, scale, Role.DIMENSION, key);
  }

  private static JsonNode json(String text) {
    return CanonicalJson.read(text.replace('\'', '"'), JsonNode.class);
  }

  private static String form(Type type, int scale, String json) {
    return Layout.json(Values.of(column(type, scale, false), json(json))).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "TEXT, 0, 'Ω not', 'Ω not'",
        "TEXT, 0, '', ''",
        "TEXT, 0, 12, '12'",
        "TEXT, 0, true, 'true'",
        "INTEGER, 0, 9223372036854775807, 9223372036854775807",
        "INTEGER, 0, '-9223372036854775808', -9223372036854775808",
        "INTEGER, 0, 5.0, 5",
        "INTEGER, 0, '', null",
        "DECIMAL, 2, '0.1', '0.10'",
        "DECIMAL, 2, '-0.30', '-0.30'",
        "DECIMAL, 0, '100', '100'",
        "DECIMAL, 0, '1.000', '1'",
        "DECIMAL, 3, 12.345, '12.345'",
        "DECIMAL, 2, '9999999999999999.99', '9999999999999999.99'",
        "DECIMAL, 2, '1E3', '1000.00'",
        "DECIMAL, 2, ' 7 ', '7.00'",
        "BOOLEAN, 0, 'true', true",
        "BOOLEAN, 0, false, false",
        "DATE, 0, '2026-02-28', '2026-02-28'",
        "INSTANT, 0, '2026-01-31T12:00:00+01:00', '2026-01-31T11:00:00Z'",
        "INSTANT, 0, '2026-01-31T12:00:00.123456Z', '2026-01-31T12:00:00.123456Z'",
        "DECIMAL, 2, null, null",
      })
  void aValueIsBroughtIntoItsColumnsForm(Type type, int scale, String given, String form) {
    assertThat(form(type, scale, given)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "TEXT, 0, 0.5, fraction",
        "TEXT, 0, ['a'], a list",
        "TEXT, 0, 'a\\u0000', cannot be stored",
        "TEXT, 0, 'a\\ud800', cannot be stored",
        "INTEGER, 0, 9223372036854775808, 64 bits",
        "INTEGER, 0, '1.5', fraction",
        "INTEGER, 0, 'x', whole number",
        "INTEGER, 0, true, whole number",
        "DECIMAL, 2, '0.305', nothing is rounded",
        "DECIMAL, 2, 0.30000000000000004, 17 digits behind the point",
        "DECIMAL, 2, '10000000000000000.00', more than 18 digits",
        "DECIMAL, 0, '1E400', more than 18 digits",
        "DECIMAL, 0, '1E999999999', not a decimal",
        "DECIMAL, 2, '1;5', not a decimal",
        "BOOLEAN, 0, 'yes', neither true nor false",
        "DATE, 0, '2026-02-30', not a date",
        "DATE, 0, '31.01.2026', not a date",
        "INSTANT, 0, '2026-01-31T12:00:00', no moment",
        "INSTANT, 0, '2026-01-31T12:00:00.123456789Z', finer than a microsecond",
      })
  void whatDoesNotFitIsRefusedByNameAndNeverRounded(
      Type type, int scale, String given, String problem) {
    assertThatThrownBy(() -> Values.of(column(type, scale, false), json(given)))
        .hasMessageStartingWith("Column c: ")
        .hasMessageContaining(problem);
  }

  @Test
  void aKeyIsNeverEmpty() {
    for (String empty : new String[] {"null", "''", "' '"}) {
      assertThatThrownBy(() -> Values.of(column(Type.TEXT, 0, true), json(empty)))
          .hasMessageContaining("part of the key and is empty");
    }
  }

  @Test
  void aProblemNeverQuotesTheValue() {
    assertThatThrownBy(() -> Values.of(column(Type.DECIMAL, 2, false), json("'secret'")))
        .hasMessageNotContaining("secret");
  }
}
