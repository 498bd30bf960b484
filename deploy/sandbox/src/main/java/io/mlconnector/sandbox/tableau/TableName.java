package io.mlconnector.sandbox.tableau;

/** A table of a data source, in its schema. */
record TableName(String schema, String table) {

  /** The only table of a parquet file, and the usual one of a hyper file. */
  static final TableName EXTRACT = new TableName("Extract", "Extract");

  @Override
  public String toString() {
    return schema + "." + table;
  }
}
