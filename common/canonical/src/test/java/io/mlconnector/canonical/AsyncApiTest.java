package io.mlconnector.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the topics names every one of them, and only schemas that there are. */
class AsyncApiTest {

  private static final Pattern SCHEMA = Pattern.compile("\\$ref: *'?([^'#\\s]+\\.json)");

  static List<EntityType> entities() {
    return EntityType.ALL;
  }

  private static String text() throws IOException {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("entities")
  void everyEntityHasItsTopic(EntityType entity) throws IOException {
    assertThat(text()).contains("address: canonical." + entity.name() + ".v1");
  }

  @Test
  void soHaveDeliveriesOutcomesAndTheAudit() throws IOException {
    assertThat(text()).contains("deliveries.{system}", "address: outcomes", "address: audit");
  }

  @Test
  void everySchemaThatIsNamedIsThere() throws IOException {
    List<String> named =
        SCHEMA.matcher(text()).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(
            name ->
                assertThat(AsyncApiTest.class.getResource("/" + name.replaceFirst("^\\./", "")))
                    .as(name)
                    .isNotNull());
  }
}
