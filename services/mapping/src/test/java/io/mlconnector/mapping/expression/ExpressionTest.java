package io.mlconnector.mapping.expression;

import static io.mlconnector.mapping.expression.Expressions.evaluate;
import static io.mlconnector.mapping.expression.Expressions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.EntityType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "name ¦ \"Nordlicht Maschinenbau GmbH\"",
        "creditLimit.amount ¦ \"250000.00\"",
        "billingAddress.line2 ¦ null",
        "status = 'active' ¦ true",
        "billingAddress.(line1 & ', ' & city) ¦ \"Speicherstraße 12, Hamburg\"",
        "$externalId() ¦ \"fusion-prod:customer:300100012345\"",
        "[$substringAfter(website, '//')] ¦ [\"nordlicht-maschinenbau.example\"]",
        "$decAdd(creditLimit.amount, '0.10') ¦ \"250000.10\"",
        "$decSub('0.30', '0.10') ¦ \"0.20\"",
        "$decMul(creditLimit.amount, '1.19') ¦ \"297500.0000\"",
        "$decRound('2.345', 2) ¦ \"2.35\"",
        "$decRound('-2.345', 2) ¦ \"-2.35\"",
        "$decCompare(creditLimit.amount, '250000') ¦ 0",
        "$decAdd(creditLimit.amount, custom.bonus) ¦ null",
        "$contains(phone, /^\\+49/) ¦ true",
        "$contains(name, 'GmbH') ¦ true",
        "$replace(phone, /[^0-9]/, '') ¦ \"49405550142\"",
        "$replace('a.b.c', '.', '-') ¦ \"a-b-c\"",
        "$replace('Smith, John', /(\\w+), (\\w+)/, '$2 $1') ¦ \"John Smith\"",
        "$split('a1b2c', /[0-9]/) ¦ [\"a\",\"b\",\"c\"]",
        "$split(' x ', '') ¦ [\" \",\"x\",\" \"]",
        "$match('ab12', /([a-z])([0-9])/).groups[0] ¦ \"b\"",
        "$pad('7', -3, '0') ¦ \"007\"",
        "$pad('7', 3) ¦ \"7  \"",
        "$pad(billingAddress.line2, 5) ¦ null",
        "$map([1,2], function($n) { $n * 2 }) ¦ [2,4]",
        "($tax := creditLimit.amount; $tax & ' EUR') ¦ \"250000.00 EUR\"",
        "1.5 ¦ 1.5",
        "10 / 2 ¦ 5",
      })
  void givesWhatIsAskedFor(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @Test
  void aLinkIsCarriedAsAReference() {
    assertThat(evaluate("$linked('contact', accountNumber)"))
        .isEqualTo(new Evaluated.Link("contact", "300100012345"));
    assertThat(value("$linked('contact', taxId = 'x' ? taxId : billingAddress.line2)"))
        .isEqualTo("null");
  }

  @Test
  void moneyKeepsEveryDigit() {
    assertThat(value("$decAdd('0.1', '0.2')")).isEqualTo("\"0.3\"");
    assertThat(value("$decMul('99999999999999999999.99', '3')"))
        .isEqualTo("\"299999999999999999999.97\"");
  }

  @Test
  void aFailureSaysWhereButNeverWhatTheRecordHolds() {
    Evaluated failed = evaluate("$number(name)");
    assertThat(failed).isInstanceOf(Evaluated.Failed.class);
    assertThat(failed.toString()).doesNotContain("Nordlicht");

    assertThat(evaluate("name + 1").toString()).startsWith("Failed").doesNotContain("Nordlicht");
    assertThat(evaluate("$decAdd(name, '1')").toString())
        .startsWith("Failed")
        .doesNotContain("Nordlicht");
  }

  @Test
  void brokenTextIsRefusedWithItsPosition() {
    assertThatThrownBy(() -> Expressions.customer("name & "))
        .isInstanceOfSatisfying(
            ExpressionError.class,
            error -> assertThat(error.located()).contains("JSONata").contains("position 7"));
    assertThatThrownBy(() -> Expressions.customer(" ")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Expressions.customer("(".repeat(4000)))
        .isInstanceOf(ExpressionError.class);
    assertThatThrownBy(() -> Expressions.customer("a".repeat(5000)))
        .hasMessageContaining("longer than");
  }

  @Test
  void manyThreadsMayEvaluateOneExpression() throws Exception {
    Expression expression =
        Expression.compile(
            "($n := key; $join($map([1..20], function($i) { $n & $string($i) }), ','))",
            EntityType.CUSTOMER,
            ExternalIdScheme.DEFAULT);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      var runs =
          IntStream.range(0, 2_000)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            Object data = java.util.Map.of("key", "k" + i);
                            Evaluated result =
                                expression.evaluate(
                                    Expressions.RECORD, data, new Bounds(Limits.DEFAULT));
                            return ((Evaluated.Value) result).json().asText();
                          }))
              .toList();
      for (int i = 0; i < runs.size(); i++) {
        String own = "k" + i;
        List<String> parts = IntStream.rangeClosed(1, 20).mapToObj(n -> own + n).toList();
        assertThat(runs.get(i).get()).isEqualTo(String.join(",", parts));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** As on a machine with too few processors. */
  @Test
  void anExpressionThatHasToWaitIsNotStopped() {
    Map<String, Object> slow =
        new HashMap<>(Map.of("key", "k")) {
          @Override
          public Object get(Object name) {
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            return super.get(name);
          }
        };
    Limits limits = new Limits(Duration.ofMillis(10), 300, 2_000_000, 100_000);

    Evaluated result =
        Expressions.customer("key & key & key")
            .evaluate(Expressions.RECORD, slow, new Bounds(limits));

    assertThat(((Evaluated.Value) result).json().asText()).isEqualTo("kkk");
  }
}
