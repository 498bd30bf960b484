package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.mapping.expression.Evaluated;
import java.util.List;
import java.util.Map;

/** What one route makes of one record. */
public sealed interface Mapped {

  /** Why nothing is written; null where something is. */
  String why();

  /**
   * Fields to be written.
   *
   * @param removal whether the record vanished at its source and these flag it
   * @param number the account number that is the record's external id; null where none is
   * @param origins fields whose value is the key of a record to be found; see {@code $origin}
   * @param table all rows of the record, for a route that fills a table; else null
   */
  record Fields(
      List<FieldWrite> fields,
      boolean removal,
      String number,
      Map<String, Evaluated.Origin> origins,
      TableRows table)
      implements Mapped {

    public Fields(
        List<FieldWrite> fields,
        boolean removal,
        String number,
        Map<String, Evaluated.Origin> origins) {
      this(fields, removal, number, origins, null);
    }

    /** All rows of a record; none where it leaves the table. */
    static Fields of(TableRows rows) {
      return new Fields(List.of(), rows.rows().isEmpty(), null, Map.of(), rows);
    }

    public Fields {
      fields = List.copyOf(fields);
      origins = Map.copyOf(origins);
    }

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

  /**
   * A record of a two-way route that its condition leaves out: what it shows counts for the merge,
   * and nothing of it is sent.
   */
  record Held(Fields shown, String reason) implements Mapped {
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
