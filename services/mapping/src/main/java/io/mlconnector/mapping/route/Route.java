package io.mlconnector.mapping.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A route as people write it, the same in REST and YAML: records of one entity of one connection
 * become records of one object of another.
 *
 * @param match target fields by which an existing record may be adopted, best first
 * @param fields target field to rule
 * @param policies the sink's own settings, such as {@code shares}
 * @param onRemoved target field to rule, for records that vanished at the source; empty where a
 *     removal is only audited
 * @param externalId what {@code $externalId()} gives; null for the default
 * @param mirror the route of the other direction and how both are merged; null for one way
 * @param each the list of the record of which each member is a row of a table, such as {@code
 *     lines}; null where the record is one row
 * @param table what the table is like that the route fills; null for records
 * @param acrossEnvironments whether it may lead from one environment to another; null where it may
 *     not
 * @param firstN how many records a first run sends at most; null for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Route(
    String name,
    From from,
    To to,
    List<String> match,
    Map<String, FieldRule> fields,
    Map<String, String> policies,
    Map<String, FieldRule> onRemoved,
    RouteState state,
    ExternalIdScheme externalId,
    Integer firstN,
    MirrorRule mirror,
    String each,
    TableRule table,
    Boolean acrossEnvironments) {

  /**
   * Where records come from.
   *
   * @param when a JSONata condition; records for which it does not hold are left out
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record From(String connection, String entity, String when) {}

  /** Where they go. */
  public record To(String connection, String object) {}

  public Route {
    externalId = externalId == ExternalIdScheme.DEFAULT ? null : externalId;
    acrossEnvironments = Boolean.TRUE.equals(acrossEnvironments) ? Boolean.TRUE : null;
    match = List.copyOf(match);
    fields = ordered(fields);
    policies = Map.copyOf(policies);
    onRemoved = ordered(onRemoved);
  }

  public Route withState(RouteState other) {
    return new Route(
        name,
        from,
        to,
        match,
        fields,
        policies,
        onRemoved,
        other,
        externalId,
        firstN,
        mirror,
        each,
        table,
        acrossEnvironments);
  }

  /** What {@code $externalId()} gives. */
  public ExternalIdScheme scheme() {
    return externalId == null ? ExternalIdScheme.DEFAULT : externalId;
  }

  public boolean live() {
    return state == RouteState.LIVE;
  }

  /** Whether both routes write the same target records. */
  boolean writesTheSameAs(Route other) {
    return from.connection().equals(other.from.connection())
        && from.entity().equals(other.from.entity())
        && to.equals(other.to);
  }

  private static Map<String, FieldRule> ordered(Map<String, FieldRule> rules) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }
}
