package io.mlconnector.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.hostile.HostileTexts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is small on the wire and would be huge, endless or ambiguous for its reader. */
class BombsTest {

  /** A record with a decimal. */
  record Priced(BigDecimal amount) {}

  static Stream<String> bombs() {
    return Bombs.json().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void noBombIsReadIntoARecord(String name) {
    assertThatThrownBy(() -> CanonicalJson.read(Bombs.json().get(name), Priced.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aTreeOfABombIsRefusedOrNoLargerThanItsText(String name) {
    byte[] bomb = Bombs.json().get(name);
    JsonNode tree;
    try {
      tree = CanonicalJson.read(bomb, JsonNode.class);
    } catch (IllegalArgumentException refused) {
      assertThat(name).doesNotContain("huge");
      return;
    }

    assertThat(name).contains("huge");
    assertThat(tree.path("amount").isTextual()).isTrue();
    assertThat(CanonicalJson.bytes(tree)).hasSizeLessThan(2 * bomb.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{},", "[[],", "[1,"})
  void moreTokensThanATreeCanHoldAreRefused(String item) {
    String inner = item.substring(1);
    byte[] many = ("[" + inner.repeat(4_500_000) + "1]").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CanonicalJson.read(many, JsonNode.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Token count");
  }

  @Test
  void aDecimalThatWasReckonedUpIsNotWrittenOut() {
    BigDecimal huge = new BigDecimal("1e999999999");

    assertThatThrownBy(() -> CanonicalJson.bytes(new Priced(huge)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.bytes(new Priced(new BigDecimal("1e-999999999"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyNumberThatABinaryOneCanBeIsRead() {
    for (double number : new double[] {Double.MAX_VALUE, Double.MIN_VALUE, -1.7e300, 0, 1e-300}) {
      String json = "{\"amount\":" + number + "}";

      assertThat(CanonicalJson.read(json, Priced.class).amount())
          .isEqualByComparingTo(new BigDecimal(String.valueOf(number)));
      assertThat(CanonicalJson.read(json, JsonNode.class).path("amount").isNumber()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e401", "-1e401", "1e-401", "1e999999999", "x", ""})
  void whatIsNoDecimalOfASizeIsNone(String text) {
    assertThatThrownBy(() -> Decimals.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void hostileTextsComeBackAsTheyWere() {
    HostileTexts.all()
        .forEach(
            (name, text) ->
                assertThat(CanonicalJson.read(CanonicalJson.bytes(Map.of("a", text)), Map.class))
                    .as(name)
                    .isEqualTo(Map.of("a", text)));
  }
}
