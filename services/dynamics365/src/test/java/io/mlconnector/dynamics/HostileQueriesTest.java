package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.hostile.HostileTexts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts in addresses, which stand within the lines of a batch. */
class HostileQueriesTest {

  @Test
  void aHostileTextIsOneLiteralOfOneLine() {
    HostileTexts.all()
        .forEach(
            (name, text) -> {
              String literal = Operation.quoted(text);
              String byKey = Operation.address("Customers", Map.of("Name", literal));
              Operation search = Operation.search("Customers", "Name eq " + literal, "Name", null);

              assertThat(byKey).matches("Customers\\(Name=[A-Za-z0-9%._*-]+\\)");
              assertThat(search.toString()).as(name).doesNotContain("\r", "\n", "\0", "<", "\"");
              if (!name.endsWith("surrogate")) {
                assertThat(URLDecoder.decode(byKey, StandardCharsets.UTF_8))
                    .isEqualTo("Customers(Name=" + literal + ")");
              }
            });
  }
}
