package io.mlconnector.platform.delivery;

import java.util.ArrayList;
import java.util.List;

/** Sorts out deliveries for which the target need not be looked at. */
final class Screen {

  private Screen() {}

  /** Returns those that are to be written; what became of the others goes into the report. */
  static List<Parcel> open(List<Parcel> parcels, Report report) {
    List<Parcel> open = new ArrayList<>();
    for (Parcel parcel : parcels) {
      if (parcel.delivery() == null) {
        report.park(parcel, ParkedKind.UNREADABLE, "The stored delivery cannot be read any more");
      } else if (parcel.link() != null && parcel.link().isFrom(parcel.item())) {
        report.repeat(parcel);
      } else if (overtaken(parcel)) {
        report.superseded(parcel);
      } else if (parcel.missingParent().isEmpty()) {
        open.add(parcel);
      } else if (parcel.delivery().waitsFor() != null) {
        report.park(parcel, ParkedKind.PARENT, parcel.delivery().waitsFor());
      } else {
        report.waitFor(parcel, parcel.missingParent().get().toString());
      }
    }
    return open;
  }

  private static boolean overtaken(Parcel parcel) {
    return parcel.overtaken()
        || (parcel.link() != null && !parcel.appends() && parcel.link().isNewerThan(parcel.item()));
  }
}
