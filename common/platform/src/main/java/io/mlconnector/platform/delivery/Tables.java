package io.mlconnector.platform.delivery;

import io.mlconnector.platform.table.TableConfig;
import io.mlconnector.platform.table.TableNames;
import io.mlconnector.spi.TableSink;
import java.util.Map;
import java.util.Optional;

/**
 * The tables that a system can keep.
 *
 * @param sinks by object
 */
record Tables(Map<String, TableSink> sinks, TableConfig config) {

  /** The sink of a table that a ref names; empty where it names none. */
  Optional<TableSink> sink(String object) {
    return TableNames.sink(sinks, object);
  }

  boolean has(String object) {
    return sink(object).isPresent();
  }
}
