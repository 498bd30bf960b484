package io.mlconnector.manifests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.manifests.render.Resource;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * What network policies let through, by their rules: a pod that a policy selects for a direction
 * may only what some policy allows, and a connection needs both ends.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network
 *     policies</a>
 */
final class Network {

  /** One end of a connection: a pod, or an address outside. */
  record End(String namespace, Map<String, String> labels, String address) {

    /** A service of ours, where the overlays put it. */
    static End service(String name, String component) {
      return pod(
          "ml-connector",
          Map.of(
              "app.kubernetes.io/part-of",
              "ml-connector",
              "app.kubernetes.io/name",
              name,
              "app.kubernetes.io/component",
              component));
    }

    static End pod(String namespace, Map<String, String> labels) {
      return new End(namespace, labels, null);
    }

    static End outside(String address) {
      return new End(null, Map.of(), address);
    }

    private JsonNode json() {
      var json = JsonNodeFactory.instance.objectNode();
      labels.forEach(json::put);
      return json;
    }
  }

  private final String namespace;
  private final List<Resource> policies;

  Network(String namespace, List<Resource> resources) {
    this.namespace = namespace;
    this.policies = resources.stream().filter(each -> each.kind().equals("NetworkPolicy")).toList();
  }

  boolean lets(End from, End to, int port) {
    return allows(from, "Egress", "egress", "to", to, port)
        && allows(to, "Ingress", "ingress", "from", from, port);
  }

  private boolean allows(
      End end, String type, String direction, String peers, End other, int port) {
    if (!namespace.equals(end.namespace())) {
      return true;
    }
    List<Resource> selecting =
        policies.stream()
            .filter(
                each ->
                    each.at("/spec/policyTypes")
                        .valueStream()
                        .anyMatch(t -> t.asText().equals(type)))
            .filter(
                each -> HouseRules.selects(each.at("/spec/podSelector/matchLabels"), end.json()))
            .toList();
    return selecting.isEmpty()
        || selecting.stream()
            .flatMap(each -> each.at("/spec/" + direction).valueStream())
            .anyMatch(rule -> port(rule, port) && peer(rule.path(peers), other));
  }

  private static boolean port(JsonNode rule, int port) {
    return !rule.has("ports")
        || rule.path("ports").valueStream().anyMatch(each -> each.path("port").asInt() == port);
  }

  /** No list of peers means everybody. */
  private boolean peer(JsonNode peers, End other) {
    return peers.isMissingNode() || peers.valueStream().anyMatch(peer -> fits(peer, other));
  }

  private boolean fits(JsonNode peer, End other) {
    if (peer.has("ipBlock")) {
      return other.address() != null
          && within(peer.at("/ipBlock/cidr").asText(), other.address())
          && peer.at("/ipBlock/except")
              .valueStream()
              .noneMatch(e -> within(e.asText(), other.address()));
    }
    if (other.address() != null) {
      return false;
    }
    String wanted =
        peer.at("/namespaceSelector/matchLabels")
            .path("kubernetes.io/metadata.name")
            .asText(namespace);
    return wanted.equals(other.namespace())
        && HouseRules.selects(peer.at("/podSelector/matchLabels"), other.json());
  }

  private static boolean within(String network, String address) {
    String[] parts = network.split("/");
    byte[] base = bytes(parts[0]);
    byte[] given = bytes(address);
    int shift = given.length * 8 - Integer.parseInt(parts[1]);
    return base.length == given.length
        && new BigInteger(1, base)
            .shiftRight(shift)
            .equals(new BigInteger(1, given).shiftRight(shift));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
