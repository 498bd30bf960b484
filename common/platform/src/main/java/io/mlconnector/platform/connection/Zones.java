package io.mlconnector.platform.connection;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as people write them. */
final class Zones {

  private Zones() {}

  /** Reads a zone; {@link IllegalArgumentException} says which one was probably meant. */
  static ZoneId parse(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time zone%s"
              .formatted(
                  text,
                  Closest.to(text, ZoneId.getAvailableZoneIds())
                      .map(zone -> "; did you mean " + zone + "?")
                      .orElse(": write one like Europe/Berlin")),
          e);
    }
  }
}
