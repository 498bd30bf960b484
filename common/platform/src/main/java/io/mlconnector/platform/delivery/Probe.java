package io.mlconnector.platform.delivery;

/** Is told of every point at which a crash would leave something half done; tests crash there. */
@FunctionalInterface
interface Probe {

  Probe NONE = point -> {};

  void at(String point);
}
