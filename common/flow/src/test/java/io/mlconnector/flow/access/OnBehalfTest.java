package io.mlconnector.flow.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom one service asks another. */
class OnBehalfTest {

  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada Lovelace", "ada@example.com", "Jürgen Groß", "a+b%c"})
  void aNameArrivesAsItWasSent(String name) {
    assertThat(OnBehalf.name(OnBehalf.value(name))).hasValue(name);
    assertThat(OnBehalf.value(name)).isASCII();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "%zz", "a%0Ab", "a%00"})
  void whatIsNoNameIsNobody(String value) {
    assertThat(OnBehalf.name(value)).isEmpty();
  }

  @Test
  void aNameIsBounded() {
    assertThat(OnBehalf.name(OnBehalf.value("x".repeat(500)))).hasValue("x".repeat(200));
    assertThat(OnBehalf.name("x".repeat(201))).isEmpty();
  }
}
