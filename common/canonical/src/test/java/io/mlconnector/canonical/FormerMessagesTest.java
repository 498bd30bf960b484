package io.mlconnector.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that a former release left on topics, byte by byte, are read by this one, and nothing of
 * them is lost on the way. A release adds one of each kind and takes none away.
 */
class FormerMessagesTest {

  /** A message and what reads it. */
  record Former(String name, Class<?> type) {}

  static Stream<Former> messages() {
    return Stream.concat(
        EntityType.ALL.stream()
            .filter(entity -> exists(entity.name()))
            .map(entity -> new Former(entity.name(), entity.type())),
        Stream.of(
            new Former("delivery", Delivery.class),
            new Former("outcome", Outcome.class),
            new Former("audit-event", AuditEvent.class)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aFormerMessageIsReadAndKeepsAllThatItSays(Former former) throws IOException {
    byte[] bytes = bytes(former.name());

    Object read = CanonicalJson.read(bytes, former.type());

    assertThat(missing("", CanonicalJson.read(bytes, JsonNode.class), CanonicalJson.tree(read)))
        .isEmpty();
  }

  @Test
  void thereAreThoseOfTheFirstEntitiesAtLeast() {
    assertThat(messages().map(Former::name))
        .contains("customer", "contact", "employee", "ticket", "support-summary", "audit-event");
  }

  @Test
  void aMemberThatIsReadAsSomethingElseIsFound() {
    JsonNode former = CanonicalJson.read("{\"a\":{\"b\":[1,2]},\"c\":[]}", JsonNode.class);
    JsonNode now = CanonicalJson.read("{\"a\":{\"b\":[1,3]}}", JsonNode.class);

    assertThat(missing("", former, now)).containsExactly("/a/b/1");
  }

  /** Members that say nothing, such as an empty list, may be left out. */
  private static List<String> missing(String at, JsonNode former, JsonNode now) {
    List<String> missing = new ArrayList<>();
    if (former.isObject()) {
      former
          .properties()
          .forEach(
              member ->
                  missing.addAll(
                      missing(
                          at + "/" + member.getKey(),
                          member.getValue(),
                          now.path(member.getKey()))));
    } else if (former.isArray()) {
      for (int i = 0; i < former.size(); i++) {
        missing.addAll(missing(at + "/" + i, former.get(i), now.path(i)));
      }
    } else if (!former.isNull() && !former.asText().equals(now.asText())) {
      missing.add(at);
    }
    return missing;
  }

  private static boolean exists(String name) {
    return FormerMessagesTest.class.getResource("/former/" + name + ".json") != null;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream file =
        FormerMessagesTest.class.getResourceAsStream("/former/" + name + ".json")) {
      return file.readAllBytes();
    }
  }
}
