package io.mlconnector.mapping.record;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;

/**
 * What the newest decision on a ref was.
 *
 * @param delivery id of the delivery that was made; null where none was
 * @param result {@code FILTERED} or {@code PARKED} where none was made, else null: on its way
 * @param reason why none was made
 */
public record RefState(
    Ref ref,
    RecordKey record,
    String route,
    int routeVersion,
    String delivery,
    Sequence sequence,
    String journey,
    String result,
    String reason) {

  public static final String FILTERED = "FILTERED";
  public static final String PARKED = "PARKED";
}
