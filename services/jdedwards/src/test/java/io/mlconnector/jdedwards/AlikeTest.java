package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two people write one e-mail address or tax id in many ways. */
class AlikeTest {

  @Test
  void caseAndBlanksMakeNoDifference() {
    assertThat(Alike.form(" DE 123 456\u00a0789 ")).isEqualTo(Alike.form("de123456789"));
    assertThat(Alike.form("Ada@Example.COM")).isEqualTo("ada@example.com");
  }

  @Test
  void otherSignsDo() {
    assertThat(Alike.form("DE-123")).isNotEqualTo(Alike.form("DE123"));
    assertThat(Alike.form(null)).isEmpty();
    assertThat(Alike.form("  ")).isEmpty();
  }
}
