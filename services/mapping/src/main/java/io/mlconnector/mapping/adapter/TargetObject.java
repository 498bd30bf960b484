package io.mlconnector.mapping.adapter;

import io.mlconnector.canonical.delivery.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A target object as the adapter describes it now.
 *
 * @param matchKeys fields by which an existing record may be adopted
 * @param batchSize how many records one read takes
 */
public record TargetObject(
    String object,
    Delivery.Mode mode,
    Set<String> matchKeys,
    List<TargetPolicy> policies,
    int batchSize,
    List<TargetField> fields) {

  public TargetObject {
    matchKeys = Set.copyOf(matchKeys);
    policies = List.copyOf(policies);
    fields = List.copyOf(fields);
  }

  public Optional<TargetField> field(String path) {
    return fields.stream().filter(field -> field.path().equals(path)).findFirst();
  }
}
