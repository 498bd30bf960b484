package io.mlconnector.canonical.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One step that a service took, for one page or batch.
 *
 * @param id the same for the same step however often it is sent; the ledger drops repeats
 * @param service the service that took the step, such as {@code zendesk}
 * @param scope the stream or the target object, where the step has one
 * @param step what was done; see {@link Step}
 * @param count how many records the step covers; items are listed for records that changed
 * @param message for people, where there is something to say; never record contents
 * @param millis how long the step took
 */
public record AuditEvent(
    String id,
    Instant at,
    String service,
    String connection,
    String scope,
    Step step,
    long count,
    List<AuditItem> items,
    String message,
    Long millis) {

  /** The steps of a journey, and the events of a connection beside them. */
  public enum Step {
    PUBLISHED,
    UNCHANGED_AT_SOURCE,
    REMOVED_AT_SOURCE,
    DATA_GAP,
    ROUTED,
    FILTERED,
    SUPERSEDED,
    WAITING,
    ATTEMPTED,
    OUTCOME_UNKNOWN,
    CREATED,
    UPDATED,
    UNCHANGED,
    /** A record that people edit too was not as expected: mapping decides again. */
    CHANGED_AT_TARGET,
    /** Both sides of a mirror hold what the change says. */
    AGREED,
    /** Both sides changed a field, and a person has to decide. */
    CONFLICT,
    RESOLVED,
    LINKED,
    PARKED,
    RETRIED,
    DISMISSED,
    POLLED,
    SIGNED_IN,
    NEEDS_ATTENTION,
    MASS_CHANGE_STOPPED,
    WEBHOOK_ACCEPTED,
    CONFIGURED,
    /** A person was erased: what is told has no items. */
    ERASED,
    /** Records of an erased person came and were not taken: counted, and nothing else. */
    SUPPRESSED
  }

  /**
   * @throws NullPointerException where the id, time, service or step is missing
   */
  public AuditEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(step, "step");
    items = items == null ? List.of() : List.copyOf(items);
  }
}
