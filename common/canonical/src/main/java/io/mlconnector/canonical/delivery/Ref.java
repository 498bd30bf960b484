package io.mlconnector.canonical.delivery;

import io.mlconnector.canonical.RecordKey;

/**
 * One source record's counterpart in one target object: the Kafka key of deliveries and outcomes,
 * the unit of order and of coalescing, and what a target key belongs to.
 *
 * @param connection the target connection
 * @param object the target object, such as {@code organization}
 * @param source the source record
 */
public record Ref(String connection, String object, RecordKey source) {

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException where it has not exactly five parts
   */
  public static Ref parse(String text) {
    String[] parts = text.split("\\|", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not connection|object|connection|entity|key: " + text);
    }
    return new Ref(decode(parts[0]), decode(parts[1]), RecordKey.parse(parts[2]));
  }

  @Override
  public String toString() {
    return encode(connection) + "|" + encode(object) + "|" + source;
  }

  private static String encode(String part) {
    return part.replace("%", "%25").replace("|", "%7C");
  }

  private static String decode(String part) {
    return part.replace("%7C", "|").replace("%25", "%");
  }
}
