package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.FieldWrite;
import java.util.List;

/** What one route makes of one record. */
public sealed interface Mapped {

  /** Why nothing is written; null where something is. */
  String why();

  /**
   * Fields to be written.
   *
   * @param removal whether the record vanished at its source and these flag it
   */
  record Fields(List<FieldWrite> fields, boolean removal) implements Mapped {
    @Override
    public String why() {
      return null;
    }
  }

  /** The route leaves the record out. */
  record Filtered(String reason) implements Mapped {
    @Override
    public String why() {
      return reason;
    }
  }

  /** The record does not suit the route: it is parked. The reason holds no contents. */
  record Unsuited(String reason) implements Mapped {
    @Override
    public String why() {
      return reason;
    }
  }

  /**
   * An expression went beyond its bounds: the record is parked, the expression disabled.
   *
   * @param field where the expression stands, such as {@code fields.name}
   */
  record Overran(String field, String reason) implements Mapped {
    @Override
    public String why() {
      return field + " " + reason;
    }
  }
}
