package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.hostile.HostileTexts;
import org.junit.jupiter.api.Test;

class HostileQueriesTest {

  @Test
  void aHostileTextIsOneLiteral() {
    for (String text : HostileTexts.values()) {
      String literal = Coql.quoted(text);

      String inner = literal.substring(1, literal.length() - 1);
      assertThat(literal).startsWith("'").endsWith("'");
      assertThat(inner.replace("''", "")).doesNotContain("'");
      assertThat(inner.replace("''", "'")).isEqualTo(text);
    }
  }
}
