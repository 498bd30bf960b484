package io.mlconnector.tableau;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the REST API, such as 3.27. */
record Version(int major, int minor) implements Comparable<Version> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,4})");

  /** The version of a text; null where it is none. */
  static Version of(String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text.strip());
    return matcher.matches()
        ? new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : null;
  }

  /**
   * The version to speak: the configured one, or the server's where that is older.
   *
   * @throws IllegalArgumentException where the configured one is no version
   */
  static String spoken(String configured, String servers) {
    Version ours = of(configured);
    if (ours == null) {
      throw new IllegalArgumentException(
          "The setting %s is no version such as 3.27".formatted(TableauSpec.API_VERSION));
    }
    Version theirs = of(servers);
    return (theirs != null && theirs.compareTo(ours) < 0 ? theirs : ours).toString();
  }

  @Override
  public int compareTo(Version other) {
    return major == other.major
        ? Integer.compare(minor, other.minor)
        : Integer.compare(major, other.major);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
