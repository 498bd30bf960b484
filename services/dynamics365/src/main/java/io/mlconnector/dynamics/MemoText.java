package io.mlconnector.dynamics;

import java.util.Optional;

/**
 * The memo of an account with our blocks in it, each between a line {@code [marker]} and a line
 * {@code [/marker]}; what is around them is other people's and stays as it is.
 */
record MemoText(String whole) {

  /** A block whose end somebody took away. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Broken(String marker) {
      super(
          "the memo has the line [%s] but not [/%s] behind it; restore the line or delete the block"
              .formatted(marker, marker),
          null,
          false,
          false);
    }
  }

  MemoText {
    whole = whole == null ? "" : whole;
  }

  /** The text of a block. */
  Optional<String> block(String marker) {
    int[] at = find(marker);
    if (at == null) {
      return Optional.empty();
    }
    int from = at[0] + open(marker).length();
    int to = at[1] - close(marker).length();
    return Optional.of(whole.substring(from, to).replace("\r\n", "\n").strip());
  }

  /** The memo with the block changed in its place, or put at its end. */
  MemoText with(String marker, String text) {
    String block = open(marker) + "\n" + text.strip() + "\n" + close(marker);
    int[] at = find(marker);
    if (at != null) {
      return new MemoText(whole.substring(0, at[0]) + block + whole.substring(at[1]));
    }
    return new MemoText(whole.isBlank() ? block : whole.stripTrailing() + "\n\n" + block);
  }

  private int[] find(String marker) {
    int from = whole.indexOf(open(marker));
    if (from < 0) {
      return null;
    }
    int end = whole.indexOf(close(marker), from);
    if (end < 0) {
      throw new Broken(marker);
    }
    return new int[] {from, end + close(marker).length()};
  }

  private static String open(String marker) {
    return "[" + marker + "]";
  }

  private static String close(String marker) {
    return "[/" + marker + "]";
  }
}
