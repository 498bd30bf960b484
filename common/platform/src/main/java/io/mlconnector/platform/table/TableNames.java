package io.mlconnector.platform.table;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.TableSink;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How routes name tables: {@code object:table}, such as {@code data-source:ap-invoice-lines}. */
public final class TableNames {

  private TableNames() {}

  /** The sinks of an adapter, by object. */
  public static Map<String, TableSink> sinks(Adapter adapter) {
    return adapter.tables().stream()
        .collect(Collectors.toMap(TableSink::object, Function.identity()));
  }

  /** The sink of a table; empty where the object is no table that the system has. */
  public static Optional<TableSink> sink(Map<String, TableSink> sinks, String object) {
    int colon = object.indexOf(':');
    return colon <= 0 || colon == object.length() - 1
        ? Optional.empty()
        : Optional.ofNullable(sinks.get(object.substring(0, colon)));
  }

  /** The part that names one table among those of its object. */
  public static String table(String object) {
    return object.substring(object.indexOf(':') + 1);
  }
}
