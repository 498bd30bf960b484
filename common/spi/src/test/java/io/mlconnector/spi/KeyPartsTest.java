package io.mlconnector.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyPartsTest {

  @Test
  void partsMayHoldAnything() {
    String key = KeyParts.join("accounts", "a/b", "50%2F", "");

    assertThat(key).isEqualTo("accounts/a%2Fb/50%252F/");
    assertThat(KeyParts.split(key)).containsExactly("accounts", "a/b", "50%2F", "");
  }
}
