package io.mlconnector.manifests.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.mlconnector.manifests.render.Resource;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The models of operators that publish theirs as a library. These keep what they do not know, to be
 * friendly to newer versions; here it is an error.
 */
final class StrictModels {

  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "gateway.networking.k8s.io/v1 Gateway", Gateway.class,
          "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class,
          "kafka.strimzi.io/v1 Kafka", Kafka.class,
          "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class,
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingUnknown());

  private StrictModels() {}

  static boolean knows(Resource resource) {
    return MODELS.containsKey(key(resource));
  }

  static List<String> problems(Resource resource) {
    try {
      Object model = STRICT.treeToValue(resource.json(), MODELS.get(key(resource)));
      List<String> lost = new ArrayList<>();
      lost("/spec", resource.at("/spec"), STRICT.valueToTree(model).path("spec"), lost);
      return lost;
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }

  /** What a model takes without understanding it, such as a value that an enum does not have. */
  private static void lost(String at, JsonNode given, JsonNode taken, List<String> lost) {
    if (given.isContainerNode()) {
      given
          .properties()
          .forEach(f -> lost(at + "/" + f.getKey(), f.getValue(), taken.path(f.getKey()), lost));
      for (int i = 0; given.isArray() && i < given.size(); i++) {
        lost(at + "/" + i, given.get(i), taken.path(i), lost);
      }
    } else if (!given.asText().equals(taken.asText())) {
      lost.add("%s: %s is not known".formatted(at, given));
    }
  }

  private static String key(Resource resource) {
    return resource.apiVersion() + " " + resource.kind();
  }

  private static final class NothingUnknown extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return JsonIgnoreProperties.Value.empty();
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
      return JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);
    }
  }
}
