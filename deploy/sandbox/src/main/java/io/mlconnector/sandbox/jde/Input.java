package io.mlconnector.sandbox.jde;

/**
 * An input of an orchestration.
 *
 * @param table what it is written to; null for what only steers the orchestration
 * @param company whose customer row it is written to; null for that of the input Company
 * @param codes name of the list its value has to be in, or null
 */
record Input(
    String name, TableType table, String alias, boolean required, String codes, String company) {

  /** One that only steers. */
  static Input steering(String name) {
    return new Input(name, null, null, false, null, null);
  }

  static Input of(String name, TableType table, String alias) {
    return new Input(name, table, alias, false, null, null);
  }

  static Input coded(String name, TableType table, String alias, String codes) {
    return new Input(name, table, alias, false, codes, null);
  }

  Input demanded() {
    return new Input(name, table, alias, true, codes, company);
  }

  /** The same for one company, as in {@code CreditLimit_00050}. */
  Input ofCompany(String other) {
    return new Input(name + "_" + other, table, alias, false, codes, other);
  }

  Column column() {
    return table.columns().get(alias);
  }
}
