package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.kafka.TopicSpec;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import io.smallrye.config.WithDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Topics and rights are as the code needs them; those of an adapter are checked by its contract.
 */
class KafkaObjectsTest {

  private static final Topics TOPICS = new Topics("");

  private final List<Resource> prod = Kustomize.render(Repository.overlay("prod"));

  @Test
  void topicsAreThoseOfTheCodeWithItsSettings() {
    Map<String, Map<String, String>> wanted =
        needed().collect(Collectors.toMap(TopicSpec::name, TopicSpec::settings));

    Map<String, Map<String, String>> there = new TreeMap<>();
    topics()
        .forEach(
            topic -> {
              Map<String, String> settings = texts(topic.at("/spec/config"));
              settings.remove("min.insync.replicas");
              there.put(topic.name(), settings);
            });

    assertThat(there).isEqualTo(new TreeMap<>(wanted));
  }

  @Test
  void topicsHaveThePartitionsThatTheCodeGivesThem() throws ReflectiveOperationException {
    String partitions =
        FlowConfig.Topics.class.getMethod("partitions").getAnnotation(WithDefault.class).value();

    assertThat(topics())
        .allSatisfy(
            topic -> assertThat(topic.at("/spec/partitions").asText()).isEqualTo(partitions));
  }

  @Test
  void mappingMayReadEventsAndOutcomesAndWriteDeliveriesSummariesTombstonesAndAudit() {
    List<String> wanted = new ArrayList<>();
    for (EntityType entity : EntityType.ALL) {
      boolean written =
          entity.equals(EntityType.SUPPORT_SUMMARY) || Identifiers.ERASABLE.contains(entity.name());
      wanted.add(
          "topic "
              + TOPICS.canonical(entity.name())
              + " Describe Read"
              + (written ? " Write" : ""));
    }
    wanted.add("topic outcomes Describe Read");
    wanted.add("topic deliveries.* Describe Write");
    wanted.add("topic audit Describe Write");
    wanted.add("group mapping Read");
    wanted.add("group mapping-outcomes Read");
    wanted.add("transactionalId mapping/* Describe Write");

    assertThat(rights("ml-connector-mapping")).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void theConsoleMayReadTheAuditTrailAndNothingElse() {
    assertThat(rights("ml-connector-console"))
        .containsExactlyInAnyOrder("topic audit Describe Read", "group console Read");
  }

  private static Stream<TopicSpec> needed() {
    return Stream.of(
            EntityType.ALL.stream().map(entity -> TopicSpec.canonical(TOPICS, entity)),
            Repository.names(Repository.K8S.resolve("adapters")).stream()
                .map(system -> TopicSpec.deliveries(TOPICS, system)),
            Stream.of(TopicSpec.outcomes(TOPICS), TopicSpec.audit(TOPICS)))
        .flatMap(each -> each);
  }

  private List<Resource> topics() {
    return prod.stream().filter(each -> each.kind().equals("KafkaTopic")).toList();
  }

  private List<String> rights(String user) {
    Resource found =
        prod.stream()
            .filter(each -> each.kind().equals("KafkaUser") && each.name().equals(user))
            .findFirst()
            .orElseThrow();
    return found.at("/spec/authorization/acls").valueStream().map(KafkaObjectsTest::words).toList();
  }

  private static String words(JsonNode acl) {
    JsonNode resource = acl.path("resource");
    TreeSet<String> operations = new TreeSet<>();
    acl.path("operations").forEach(operation -> operations.add(operation.asText()));
    return "%s %s%s %s"
        .formatted(
            resource.path("type").asText(),
            resource.path("name").asText(),
            resource.path("patternType").asText().equals("prefix") ? "*" : "",
            String.join(" ", operations));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(f -> texts.put(f.getKey(), f.getValue().asText()));
    return texts;
  }
}
