package io.mlconnector.mapping.route;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.canonical.delivery.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two routes that name each other: which of their fields are merged, and how. Which side is left
 * follows from the connections, so that it stays when routes are renamed.
 */
public final class Mirror {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final String EXTERNAL_ID = "$externalId()";

  private final String id;
  private final CompiledRoute left;
  private final CompiledRoute right;
  private final List<MirrorField> fields;
  private final Set<String> leftPaths;
  private final Set<String> rightPaths;

  private Mirror(CompiledRoute left, CompiledRoute right) {
    this.left = left;
    this.right = right;
    this.id = prefix(left) + "~" + prefix(right);
    this.fields = fields(left, right);
    this.leftPaths =
        fields.stream().map(field -> field.path(Side.LEFT)).collect(Collectors.toSet());
    this.rightPaths =
        fields.stream().map(field -> field.path(Side.RIGHT)).collect(Collectors.toSet());
  }

  /** The pair of two routes that name each other. */
  static Mirror of(CompiledRoute one, CompiledRoute other) {
    return prefix(one).compareTo(prefix(other)) <= 0
        ? new Mirror(one, other)
        : new Mirror(other, one);
  }

  /** Tells the routes that name each other of their pair. */
  static void pair(Map<String, CompiledRoute> routes) {
    Map<String, Mirror> mirrors = new TreeMap<>();
    for (CompiledRoute route : routes.values()) {
      CompiledRoute other = route.mirrors() ? routes.get(route.route().mirror().route()) : null;
      if (other != null && fit(route.route(), other.route()).isEmpty()) {
        mirrors.put(
            route.name(),
            mirrors.containsKey(other.name()) ? mirrors.get(other.name()) : of(route, other));
      }
    }
    mirrors.forEach((name, mirror) -> routes.put(name, routes.get(name).mirrored(mirror)));
  }

  /** Why two routes are no pair; empty where they are one. */
  static Optional<String> fit(Route route, Route other) {
    if (other.mirror() == null || !route.name().equals(other.mirror().route())) {
      return Optional.of("'%s' does not name this route as its mirror".formatted(other.name()));
    }
    if (!Objects.equals(route.from().connection(), other.to().connection())
        || !Objects.equals(route.to().connection(), other.from().connection())) {
      return Optional.of(
          "'%s' does not lead from %s to %s"
              .formatted(other.name(), route.to().connection(), route.from().connection()));
    }
    if (!Objects.equals(route.from().entity(), other.from().entity())) {
      return Optional.of(
          "'%s' is of entity %s, not %s"
              .formatted(other.name(), other.from().entity(), route.from().entity()));
    }
    return Optional.empty();
  }

  /** What a route's own records depend on beside the route: another one decides them anew. */
  static String signature(CompiledRoute route) {
    if (route.mirror() == null) {
      return "";
    }
    CompiledRoute other = route.mirror().partner(route);
    return other.version() + (other.live() ? " live" : "");
  }

  private static List<MirrorField> fields(CompiledRoute left, CompiledRoute right) {
    Map<String, CompiledField> fromRight = named(right);
    List<MirrorField> fields = new ArrayList<>();
    named(left)
        .forEach(
            (name, field) -> {
              CompiledField other = fromRight.get(name);
              if (other != null) {
                fields.add(
                    new MirrorField(name, conflict(field, other, left, right), field, other));
              }
            });
    return List.copyOf(fields);
  }

  /** The fields of a route that may be merged, by pair name; of several, the first. */
  static Map<String, CompiledField> named(CompiledRoute route) {
    Map<String, CompiledField> named = new LinkedHashMap<>();
    for (CompiledField field : route.fields()) {
      String name = pairName(field);
      if (name != null) {
        named.putIfAbsent(name, field);
      }
    }
    return named;
  }

  /** The name under which a field may be merged; null for one way. */
  static String pairName(CompiledField field) {
    String pair = field.rule().pair();
    boolean mergeable =
        field.rule().write() == When.ALWAYS && field.expression().reading().linked().isEmpty();
    if (!mergeable || FieldRule.ONE_WAY.equals(pair)) {
      return null;
    }
    String text = field.expression().text().strip();
    return pair != null ? pair : PLAIN.matcher(text).matches() ? text : null;
  }

  private static Conflict conflict(
      CompiledField field, CompiledField other, CompiledRoute left, CompiledRoute right) {
    return Stream.of(
            field.rule().conflict(),
            other.rule().conflict(),
            left.route().mirror().conflict(),
            right.route().mirror().conflict())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Conflict.NEWEST);
  }

  /** The same for the same connections, objects and entity, whatever the routes are called. */
  public String id() {
    return id;
  }

  public List<MirrorField> fields() {
    return fields;
  }

  /** The route that takes that side's records to the other. */
  public CompiledRoute route(Side source) {
    return source == Side.LEFT ? left : right;
  }

  CompiledRoute partner(CompiledRoute route) {
    return route.name().equals(left.name()) ? right : left;
  }

  /** Whether anything is delivered: in either direction, or in none. */
  public boolean live() {
    return left.live() && right.live();
  }

  /** The side from which a route leads. */
  public Side side(CompiledRoute route) {
    return route.name().equals(left.name()) ? Side.LEFT : Side.RIGHT;
  }

  /** The side whose record the ref delivers to the other. */
  public Side side(Ref ref) {
    return ref.toString().startsWith(prefix(left)) ? Side.LEFT : Side.RIGHT;
  }

  /** Whether the ref is of a record of either side. */
  public boolean carries(Ref ref) {
    String text = ref.toString();
    return text.startsWith(prefix(left)) || text.startsWith(prefix(right));
  }

  /** The connection of a side. */
  public String connection(Side side) {
    return route(side).route().from().connection();
  }

  /** The ref under which that side's record of this key is delivered to the other side. */
  public Ref ref(Side source, String key) {
    Route.From from = route(source).route().from();
    return route(source).ref(new RecordKey(from.connection(), from.entity(), key));
  }

  /** Whether the field of that side's target object is merged. */
  public boolean merges(Side target, String path) {
    return (target == Side.LEFT ? leftPaths : rightPaths).contains(path);
  }

  /** Two changes closer together have no newest one. */
  public Duration within() {
    return setting(MirrorRule::within, MirrorRule.WITHIN);
  }

  /** The side whose values count at the first meeting; empty where a person decides. */
  public Optional<Side> first() {
    String first = setting(MirrorRule::first, MirrorRule.MANUAL);
    return Stream.of(Side.values()).filter(side -> connection(side).equals(first)).findFirst();
  }

  /** The target field that says from which record of that source it was made. */
  public Optional<String> externalId(Side source) {
    return route(source).fields().stream()
        .filter(field -> field.expression().text().strip().equals(EXTERNAL_ID))
        .map(CompiledField::path)
        .findFirst();
  }

  private <T> T setting(java.util.function.Function<MirrorRule, T> member, T otherwise) {
    return Stream.of(left, right)
        .map(route -> member.apply(route.route().mirror()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(otherwise);
  }

  /** What the refs of a route's records begin with. */
  static String prefix(CompiledRoute route) {
    Route.From from = route.route().from();
    String any = route.ref(new RecordKey(from.connection(), from.entity(), "x")).toString();
    return any.substring(0, any.length() - 1);
  }
}
