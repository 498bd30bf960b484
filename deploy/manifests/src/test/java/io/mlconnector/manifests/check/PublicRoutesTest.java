package io.mlconnector.manifests.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.manifests.check.Network.End;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Strangers reach hooks and consents, by an ingress controller or by a gateway. */
class PublicRoutesTest {

  private static final Path PROD = Repository.overlay("prod");
  private static final String HERE = "ml-connector";
  private static final List<Resource> BY_GATEWAY = with("public-console", "gateway");
  private static final End ENVOY =
      End.pod(
          "envoy-gateway-system",
          Map.of("app.kubernetes.io/name", "envoy", "app.kubernetes.io/component", "proxy"));
  private static final End NGINX =
      End.pod("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx"));

  private static List<Resource> with(String... components) {
    JsonNode more = Kustomize.read(PROD);
    Stream.of(components)
        .forEach(each -> ((ArrayNode) more.path("components")).add("../../components/" + each));
    return Kustomize.render(PROD, more);
  }

  static Stream<List<Resource>> installations() {
    return Stream.concat(
        Repository.OVERLAYS.stream().map(Kustomize::render),
        Stream.of(with("gateway"), with("public-console"), BY_GATEWAY));
  }

  @ParameterizedTest
  @MethodSource("installations")
  void nothingElseIsReachedFromOutside(List<Resource> installation) {
    assertThat(PublicRoutes.findings(installation)).isEmpty();
    assertThat(Schemas.findings(installation)).isEmpty();
    assertThat(HouseRules.findings(installation)).isEmpty();
    assertThat(RestrictedPolicy.findings(installation)).isEmpty();
  }

  @Test
  void aGatewayTakesThePlaceOfEveryIngress() {
    assertThat(BY_GATEWAY).noneMatch(each -> each.kind().equals("Ingress"));
    assertThat(BY_GATEWAY)
        .filteredOn(each -> each.kind().equals("HTTPRoute"))
        .hasSize(Repository.names(Repository.K8S.resolve("adapters")).size() + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ingress ml-connector-zendesk | rules: {0: {http: {paths: {0: {path: /}}}}} | a wider path",
        "Ingress ml-connector-zendesk | rules: {0: {http: {paths: {0: {path: /hooks/tableau/}}}}}"
            + " | a wider path",
        "Ingress ml-connector-zendesk | rules: {0: {http: {paths: {2: {pathType: Prefix}}}}}"
            + " | a wider path",
        "Ingress ml-connector-zendesk"
            + " | rules: {0: {http: {paths: {0: {pathType: ImplementationSpecific}}}}}"
            + " | a wider path",
        "Ingress ml-connector-zendesk | rules: {0: {http: {paths: {0: {backend: {service: {name:"
            + " ml-connector-mapping}}}}}}} | another service",
        "Ingress ml-connector-zendesk | tls: [] | no TLS",
        "Ingress ml-connector-zendesk | tls: {0: {secretName: null}} | no TLS",
        "Ingress ml-connector-zendesk | tls: {0: {hosts: [other.example.com]}} | no TLS",
        "Ingress ml-connector-zendesk"
            + " | defaultBackend: {service: {name: x, port: {number: 80}}} | a default backend",
        "Ingress ml-connector-zendesk | rules: {0: {host: null}} | a host of somebody else",
        "Ingress ml-connector-zendesk | rules: {0: {host: '*.connect.example.com'}}"
            + " | a host of somebody else",
        "Ingress ml-connector-zendesk | rules: {0: {host: tableau.connect.example.com}}"
            + " | a host of somebody else",
        "Service ml-connector-zendesk | type: LoadBalancer | a service outside",
        "Service ml-connector-zendesk | type: NodePort | a service outside",
        "Service ml-connector-zendesk | externalIPs: [192.0.2.1] | a service outside",
      })
  void aPlantedOpeningIsFound(String object, String spec, String finding) {
    assertThat(PublicRoutes.findings(Planted.in(object, "spec: {" + spec + "}")))
        .anyMatch(each -> each.endsWith(": " + finding));
  }

  @Test
  void anAnnotationThatRewritesIsFound() {
    List<Resource> planted =
        Planted.in(
            "Ingress ml-connector-zendesk",
            "metadata: {annotations: {nginx.ingress.kubernetes.io/rewrite-target: /api/}}");

    assertThat(PublicRoutes.findings(planted))
        .containsExactly("Ingress ml-connector-zendesk: an annotation that may open more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPRoute ml-connector-zendesk | rules: {0: {matches: {0: {path: {value: /}}}}}"
            + " | a wider path",
        "HTTPRoute ml-connector-zendesk"
            + " | rules: {0: {matches: {0: {path: {type: RegularExpression}}}}} | a wider path",
        "HTTPRoute ml-connector-zendesk | rules: {0: {matches: null}} | a wider path",
        "HTTPRoute ml-connector-zendesk"
            + " | rules: {0: {backendRefs: [{name: ml-connector-tableau, port: 80}]}}"
            + " | another service",
        "HTTPRoute ml-connector-zendesk | rules: {0: {filters: [{type: URLRewrite}]}}"
            + " | a filter that may open more",
        "HTTPRoute ml-connector-zendesk | hostnames: null | a host of somebody else",
        "HTTPRoute ml-connector-zendesk | parentRefs: {0: {sectionName: http}} | no TLS",
        "HTTPRoute ml-connector-zendesk | parentRefs: {0: {name: other}} | no TLS",
        "HTTPRoute ml-connector-zendesk | parentRefs: null | no TLS",
        "Gateway ml-connector | listeners: {0: {protocol: HTTP}} | no TLS",
        "Gateway ml-connector | listeners: {0: {tls: {mode: Passthrough}}} | no TLS",
        "Gateway ml-connector"
            + " | listeners: {0: {allowedRoutes: {namespaces: {from: All}}}} | routes of others",
      })
  void aPlantedOpeningOfTheGatewayIsFound(String object, String spec, String finding) {
    assertThat(PublicRoutes.findings(Planted.in(BY_GATEWAY, object, "spec: {" + spec + "}")))
        .anyMatch(each -> each.endsWith(": " + finding));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPRoute ml-connector-zendesk | rules: {0: {match: []}} | match",
        "HTTPRoute ml-connector-zendesk | hostname: [x] | hostname",
        "Gateway ml-connector | listeners: {0: {ports: 443}} | ports",
      })
  void aMisspeltFieldOfTheGatewayIsFound(String object, String spec, String named) {
    assertThat(Schemas.findings(Planted.in(BY_GATEWAY, object, "spec: {" + spec + "}")))
        .singleElement()
        .asString()
        .contains(named);
  }

  @Test
  void onlyTheGatewaysProxyReachesAdaptersAndConsole() {
    Network gateway = new Network(HERE, BY_GATEWAY);
    Network ingress = new Network(HERE, with("public-console"));
    End console = End.service("console", "console");
    End zendesk = End.service("zendesk", "adapter");

    for (End service : List.of(console, zendesk)) {
      assertThat(gateway.lets(ENVOY, service, 8080)).isTrue();
      assertThat(gateway.lets(NGINX, service, 8080)).isFalse();
      assertThat(ingress.lets(NGINX, service, 8080)).isTrue();
      assertThat(ingress.lets(ENVOY, service, 8080)).isFalse();
    }
    assertThat(gateway.lets(ENVOY, End.service("mapping", "mapping"), 8080)).isFalse();
    assertThat(ingress.lets(console, End.outside("203.0.113.7"), 443)).isTrue();
    assertThat(ingress.lets(console, End.outside("10.0.0.1"), 443)).isFalse();
    assertThat(ingress.lets(console, End.outside("168.63.129.16"), 443)).isFalse();
  }
}
