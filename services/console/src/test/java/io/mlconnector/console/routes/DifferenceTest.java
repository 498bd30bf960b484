package io.mlconnector.console.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.routes.Difference.Line;
import io.mlconnector.console.routes.RouteDesk.Version;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What two versions of a route say otherwise. */
class DifferenceTest {

  private static Version version(int number, String route) {
    JsonNode document = route == null ? null : CanonicalJson.read(route, JsonNode.class);
    return new Version(number, document, "anna", Instant.EPOCH);
  }

  @Test
  void fieldsAreComparedByExpressionAndRuleAndEverythingElseByItsPlace() {
    Difference difference =
        Difference.of(
            version(
                1,
                "{\"state\":\"plan\",\"from\":{\"connection\":\"f\",\"when\":\"a\"},"
                    + "\"fields\":{\"name\":\"name\",\"city\":\"city\","
                    + "\"vip\":{\"value\":\"v\",\"write\":\"always\"}}}"),
            version(
                2,
                "{\"state\":\"live\",\"from\":{\"connection\":\"f\"},\"match\":[\"name\"],"
                    + "\"fields\":{\"name\":\"$uppercase(name)\",\"city\":{\"value\":\"city\"},"
                    + "\"vip\":{\"value\":\"v\",\"write\":\"if-empty\"},\"zip\":\"zip\"}}"));

    assertThat(difference.lines())
        .extracting(Line::path, Line::change, Line::before, Line::after)
        .containsExactly(
            tuple("from.when", "removed", "a", null),
            tuple("match", "added", null, "[\"name\"]"),
            tuple("state", "changed", "plan", "live"),
            tuple("fields.name", "changed", "name", "$uppercase(name)"),
            tuple("fields.vip write", "changed", "always", "if-empty"),
            tuple("fields.zip", "added", null, "zip"));
  }

  @Test
  void theSameSaysNothingAndADeletionTakesAll() {
    String route = "{\"fields\":{\"name\":\"name\"}}";

    assertThat(Difference.of(version(1, route), version(2, route)).lines()).isEmpty();
    assertThat(Difference.of(version(1, route), version(2, null)).lines())
        .extracting(Line::path, Line::change)
        .containsExactly(tuple("fields.name", "removed"));
  }
}
