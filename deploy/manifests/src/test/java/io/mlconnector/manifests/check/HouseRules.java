package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.custom.Quantity;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import io.mlconnector.manifests.render.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What we promise beyond the policy: see each rule's name. */
public final class HouseRules {

  /** A rule by what it says, and how an object of ours breaks it. */
  record Rule(String name, Check check) {}

  @FunctionalInterface
  interface Check {
    boolean kept(Pod pod, List<Resource> all);
  }

  private static final Pattern REFERENCE = Pattern.compile("\\$\\((\\w+)\\)");
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|key|jaas).*");

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "read-only root file system",
              (pod, all) -> containers(pod).allMatch(HouseRules::readOnly)),
          new Rule(
              "requests and limits", (pod, all) -> containers(pod).allMatch(HouseRules::bounded)),
          new Rule(
              "probes by what they mean",
              (pod, all) -> ends(pod) || containers(pod).allMatch(HouseRules::probed)),
          new Rule(
              "an image by version", (pod, all) -> containers(pod).allMatch(HouseRules::versioned)),
          new Rule("no token of the cluster", HouseRules::tokenless),
          new Rule(
              "no variables of other services",
              (pod, all) -> is(pod.spec(), "enableServiceLinks", false)),
          new Rule("spread over zones and nodes", (pod, all) -> ends(pod) || spread(pod)),
          new Rule("a disruption budget", (pod, all) -> budgets(pod, all) == (ends(pod) ? 0 : 1)),
          new Rule("variables that are there when they are used", HouseRules::defined),
          new Rule(
              "secrets by reference",
              (pod, all) -> containers(pod).allMatch(HouseRules::byReference)),
          new Rule("mounts of volumes that are there", (pod, all) -> mounted(pod)),
          new Rule("room for what is written", (pod, all) -> roomy(pod)),
          new Rule("a heap below the limit", HouseRules::heap));

  private HouseRules() {}

  /** The rules that are not kept, with the object that does not keep them. */
  public static List<String> findings(List<Resource> resources) {
    return Pod.of(resources).stream()
        .flatMap(
            pod ->
                RULES.stream()
                    .filter(rule -> !rule.check().kept(pod, resources))
                    .map(rule -> pod.owner() + ": " + rule.name()))
        .toList();
  }

  private static Stream<JsonNode> containers(Pod pod) {
    return pod.containers().stream();
  }

  private static boolean is(JsonNode node, String field, boolean value) {
    return node.path(field).isBoolean() && node.path(field).asBoolean() == value;
  }

  private static boolean readOnly(JsonNode container) {
    return is(container.path("securityContext"), "readOnlyRootFilesystem", true);
  }

  private static boolean bounded(JsonNode container) {
    return Stream.of("requests", "limits")
        .map(container.path("resources")::path)
        .allMatch(amounts -> amounts.has("cpu") && amounts.has("memory"));
  }

  private static boolean probed(JsonNode container) {
    return Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
        .entrySet()
        .stream()
        .allMatch(
            probe ->
                container
                    .at("/" + probe.getKey() + "/httpGet/path")
                    .asText()
                    .equals("/q/health/" + probe.getValue()));
  }

  private static boolean versioned(JsonNode container) {
    String image = container.path("image").asText();
    return image.matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})") && !image.endsWith(":latest");
  }

  private static boolean tokenless(Pod pod, List<Resource> all) {
    String account = pod.spec().path("serviceAccountName").asText();
    return is(pod.spec(), "automountServiceAccountToken", false)
        && all.stream()
            .filter(each -> each.kind().equals("ServiceAccount") && each.name().equals(account))
            .anyMatch(each -> is(each.json(), "automountServiceAccountToken", false));
  }

  private static boolean spread(Pod pod) {
    Set<String> over = new HashSet<>();
    for (JsonNode constraint : pod.spec().path("topologySpreadConstraints")) {
      if (selects(constraint.path("labelSelector").path("matchLabels"), pod.labels())) {
        over.add(constraint.path("topologyKey").asText());
      }
    }
    return over.equals(Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"));
  }

  /** It is there for one task: nobody calls it, and nobody waits for its probes. */
  private static boolean ends(Pod pod) {
    return pod.owner().kind().equals("Job");
  }

  /** Budgets that count it; a service has one, and not that of another one as well. */
  private static long budgets(Pod pod, List<Resource> all) {
    return all.stream()
        .filter(each -> each.kind().equals("PodDisruptionBudget"))
        .filter(each -> selects(each.at("/spec/selector/matchLabels"), pod.labels()))
        .count();
  }

  static boolean selects(JsonNode selector, JsonNode labels) {
    return selector.properties().stream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }

  /** Kubernetes puts in what stands above, and leaves the text as it is where nothing does. */
  private static boolean defined(Pod pod, List<Resource> all) {
    for (JsonNode container : pod.containers()) {
      Set<String> known = new HashSet<>(fromMaps(container, all));
      for (JsonNode variable : container.path("env")) {
        Matcher used = REFERENCE.matcher(variable.path("value").asText());
        while (used.find()) {
          if (!known.contains(used.group(1))) {
            return false;
          }
        }
        known.add(variable.path("name").asText());
      }
    }
    return true;
  }

  private static List<String> fromMaps(JsonNode container, List<Resource> all) {
    List<String> names = new ArrayList<>();
    for (JsonNode from : container.path("envFrom")) {
      all.stream()
          .filter(each -> each.kind().equals("ConfigMap"))
          .filter(each -> each.name().equals(from.at("/configMapRef/name").asText()))
          .forEach(each -> each.at("/data").fieldNames().forEachRemaining(names::add));
    }
    return names;
  }

  /** A file's path is no secret. */
  private static boolean byReference(JsonNode container) {
    return container
        .path("env")
        .valueStream()
        .filter(variable -> SECRET.matcher(variable.path("name").asText()).matches())
        .allMatch(
            variable ->
                !variable.has("value") || variable.path("name").asText().matches(".+_FILES?"));
  }

  private static boolean mounted(Pod pod) {
    Set<String> volumes = new HashSet<>();
    pod.spec().path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    return containers(pod)
        .flatMap(container -> container.path("volumeMounts").valueStream())
        .allMatch(mount -> volumes.contains(mount.path("name").asText()));
  }

  /** Volumes on the node's disk are bounded, and may be filled before the pod is evicted. */
  private static boolean roomy(Pod pod) {
    BigDecimal most = BigDecimal.ZERO;
    for (JsonNode volume : pod.spec().path("volumes")) {
      if (volume.has("emptyDir")) {
        JsonNode size = volume.at("/emptyDir/sizeLimit");
        if (!size.isTextual()) {
          return false;
        }
        most = most.add(Quantity.fromString(size.asText()).getNumber());
      }
    }
    BigDecimal needed = most;
    return containers(pod)
        .map(container -> container.at("/resources/limits/ephemeral-storage").asText("0"))
        .allMatch(limit -> Quantity.fromString(limit).getNumber().compareTo(needed) >= 0);
  }

  /** What is not heap needs about as much again: code, threads, buffers of Kafka and of TLS. */
  private static boolean heap(Pod pod, List<Resource> all) {
    Matcher percentage =
        Pattern.compile("MaxRAMPercentage=(\\d+)")
            .matcher(
                all.stream()
                    .filter(each -> each.toString().equals("ConfigMap ml-connector-settings"))
                    .map(each -> each.at("/data/JAVA_TOOL_OPTIONS").asText())
                    .filter(options -> !options.isEmpty())
                    .findFirst()
                    .orElseGet(HouseRules::inTheImage));
    return percentage.find() && Integer.parseInt(percentage.group(1)) <= 60;
  }

  /** What holds where a cluster's settings say nothing else. */
  private static String inTheImage() {
    return Yaml.text(Repository.ROOT.resolve("deploy/docker/Dockerfile"))
        .lines()
        .filter(line -> line.startsWith("ENV JAVA_TOOL_OPTIONS="))
        .collect(Collectors.joining());
  }
}
