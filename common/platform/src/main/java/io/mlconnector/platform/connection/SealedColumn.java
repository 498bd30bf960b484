package io.mlconnector.platform.connection;

/**
 * A column of type {@code bytea} whose values were made by {@link Vault#seal}, null where there is
 * none; its table has a column {@code connection}.
 *
 * @param field SQL over a row of the table: the field that its value is sealed for
 */
public record SealedColumn(String table, String column, String field) {

  @Override
  public String toString() {
    return table + "." + column;
  }
}
