package io.mlconnector.console.asides;

import io.mlconnector.flow.problem.Problem;
import java.util.Locale;

/** Where a record stands aside. */
public enum Place {
  /** It could not be read at its source, or not be carried. */
  READING("read at its source"),
  /** A route made no delivery of it. */
  MAPPING("mapped"),
  /** The target did not take it. */
  WRITING("written");

  private final String words;

  Place(String words) {
    this.words = words;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Behind "could not be". */
  public String words() {
    return words;
  }

  /**
   * @throws Problem 400 where it is none
   */
  static Place named(String text) {
    for (Place place : values()) {
      if (place.text().equals(text)) {
        return place;
      }
    }
    throw Problem.badRequest("place must be reading, mapping or writing");
  }
}
