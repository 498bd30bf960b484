package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.List;

/** Decides by a failure's kind alone what becomes of the deliveries that it met. */
final class Failures {

  /** So many writes without an answer, while others had theirs, are this record's own fault. */
  private static final int UNANSWERED = 5;

  private final Desk desk;
  private final Report report;

  Failures(Desk desk, Report report) {
    this.desk = desk;
    this.report = report;
  }

  /** Reading failed: nothing was changed by it. */
  void whileReading(RuntimeException failure, List<Parcel> parcels) {
    if (failure instanceof VendorFailure known && known.kind() != VendorFailure.Kind.REJECTED) {
      report.failure = known;
      report.giveBack(parcels);
    } else {
      findCulprit(failure, parcels);
    }
  }

  /** Writing failed: what became of it may be unknown. */
  void whileWriting(RuntimeException failure, List<Parcel> parcels) {
    if (!(failure instanceof VendorFailure known) || known.kind() == VendorFailure.Kind.REJECTED) {
      findCulprit(failure, parcels);
      return;
    }
    report.failure = known;
    if (known.kind() == VendorFailure.Kind.UNAVAILABLE && known.sent()) {
      unknown(known, parcels);
    } else {
      report.event(desk.messages(), AuditEvent.Step.ATTEMPTED, parcels, words(known));
      report.giveBack(parcels);
    }
  }

  /** The attempts stay open; later the records are read, and only then something is decided. */
  private void unknown(VendorFailure failure, List<Parcel> parcels) {
    report.event(desk.messages(), AuditEvent.Step.OUTCOME_UNKNOWN, parcels, words(failure));
    int tries = parcels.stream().mapToInt(Parcel::attempts).max().orElse(0) + 1;
    if (parcels.size() == 1
        && tries >= UNANSWERED
        && desk.pulse().within(again().multipliedBy(2))) {
      report.park(
          parcels.get(0),
          ParkedKind.UNANSWERED,
          "%d writes of this record alone had no answer: %s".formatted(tries, words(failure)));
      return;
    }
    Duration after = again();
    if (tries > 1) {
      halves(parcels, after, true);
    } else {
      report.later(parcels, after, false, true);
    }
  }

  /** One record is at fault, for certain or perhaps: alone it is parked, among others sought. */
  private void findCulprit(RuntimeException failure, List<Parcel> parcels) {
    if (parcels.size() > 1) {
      parcels.forEach(parcel -> report.step.closed.add(parcel.item().delivery()));
      halves(parcels, Duration.ZERO, false);
    } else if (failure instanceof VendorFailure) {
      report.park(parcels.get(0), ParkedKind.REJECTED, failure.getMessage());
    } else {
      Parcel parcel = parcels.get(0);
      String sink = new Verdicts(desk).sink(parcel);
      report.park(
          parcel, ParkedKind.SINK_ERROR, sink + " failed: " + SinkFailure.describe(failure));
    }
  }

  private Duration again() {
    return desk.writeTimeout().plus(desk.config().grace());
  }

  private void halves(List<Parcel> parcels, Duration after, boolean unknown) {
    int middle = parcels.size() / 2;
    report.later(parcels.subList(0, middle), after, true, unknown);
    report.later(parcels.subList(middle, parcels.size()), after, true, unknown);
  }

  private static String words(VendorFailure failure) {
    String status = failure.status() == 0 ? "" : failure.status() + " ";
    return Words.clean(status + failure.getMessage());
  }
}
