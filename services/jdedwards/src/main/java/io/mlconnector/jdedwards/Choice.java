package io.mlconnector.jdedwards;

import java.util.List;

/**
 * Which phone numbers or electronic addresses are meant.
 *
 * @param types the types to take, best first; with {@code inverted} those not to take
 */
record Choice(String column, List<String> types, boolean inverted) {

  static Choice of(String column, List<String> types) {
    return new Choice(column, types, false);
  }

  static Choice without(String column, List<String> types) {
    return new Choice(column, types, true);
  }

  boolean takes(GridRow row) {
    return types.contains(type(row)) != inverted;
  }

  /** The blank type is the usual one. */
  int rank(GridRow row) {
    if (inverted) {
      return type(row).isEmpty() ? 0 : 1;
    }
    return types.indexOf(type(row));
  }

  private String type(GridRow row) {
    String type = row.text(column);
    return type == null ? "" : type;
  }
}
