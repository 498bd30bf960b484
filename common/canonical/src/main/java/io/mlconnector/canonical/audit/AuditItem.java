package io.mlconnector.canonical.audit;

import java.util.List;

/**
 * One record within an audited step.
 *
 * @param record the source record's key in its text form
 * @param ref the target ref in its text form, where the step has one
 * @param sequence the source snapshot's sequence in its text form
 * @param routeVersion the version of the route that decided it; null where none did
 * @param changes field by field what was written
 */
public record AuditItem(
    String journey,
    String record,
    String ref,
    String targetKey,
    String delivery,
    String sequence,
    String route,
    String reason,
    List<FieldChange> changes,
    Integer routeVersion) {

  public AuditItem {
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /** One that tells of no version. */
  public AuditItem(
      String journey,
      String record,
      String ref,
      String targetKey,
      String delivery,
      String sequence,
      String route,
      String reason,
      List<FieldChange> changes) {
    this(journey, record, ref, targetKey, delivery, sequence, route, reason, changes, null);
  }

  /**
   * One field's change. A personal value is given as a keyed hash, so that equal values can be seen
   * to be equal and nothing else.
   */
  public record FieldChange(
      String path, String before, String after, boolean hashed, List<String> sourceFields) {
    public FieldChange {
      sourceFields = sourceFields == null ? List.of() : List.copyOf(sourceFields);
    }
  }
}
