package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec;
import java.io.IOException;
import java.util.List;

/** Rows that are read one after the other and never all at once. */
public interface RowSource {

  /** The columns of each row, in their order. */
  List<TableSpec.Column> columns();

  /** How many there are; -1 where that is not known before they are read. */
  long count();

  /** Hands over every row; may be called again. */
  void read(Reader reader) throws IOException;

  /** Takes rows. */
  @FunctionalInterface
  interface Reader {

    /**
     * Takes one row.
     *
     * @param values in the order of the columns, checked against their types: text, whole numbers,
     *     booleans, and decimals, dates and instants as text; null nodes for empty values
     */
    void row(List<JsonNode> values) throws IOException;
  }
}
