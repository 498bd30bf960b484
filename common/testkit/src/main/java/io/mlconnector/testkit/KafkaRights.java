package io.mlconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mlconnector.canonical.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What an adapter may do at Kafka: by what it reads and writes, and by its Kubernetes manifest. */
final class KafkaRights {

  private static final Topics TOPICS = new Topics("");

  private KafkaRights() {}

  /**
   * What it needs.
   *
   * @param system the answer of {@code /api/system}
   */
  static Set<String> needed(JsonNode system) {
    String name = system.path("system").asText();
    Set<String> rights = new TreeSet<>();
    for (JsonNode source : system.path("sources")) {
      for (JsonNode entity : source.path("entities")) {
        rights.add(right("topic", TOPICS.canonical(entity.asText()), "Describe", "Write"));
      }
    }
    rights.add(right("topic", TOPICS.deliveries(name), "Describe", "Read"));
    rights.add(right("group", "deliveries-" + name, "Read"));
    rights.add(right("topic", TOPICS.outcomes(), "Describe", "Write"));
    rights.add(right("topic", TOPICS.audit(), "Describe", "Write"));
    rights.add(right("transactionalId", name + "/*", "Describe", "Write"));
    return rights;
  }

  /** What its user is given by {@code k8s/adapters}. */
  static Set<String> given(String system) {
    Path file = Path.of("..", "..", "k8s", "adapters", system, "kafka.yaml");
    Set<String> rights = new TreeSet<>();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
      while (documents.hasNext()) {
        for (JsonNode acl : documents.next().at("/spec/authorization/acls")) {
          JsonNode resource = acl.path("resource");
          boolean prefix = resource.path("patternType").asText().equals("prefix");
          rights.add(
              right(
                  resource.path("type").asText(),
                  resource.path("name").asText() + (prefix ? "*" : ""),
                  acl.path("operations")
                      .valueStream()
                      .map(JsonNode::asText)
                      .toArray(String[]::new)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rights;
  }

  private static String right(String type, String name, String... operations) {
    return "%s %s: %s".formatted(type, name, String.join(", ", new TreeSet<>(Set.of(operations))));
  }
}
