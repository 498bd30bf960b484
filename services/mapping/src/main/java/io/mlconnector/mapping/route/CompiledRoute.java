package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.mapping.expression.Bounds;
import io.mlconnector.mapping.expression.Evaluated;
import io.mlconnector.mapping.expression.Expression;
import io.mlconnector.mapping.expression.ExpressionError;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A version of a route, ready to map records; immutable, used by several threads. */
public final class CompiledRoute {

  static final String WHEN = "from.when";

  private final Route route;
  private final int version;
  private final Target target;
  private final Expression when;
  private final List<CompiledField> fields;
  private final List<CompiledField> onRemoved;
  private final Map<String, String> objects;
  private final Map<String, String> faults;
  private final Set<String> linking;
  private final Set<String> externalIdFields;
  private final Mirror mirror;
  private final CompiledTable table;
  private final boolean paused;

  private CompiledRoute(
      Route route,
      int version,
      Target target,
      Expression when,
      List<CompiledField> fields,
      List<CompiledField> onRemoved,
      Map<String, String> objects,
      Map<String, String> faults,
      Mirror mirror,
      CompiledTable table,
      boolean paused) {
    this.route = route;
    this.version = version;
    this.target = target;
    this.when = when;
    this.fields = fields;
    this.onRemoved = onRemoved;
    this.objects = Map.copyOf(objects);
    this.faults = Map.copyOf(faults);
    this.mirror = mirror;
    this.table = table;
    this.paused = paused;
    this.linking =
        fields.stream()
            .filter(field -> !field.expression().reading().linked().isEmpty())
            .map(CompiledField::path)
            .collect(Collectors.toUnmodifiableSet());
    this.externalIdFields =
        fields.stream()
            .filter(field -> field.expression().reading().externalId())
            .map(CompiledField::path)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What the adapter said of the target when the route was saved.
   *
   * @param system names the topic of its deliveries
   */
  public record Target(String system, Delivery.Mode mode) {}

  /**
   * Compiles a route.
   *
   * @param target null while no adapter could say
   * @param problems notes what is wrong with expressions; the route is usable only without
   */
  public static CompiledRoute compile(Route route, int version, Target target, Problems problems) {
    Optional<EntityType> entity =
        Optional.ofNullable(route.from().entity()).flatMap(EntityType::named);
    Expression when =
        entity.isEmpty() || route.from().when() == null
            ? null
            : compile(route.from().when(), WHEN, entity.get(), null, route.scheme(), problems);
    List<CompiledField> fields =
        entity
            .map(type -> fields(route, route.fields(), "fields", type, problems))
            .orElse(List.of());
    return new CompiledRoute(
        route,
        version,
        target,
        when,
        fields,
        entity
            .map(type -> fields(route, route.onRemoved(), "onRemoved", type, problems))
            .orElse(List.of()),
        Map.of(),
        Map.of(),
        null,
        TableCheck.sound(route, fields, problems) ? CompiledTable.of(route, fields) : null,
        false);
  }

  private static List<CompiledField> fields(
      Route route, Map<String, FieldRule> rules, String at, EntityType entity, Problems problems) {
    String each = list(route, entity, problems);
    List<CompiledField> fields = new ArrayList<>();
    rules.forEach(
        (path, rule) -> {
          String place = at + "." + path;
          Expression expression =
              rule.value() == null
                  ? null
                  : compile(rule.value(), place, entity, each, route.scheme(), problems);
          if (expression != null) {
            fields.add(new CompiledField(path, place, rule, expression));
          }
        });
    return List.copyOf(fields);
  }

  /**
   * The list whose members are rows; null where there is none, which is noted where it is asked
   * for.
   */
  private static String list(Route route, EntityType entity, Problems problems) {
    if (route.each() == null) {
      return null;
    }
    try {
      Expression.list(entity, route.each());
      return route.each();
    } catch (ExpressionError e) {
      problems.error("each", e.getMessage());
      return null;
    }
  }

  private static Expression compile(
      String text,
      String at,
      EntityType entity,
      String each,
      ExternalIdScheme scheme,
      Problems problems) {
    try {
      Expression expression =
          each == null
              ? Expression.compile(text, entity, scheme)
              : Expression.compile(text, entity, each, scheme);
      expression.reading().problems().forEach(problem -> problems.error(at, problem.located()));
      return expression;
    } catch (ExpressionError e) {
      problems.error(at, e.located());
      return null;
    }
  }

  /**
   * The same with what else is known: objects of linked entities, expressions disabled, and whether
   * a person has it stand still.
   */
  CompiledRoute with(
      Map<String, String> linkedObjects, Map<String, String> disabled, boolean still) {
    return new CompiledRoute(
        route,
        version,
        target,
        when,
        fields,
        onRemoved,
        linkedObjects,
        disabled,
        null,
        table,
        still);
  }

  /** The same as one half of a two-way pair. */
  CompiledRoute mirrored(Mirror pair) {
    return new CompiledRoute(
        route, version, target, when, fields, onRemoved, objects, faults, pair, table, paused);
  }

  /** The pair of which it is one half; null for one way, and while the other half is missing. */
  public Mirror mirror() {
    return mirror;
  }

  /** Whether it is meant to be one half of a two-way pair. */
  public boolean mirrors() {
    return route.mirror() != null;
  }

  /** What the table is like that it fills; null where it makes records. */
  public TableSpec table() {
    return table == null ? null : table.spec();
  }

  public Route route() {
    return route;
  }

  /** Whether it makes deliveries now: it is live, and nobody has it stand still. */
  public boolean live() {
    return route.live() && !paused;
  }

  public String name() {
    return route.name();
  }

  public int version() {
    return version;
  }

  /** Never null for a live route. */
  public Target target() {
    return target;
  }

  /** Expressions that overran, by field, with the reason. */
  public Map<String, String> faults() {
    return faults;
  }

  List<CompiledField> fields() {
    return fields;
  }

  List<CompiledField> onRemoved() {
    return onRemoved;
  }

  /** The entities that fields link to. */
  Set<String> linked() {
    Set<String> linked = new LinkedHashSet<>();
    fields.forEach(field -> linked.addAll(field.expression().reading().linked()));
    return linked;
  }

  /** The objects that records of linked entities become, by entity. */
  Map<String, String> linkedObjects() {
    return objects;
  }

  /** The target fields that may link. */
  public Set<String> linkingFields() {
    return linking;
  }

  /** The target fields that hold what {@code $externalId()} gives. */
  Set<String> externalIdFields() {
    return externalIdFields;
  }

  /** The ref of a record under this route. */
  public Ref ref(RecordKey record) {
    return new Ref(route.to().connection(), route.to().object(), record);
  }

  /** The field whose expression that is, for a report; {@code fields} where it is none of ours. */
  public String fieldOf(Expression expression) {
    if (expression == when) {
      return WHEN;
    }
    return fields.stream()
        .filter(field -> field.expression() == expression)
        .map(CompiledField::at)
        .findFirst()
        .orElse("fields");
  }

  /**
   * Maps one record.
   *
   * @param data the record as plain objects
   * @param removed whether it vanished at its source
   */
  public Mapped map(RecordKey record, Object data, boolean removed, Bounds bounds) {
    if (!faults.isEmpty()) {
      Map.Entry<String, String> fault = faults.entrySet().iterator().next();
      return new Mapped.Unsuited(
          "%s is disabled because it %s; change the route to enable it"
              .formatted(fault.getKey(), fault.getValue()));
    }
    if (route.table() != null && table == null) {
      return new Mapped.Unsuited("the route says too little of its table; save it again");
    }
    if (table != null) {
      Mapped left = when == null || removed ? null : leftOut(record, data, bounds);
      return removed || left instanceof Mapped.Filtered
          ? table.none()
          : left == null ? table.rows(record, data, bounds) : left;
    }
    if (removed && onRemoved.isEmpty()) {
      return new Mapped.Filtered("removed at the source; the route has no onRemoved");
    }
    Mapped left = when == null || removed ? null : leftOut(record, data, bounds);
    if (left != null && !(mirrors() && left instanceof Mapped.Filtered)) {
      return left;
    }
    List<CompiledField> wanted = removed ? onRemoved : fields;
    List<FieldWrite> writes = new ArrayList<>(wanted.size());
    Map<String, Evaluated.Origin> origins = new HashMap<>();
    for (CompiledField field : wanted) {
      Evaluated evaluated = field.expression().evaluate(record, data, bounds);
      if (evaluated instanceof Evaluated.Value value) {
        writes.add(field.value(value.json()));
      } else if (evaluated instanceof Evaluated.Link link) {
        Ref parent = linkedRef(record, link);
        if (parent == null) {
          return new Mapped.Unsuited(
              "%s: no route maps %s to %s; make one first"
                  .formatted(field.at(), link.entity(), route.to().connection()));
        }
        writes.add(field.link(parent));
      } else if (evaluated instanceof Evaluated.Origin origin) {
        writes.add(field.value(NullNode.getInstance()));
        origins.put(field.path(), origin);
      } else if (evaluated instanceof Evaluated.Overran overran) {
        return new Mapped.Overran(field.at(), overran.reason());
      } else if (evaluated instanceof Evaluated.Failed failed) {
        return new Mapped.Unsuited(field.at() + ": " + failed.reason());
      }
    }
    String number = removed || externalIdFields.isEmpty() ? null : route.scheme().number(data);
    Mapped.Fields all = new Mapped.Fields(writes, removed, number, origins);
    return left == null ? all : new Mapped.Held(all, left.why());
  }

  private Mapped leftOut(RecordKey record, Object data, Bounds bounds) {
    Evaluated evaluated = when.evaluate(record, data, bounds);
    if (evaluated instanceof Evaluated.Overran overran) {
      return new Mapped.Overran(WHEN, overran.reason());
    }
    if (evaluated instanceof Evaluated.Failed failed) {
      return new Mapped.Unsuited(WHEN + ": " + failed.reason());
    }
    boolean holds = evaluated instanceof Evaluated.Value value && Truth.holds(value.json());
    return holds ? null : new Mapped.Filtered("the route's condition does not hold");
  }

  private Ref linkedRef(RecordKey record, Evaluated.Link link) {
    String object = objects.get(link.entity());
    return object == null
        ? null
        : new Ref(
            route.to().connection(),
            object,
            new RecordKey(record.connection(), link.entity(), link.key()));
  }
}
