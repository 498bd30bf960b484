package io.mlconnector.dynamics;

/**
 * A text with the marker by which it is found again, in brackets in its last line.
 *
 * @param marker null where it has none
 */
record MarkedText(String text, String marker) {

  static MarkedText of(String whole) {
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
