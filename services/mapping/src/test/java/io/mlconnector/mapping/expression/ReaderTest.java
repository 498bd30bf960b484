package io.mlconnector.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "name ¦ [name]",
        "creditLimit.amount & creditLimit.currency ¦ [creditLimit.amount, creditLimit.currency]",
        "billingAddress.(line1 & city) ¦ [billingAddress.city, billingAddress.line1]",
        "$$.name ¦ [name]",
        "($a := billingAddress; $a.city) ¦ [billingAddress, billingAddress.city]",
        "$map(gaps, function($g) { $g.field }) ¦ [gaps]",
        "gaps[field = 'x'].reason ¦ [gaps.field, gaps.reason]",
        "custom.anything.at.all ¦ [custom]",
        "$string($) ¦ [*]",
        "name ~> $uppercase ¦ [name]",
        "status = 'active' ? name : taxId ¦ [name, status, taxId]",
        "{'a': name, 'b': [taxId]} ¦ [name, taxId]",
        "'constant' ¦ []",
      })
  void namesTheFieldsThatAnExpressionReads(String expression, String fields) {
    Reading reading = Expressions.customer(expression).reading();
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.fields()).hasToString(fields);
  }

  @Test
  void marksWhatIsMadeFromPersonalFields() {
    assertThat(personal("email", EntityType.CUSTOMER)).isTrue();
    assertThat(personal("name & ' ' & phone", EntityType.CUSTOMER)).isTrue();
    assertThat(personal("custom.birthday", EntityType.CUSTOMER)).isTrue();
    assertThat(personal("$string($$)", EntityType.CUSTOMER)).isTrue();
    assertThat(personal("*", EntityType.CUSTOMER)).isTrue();
    assertThat(personal("creditLimit.amount", EntityType.CUSTOMER)).isFalse();
    assertThat(personal("name", EntityType.CUSTOMER)).isFalse();
    assertThat(personal("name", EntityType.CONTACT)).isTrue();
    assertThat(personal("$externalId()", EntityType.CONTACT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "nmae ¦ 'nmae', which is not a field of the record ¦ name",
        "creditLimit.ammount ¦ record's creditLimit ¦ amount",
        "name.first ¦ 'first' below 'name' ¦ no fields",
        "$now() ¦ $now is not available ¦ same result",
        "$eval(name) ¦ $eval is not available ¦ expression",
        "$fo(name) ¦ no function or variable $fo ¦ $fo",
        "$nothing ¦ no function or variable ¦ $nothing",
        "/a/ ¦ regular expression ¦ second argument",
        "$filter(gaps, /a/) ¦ regular expression ¦ second argument",
        "($r := /a/; $contains(name, $r)) ¦ regular expression ¦ second argument",
        "($contains := function($a, $r) { $r($a) }; $contains(name, /a/))"
            + " ¦ name of a function ¦ $contains",
        "$map([name], function($match) { $match }) ¦ name of a function ¦ choose another",
        "$match(name, /(?=a)b/) ¦ linear time ¦ look-around",
        "$substring(?, 1)(name) ¦ partial application ¦ write a function",
        "$ ~> |billingAddress|{'x': 1}| ¦ transform ¦ object constructor",
        "'x' & $linked('customer', key) ¦ whole value ¦ condition",
        "$linked(category, key) ¦ in quotes ¦ $linked('customer', key)",
        "name[phon = 'x'] ¦ 'phon' ¦ no fields",
      })
  void saysWhatIsWrongAndWhatToDo(String expression, String what, String fix) {
    List<ExpressionError> problems = Expressions.customer(expression).reading().problems();
    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0).getMessage()).contains(what).contains(fix);
    assertThat(problems.get(0).position()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "name ¦ TEXT",
        "creditLimit.amount ¦ DECIMAL",
        "creditLimit ¦ OBJECT",
        "gaps ¦ LIST",
        "1 ¦ NUMBER",
        "status = 'active' ¦ BOOLEAN",
        "[name] ¦ LIST",
        "$linked('contact', key) ¦ LINK",
        "status = 'a' ? name : taxId ¦ TEXT",
        "status = 'a' ? name : 1 ¦ UNKNOWN",
        "custom.x ¦ UNKNOWN",
        "$decAdd('1', '2') ¦ DECIMAL",
      })
  void knowsWhatAnExpressionGives(String expression, ValueKind kind) {
    assertThat(Expressions.customer(expression).reading().kind()).isEqualTo(kind);
  }

  @Test
  void namesTheEntitiesThatAreLinked() {
    assertThat(
            Expression.compile(
                    "customerKey ? $linked('customer', customerKey)",
                    EntityType.CONTACT,
                    ExternalIdScheme.DEFAULT)
                .reading()
                .linked())
        .containsExactly("customer");
  }

  private static boolean personal(String expression, EntityType entity) {
    return Expression.compile(expression, entity, ExternalIdScheme.DEFAULT).reading().personal();
  }
}
