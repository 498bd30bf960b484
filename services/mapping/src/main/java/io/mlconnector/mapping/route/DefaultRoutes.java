package io.mlconnector.mapping.route;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.mapping.adapter.AdapterRefused;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The routes that ship with the box, one document per pair of systems. */
@ApplicationScoped
public class DefaultRoutes {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("oracle-fusion", "zendesk"),
          new Pair("zendesk", "oracle-fusion"),
          new Pair("dynamics365", "zendesk"),
          new Pair("zendesk", "dynamics365"),
          new Pair("peoplesoft", "zendesk"),
          new Pair("zendesk", "peoplesoft"),
          new Pair("jdedwards", "zoho-crm"),
          new Pair("zoho-crm", "jdedwards"),
          new Pair("oracle-fusion", "tableau"));

  private final Adapters adapters;

  public DefaultRoutes(Adapters adapters) {
    this.adapters = adapters;
  }

  /** Systems between which routes are shipped. */
  public record Pair(String from, String to) {
    @Override
    public String toString() {
      return from + " to " + to;
    }
  }

  /**
   * The shipped routes between two connections.
   *
   * @param routes the documents, as if a person had written them
   * @param fields custom fields of the target that they write to, by object
   */
  public record Shipped(List<Route> routes, Map<String, JsonNode> fields) {}

  /** The pairs of systems for which there are routes. */
  public List<Pair> pairs() {
    return PAIRS;
  }

  /**
   * The shipped routes between two connections.
   *
   * @throws Problem where a connection is unknown or its adapter silent, and where none are shipped
   */
  public Shipped between(RouteYaml.Defaults wanted) {
    KnownConnection from = known("from", wanted.from());
    KnownConnection to = known("to", wanted.to());
    Pair pair = new Pair(from.system(), to.system());
    if (!PAIRS.contains(pair)) {
      throw Problem.notFound(
          "No routes are shipped from %s, only from %s; write routes for these connections"
              .formatted(pair, PAIRS.stream().map(Pair::toString).collect(joining(", from "))));
    }
    JsonNode document = document(pair);
    Problems problems = new Problems();
    List<Route> routes = new ArrayList<>();
    List<String> optional = optional(document);
    for (JsonNode route : document.path("routes")) {
      routes.add(RouteDocuments.read(filledIn((ObjectNode) route, wanted), "", problems));
    }
    problems.check();
    List<String> entities = routes.stream().map(route -> route.from().entity()).toList();
    for (String name : wanted.also()) {
      if (!optional.contains(name)) {
        throw wrong(
            "also",
            "no route '%s' is shipped switched off; there are %s"
                .formatted(name, optional.isEmpty() ? "none" : String.join(", ", optional)));
      }
    }
    for (String entity : wanted.accountNumbers()) {
      if (!entities.contains(entity)) {
        throw wrong(
            "accountNumbers",
            "none of the shipped routes is for '%s'; there are %s"
                .formatted(entity, String.join(", ", entities)));
      }
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    document.path("fields").properties().forEach(e -> fields.put(e.getKey(), e.getValue()));
    return new Shipped(routes, fields);
  }

  /** The routes that are shipped switched off; to be asked before states are filled in. */
  private static List<String> optional(JsonNode document) {
    List<String> names = new ArrayList<>();
    for (JsonNode route : document.path("routes")) {
      if (route.has("state")) {
        names.add(route.path("name").asText());
      }
    }
    return names;
  }

  /**
   * Makes the custom fields that the routes write to, where they are missing.
   *
   * @throws Problem where the target's adapter is silent or refuses
   */
  public void createFields(Shipped shipped, RouteYaml.Defaults wanted) {
    KnownConnection to = known("to", wanted.to());
    shipped
        .fields()
        .forEach(
            (object, fields) ->
                asked(
                    "to",
                    () -> {
                      adapters.provision(to, object, fields);
                      return null;
                    }));
  }

  private KnownConnection known(String member, String id) {
    return asked(member, () -> adapters.connection(id))
        .orElseThrow(
            () ->
                wrong(
                    member,
                    "there is no connection '%s'%s; there are %s"
                        .formatted(
                            id,
                            Problems.hint(id, adapters.ids()),
                            String.join(", ", adapters.ids()))));
  }

  private static <T> T asked(String member, Supplier<T> question) {
    try {
      return question.get();
    } catch (AdapterUnreachable e) {
      throw Problem.unavailable("The default routes have to wait: " + e.getMessage(), AGAIN);
    } catch (AdapterRefused e) {
      throw wrong(member, e.getMessage());
    }
  }

  private static Problem wrong(String member, String what) {
    return Problem.invalid(
        "The default routes are not made", List.of(new FieldError(member, what)));
  }

  /** A route that is shipped with a state of its own is off unless a person asks for it as well. */
  private static ObjectNode filledIn(ObjectNode route, RouteYaml.Defaults wanted) {
    String name = route.path("name").asText();
    route.put("name", "%s-%s-to-%s".formatted(wanted.from(), name, wanted.to()));
    if (route.has("mirror")) {
      mirrored(route, wanted);
    }
    ((ObjectNode) route.get("from")).put("connection", wanted.from());
    ((ObjectNode) route.get("to")).put("connection", wanted.to());
    if (!route.has("state") || wanted.also().contains(name)) {
      route.put("state", wanted.state().text());
    }
    if (wanted.acrossEnvironments()) {
      route.put("acrossEnvironments", true);
    }
    if (wanted.gather() != null && route.has("table")) {
      ((ObjectNode) route.get("table")).put("gather", wanted.gather());
    }
    if (wanted.accountNumbers().contains(route.path("from").path("entity").asText())) {
      route.put("externalId", ExternalIdScheme.ACCOUNT_NUMBER.text());
    }
    return route;
  }

  /**
   * The other direction's route is called likewise; {@code from} and {@code to} are connections.
   */
  private static void mirrored(ObjectNode route, RouteYaml.Defaults wanted) {
    ObjectNode mirror =
        route.get("mirror").isTextual()
            ? route.objectNode().set("route", route.get("mirror"))
            : (ObjectNode) route.get("mirror");
    String other = mirror.path("route").asText();
    mirror.put("route", "%s-%s-to-%s".formatted(wanted.to(), other, wanted.from()));
    route.set("mirror", mirror);
    side(mirror, "first", wanted);
    side(mirror.path("conflict"), "owner", wanted);
    route.path("fields").forEach(field -> side(field.path("conflict"), "owner", wanted));
  }

  private static void side(JsonNode at, String member, RouteYaml.Defaults wanted) {
    String word = at.path(member).asText();
    if (word.equals("from") || word.equals("to")) {
      ((ObjectNode) at).put(member, word.equals("from") ? wanted.from() : wanted.to());
    }
  }

  private static JsonNode document(Pair pair) {
    String resource = "/routes/%s_%s.yaml".formatted(pair.from(), pair.to());
    try (InputStream in = DefaultRoutes.class.getResourceAsStream(resource)) {
      return RouteYaml.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
