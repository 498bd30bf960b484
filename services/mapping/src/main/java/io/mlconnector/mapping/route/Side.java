package io.mlconnector.mapping.route;

/** A side of a two-way pair; which connection is which never changes. */
public enum Side {
  LEFT,
  RIGHT;

  public Side other() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
