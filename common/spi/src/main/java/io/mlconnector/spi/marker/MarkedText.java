package io.mlconnector.spi.marker;

/**
 * A text with the marker by which it is found again, in brackets in its last line.
 *
 * @param marker null where it has none
 */
public record MarkedText(String text, String marker) {

  /** What is wrong with a marker, in words; null where it can stand in brackets in a line. */
  public static String problem(String marker) {
    return marker == null || marker.matches("[^\\[\\]\\r\\n]*")
        ? null
        : "marker: no brackets and no line breaks, because it stands in brackets in a line";
  }

  public static MarkedText of(String whole) {
    String text = whole == null ? "" : whole.replace("\r\n", "\n").stripTrailing();
    int open = text.lastIndexOf("\n[");
    boolean marked = open >= 0 && text.endsWith("]");
    return marked
        ? new MarkedText(
            text.substring(0, open).stripTrailing(), text.substring(open + 2, text.length() - 1))
        : new MarkedText(text, null);
  }

  @Override
  public String toString() {
    return marker == null ? text : text.stripTrailing() + "\n\n[" + marker + "]";
  }
}
