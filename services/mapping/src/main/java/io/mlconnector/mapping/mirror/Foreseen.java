package io.mlconnector.mapping.mirror;

import java.util.List;

/**
 * What would become of a record of a two-way route.
 *
 * @param outcome {@code create}, {@code link} (the first meeting with exactly one), {@code
 *     ambiguous}, {@code waits} (its counterpart was not read yet), {@code update} (of either
 *     side), {@code unchanged} or {@code conflict}; null where the target alone says it
 * @param counterpart the record at the other side; null where there is none
 * @param sent merged fields that would go to the target, by pair name
 * @param back merged fields that would come back from it
 * @param conflicts fields that a person would have to decide
 */
public record Foreseen(
    String outcome,
    String reason,
    String counterpart,
    List<String> sent,
    List<String> back,
    List<String> conflicts) {

  static Foreseen of(String outcome, String reason, String counterpart) {
    return new Foreseen(outcome, reason, counterpart, List.of(), List.of(), List.of());
  }
}
