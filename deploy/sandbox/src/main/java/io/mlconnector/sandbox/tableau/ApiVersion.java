package io.mlconnector.sandbox.tableau;

/** A version of the REST API, such as 3.27. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

  /** Reads it; throws {@link IllegalArgumentException} for anything else. */
  static ApiVersion parse(String text) {
    if (text == null || !text.matches("\\d{1,2}\\.\\d{1,3}")) {
      throw new IllegalArgumentException("restApiVersion: like 3.27, not " + text);
    }
    String[] parts = text.split("\\.");
    return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public int compareTo(ApiVersion other) {
    return major == other.major ? minor - other.minor : major - other.major;
  }

  boolean isAtLeast(ApiVersion other) {
    return compareTo(other) >= 0;
  }
}
