package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.render.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What strangers reach, by Ingress or by Gateway: of an adapter its hooks and both ends of a
 * consent, at a host of its own and by TLS only; of the console everything, since it asks people
 * who they are; of other services nothing.
 */
public final class PublicRoutes {

  private static final String PREFIX = "ml-connector-";
  private static final String NAME = "app.kubernetes.io/name";

  /** Annotations that say nothing about where a call goes; others may, by rewriting or snippets. */
  private static final Set<String> HARMLESS =
      Set.of(
          "nginx.ingress.kubernetes.io/proxy-body-size",
          "nginx.ingress.kubernetes.io/ssl-redirect");

  private final List<Resource> all;
  private final Map<String, String> hosts = new HashMap<>();
  private final Set<String> findings = new TreeSet<>();

  private PublicRoutes(List<Resource> all) {
    this.all = all;
  }

  /** What is open that shall not be, with the object that opens it. */
  public static List<String> findings(List<Resource> resources) {
    PublicRoutes routes = new PublicRoutes(resources);
    resources.forEach(routes::look);
    return List.copyOf(routes.findings);
  }

  private void look(Resource resource) {
    switch (resource.kind()) {
      case "Ingress" -> ingress(resource);
      case "HTTPRoute" -> httpRoute(resource);
      case "Gateway" -> gateway(resource);
      case "Service" -> {
        boolean inside = resource.at("/spec/type").asText("ClusterIP").equals("ClusterIP");
        check(resource, inside && !resource.at("/spec").has("externalIPs"), "a service outside");
      }
      case "TCPRoute", "TLSRoute", "GRPCRoute", "IngressRoute", "VirtualService", "Route" ->
          check(resource, false, "a route of a kind that is not looked at");
      default -> {}
    }
  }

  private void ingress(Resource ingress) {
    check(ingress, !ingress.at("/spec").has("defaultBackend"), "a default backend");
    check(
        ingress,
        HARMLESS.containsAll(fields(ingress.at("/metadata/annotations"))),
        "an annotation that may open more");
    List<String> secured =
        ingress
            .at("/spec/tls")
            .valueStream()
            .filter(tls -> !tls.path("secretName").asText().isEmpty())
            .flatMap(tls -> tls.path("hosts").valueStream().map(JsonNode::asText))
            .toList();
    for (JsonNode rule : ingress.at("/spec/rules")) {
      String host = rule.path("host").asText();
      host(ingress, host);
      check(ingress, secured.contains(host), "no TLS");
      for (JsonNode path : rule.at("/http/paths")) {
        JsonNode service = path.at("/backend/service");
        backend(ingress, service.path("name").asText());
        open(ingress, path.path("pathType").asText(), path.path("path").asText());
      }
    }
  }

  private void httpRoute(Resource route) {
    check(route, !route.at("/spec/hostnames").isEmpty(), "a host of somebody else");
    route.at("/spec/hostnames").forEach(host -> host(route, host.asText()));
    check(route, !route.at("/spec/parentRefs").isEmpty(), "no TLS");
    route.at("/spec/parentRefs").forEach(parent -> check(route, byTls(parent), "no TLS"));
    for (JsonNode rule : route.at("/spec/rules")) {
      boolean filtered =
          rule.has("filters")
              || rule.path("backendRefs").valueStream().anyMatch(to -> to.has("filters"));
      check(route, !filtered, "a filter that may open more");
      rule.path("backendRefs").forEach(to -> backend(route, to.path("name").asText()));
      check(route, !rule.path("matches").isEmpty(), "a wider path");
      for (JsonNode match : rule.path("matches")) {
        String type = match.at("/path/type").asText("PathPrefix");
        open(route, type.replace("PathPrefix", "Prefix"), match.at("/path/value").asText("/"));
      }
    }
  }

  private boolean byTls(JsonNode parent) {
    return all.stream()
        .filter(each -> each.kind().equals("Gateway"))
        .filter(each -> each.name().equals(parent.path("name").asText()))
        .flatMap(each -> each.at("/spec/listeners").valueStream())
        .filter(each -> each.path("name").equals(parent.path("sectionName")))
        .anyMatch(each -> each.path("protocol").asText().equals("HTTPS"));
  }

  private void gateway(Resource gateway) {
    for (JsonNode listener : gateway.at("/spec/listeners")) {
      boolean ends =
          listener.path("protocol").asText().equals("HTTPS")
              && listener.at("/tls/mode").asText("Terminate").equals("Terminate")
              && !listener.at("/tls/certificateRefs").isEmpty();
      check(gateway, ends, "no TLS");
      boolean ours = listener.at("/allowedRoutes/namespaces/from").asText("Same").equals("Same");
      check(gateway, ours, "routes of others");
    }
  }

  private void host(Resource route, String host) {
    String owner = route.name();
    check(route, !host.isEmpty() && !host.contains("*"), "a host of somebody else");
    check(
        route, hosts.computeIfAbsent(host, any -> owner).equals(owner), "a host of somebody else");
  }

  private void backend(Resource route, String service) {
    check(route, service.equals(PREFIX + route.label(NAME)), "another service");
  }

  private void open(Resource route, String type, String path) {
    String service = route.label(NAME);
    boolean isAdapter =
        all.stream()
            .filter(each -> each.kind().equals("Deployment"))
            .filter(each -> each.label(NAME).equals(service))
            .anyMatch(each -> each.label("app.kubernetes.io/component").equals("adapter"));
    Set<String> allowed =
        isAdapter
            ? Set.of(
                "Prefix /hooks/%s/".formatted(service),
                "Prefix /oauth/start/",
                "Exact /oauth/callback")
            : service.equals("console") ? Set.of("Prefix /") : Set.of();
    check(route, allowed.contains(type + " " + path), "a wider path");
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void check(Resource resource, boolean kept, String otherwise) {
    if (!kept) {
      findings.add(resource + ": " + otherwise);
    }
  }
}
