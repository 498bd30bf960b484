package io.mlconnector.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Published schemas only grow. What was published is kept in {@code src/test/resources/published};
 * a release copies the schemas there.
 */
class SchemaCompatibilityTest {

  static List<EntityType> entities() {
    return EntityType.ALL;
  }

  @ParameterizedTest
  @MethodSource("entities")
  void whatWasPublishedStillHolds(EntityType entity) {
    JsonNode published =
        CanonicalJson.read(
            SchemaTest.resource("/published/" + entity.name() + ".v1.json"), JsonNode.class);

    assertThat(breaks("", published, SchemaTest.schema(entity))).isEmpty();
  }

  @Test
  void aRemovedNarrowedOrNewlyRequiredMemberIsFound() {
    ObjectNode before = (ObjectNode) SchemaTest.schema(EntityType.CUSTOMER);
    ObjectNode removed = before.deepCopy();
    ((ObjectNode) removed.get("properties")).remove("phone");
    ObjectNode narrowed = before.deepCopy();
    ((ObjectNode) narrowed.at("/properties/name")).put("pattern", "^A");
    ObjectNode demanded = before.deepCopy();
    ((ArrayNode) demanded.get("required")).add("email");

    assertThat(breaks("", before, removed)).containsExactly("/properties/phone is gone");
    assertThat(breaks("", before, narrowed)).containsExactly("/properties/name has a new pattern");
    assertThat(breaks("", before, demanded)).containsExactly("/required now has \"email\"");
  }

  @Test
  void anAddedOptionalMemberIsNoBreak() {
    ObjectNode before = (ObjectNode) SchemaTest.schema(EntityType.CONTACT);
    ObjectNode after = before.deepCopy();
    ((ObjectNode) after.get("properties")).putObject("pronouns").put("type", "string");

    assertThat(breaks("", before, after)).isEmpty();
  }

  private static List<String> breaks(String at, JsonNode before, JsonNode after) {
    List<String> breaks = new ArrayList<>();
    for (String keyword : List.of("type", "pattern", "enum", "minLength", "maxLength", "const")) {
      if (!after.path(keyword).equals(before.path(keyword))) {
        breaks.add(at + " has a new " + keyword);
      }
    }
    for (JsonNode required : after.path("required")) {
      if (!contains(before.path("required"), required)) {
        breaks.add(at + "/required now has " + required);
      }
    }
    before
        .path("properties")
        .fields()
        .forEachRemaining(
            member -> {
              String path = at + "/properties/" + member.getKey();
              JsonNode now = after.path("properties").get(member.getKey());
              if (now == null) {
                breaks.add(path + " is gone");
              } else {
                breaks.addAll(breaks(path, member.getValue(), now));
              }
            });
    if (before.has("items")) {
      breaks.addAll(breaks(at + "/items", before.get("items"), after.path("items")));
    }
    return breaks;
  }

  private static boolean contains(JsonNode array, JsonNode value) {
    for (JsonNode element : array) {
      if (element.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
