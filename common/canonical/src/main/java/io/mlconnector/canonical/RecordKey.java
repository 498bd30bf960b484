package io.mlconnector.canonical;

/**
 * Where a record comes from: connection, entity and the key it has there. Its text form {@code
 * connection|entity|key} is the Kafka key; {@code |} and {@code %} in the parts are
 * percent-encoded.
 */
public record RecordKey(String connection, String entity, String key) {

  public RecordKey {
    if (isBlank(connection) || isBlank(entity) || isBlank(key)) {
      throw new IllegalArgumentException(
          "A record key needs connection, entity and key; got '%s', '%s', '%s'"
              .formatted(connection, entity, key));
    }
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException where it has not exactly three parts
   */
  public static RecordKey parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not connection|entity|key: " + text);
    }
    return new RecordKey(decode(parts[0]), decode(parts[1]), decode(parts[2]));
  }

  @Override
  public String toString() {
    return encode(connection) + "|" + encode(entity) + "|" + encode(key);
  }

  static String encode(String part) {
    return part.replace("%", "%25").replace("|", "%7C");
  }

  static String decode(String part) {
    return part.replace("%7C", "|").replace("%25", "%");
  }

  private static boolean isBlank(String part) {
    return part == null || part.isBlank();
  }
}
