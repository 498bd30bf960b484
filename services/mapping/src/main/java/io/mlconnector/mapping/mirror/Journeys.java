package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.event.Journey;

/** Journeys of what no record's change began. */
final class Journeys {

  private Journeys() {}

  static String fresh() {
    return Journey.begin();
  }
}
