package io.mlconnector.sandbox.jde;

/**
 * An input of an orchestration.
 *
 * @param table what it is written to; null for what only steers the orchestration
 * @param codes name of the list its value has to be in, or null
 */
record Input(String name, TableType table, String alias, boolean required, String codes) {

  static Input of(String name, TableType table, String alias) {
    return new Input(name, table, alias, false, null);
  }

  static Input coded(String name, TableType table, String alias, String codes) {
    return new Input(name, table, alias, false, codes);
  }

  Input demanded() {
    return new Input(name, table, alias, true, codes);
  }

  Column column() {
    return table.columns().get(alias);
  }
}
