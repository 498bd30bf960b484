package io.mlconnector.mapping.mirror;

import io.mlconnector.mapping.route.Side;

/** How two systems store and show values in their own ways; a value begins with its edit's id. */
final class Lossy {

  private Lossy() {}

  /** What a system makes of a value that it is given. */
  static String store(Side side, String field, String value) {
    boolean left = side == Side.LEFT;
    return switch (field) {
      case "cut" -> left ? value : value.substring(0, Math.min(8, value.length()));
      case "rounded" -> left ? value : id(value) + ".2";
      case "phone" -> left ? value.replace('-', '/') : value.replace('/', '-');
      case "picked" -> left ? id(value) + "-PICKED" : value;
      default -> value;
    };
  }

  /** How a source shows what is stored. */
  static String show(String field, String raw) {
    return field.equals("phone") ? raw.replace('/', ' ').replace('-', ' ') : raw;
  }

  static String id(String value) {
    return value == null ? null : value.replaceAll("^(\\d+).*$", "$1");
  }
}
