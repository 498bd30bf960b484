package io.mlconnector.platform.connection;

/** A table with sealed values; every bean of this type takes part when keys are changed. */
public interface Sealed {

  /** Seals everything anew with the newest key; returns how many values there were. */
  int resealAll();
}
