package io.mlconnector.sandbox.tableau;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that are added to those that are there: doubled, when they were added before. */
final class Appending {

  private Appending() {}

  /** Fails without notes unless both have the same tables with the same columns. */
  static Map<TableName, Table> append(Map<TableName, Table> there, Map<TableName, Table> more)
      throws Job.Failed {
    if (!there.keySet().equals(more.keySet())) {
      throw new Job.Failed(null);
    }
    Map<TableName, Table> all = new HashMap<>();
    for (Map.Entry<TableName, Table> each : there.entrySet()) {
      all.put(each.getKey(), append(each.getValue(), more.get(each.getKey())));
    }
    return all;
  }

  static Table append(Table there, Table more) throws Job.Failed {
    Table ordered = more.like(there);
    if (ordered == null) {
      throw new Job.Failed(null);
    }
    List<Object[]> rows = new ArrayList<>(there.rows().size() + ordered.rows().size());
    rows.addAll(there.rows());
    rows.addAll(ordered.rows());
    return new Table(there.columns(), rows);
  }
}
