package io.mlconnector.spi.marker;

import java.util.Optional;

/**
 * A text that is shared with other people, with our blocks in it, each between a line {@code
 * [marker]} and a line {@code [/marker]}; what is around them is other people's and stays as it is.
 */
public record MarkedBlocks(String whole) {

  /** A block whose end somebody took away. */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Broken(String marker) {
      super(
          "the text has the line [%s] but not [/%s] behind it; restore the line or delete the block"
              .formatted(marker, marker),
          null,
          false,
          false);
    }
  }

  public MarkedBlocks {
    whole = whole == null ? "" : whole;
  }

  /** The text of a block. */
  public Optional<String> block(String marker) {
    int[] at = find(marker);
    if (at == null) {
      return Optional.empty();
    }
    int from = at[0] + open(marker).length();
    int to = at[1] - close(marker).length();
    return Optional.of(whole.substring(from, to).replace("\r\n", "\n").strip());
  }

  /** The text with the block changed in its place, or put at its end. */
  public MarkedBlocks with(String marker, String text) {
    String block = open(marker) + "\n" + text.strip() + "\n" + close(marker);
    int[] at = find(marker);
    if (at != null) {
      return new MarkedBlocks(whole.substring(0, at[0]) + block + whole.substring(at[1]));
    }
    return new MarkedBlocks(whole.isBlank() ? block : whole.stripTrailing() + "\n\n" + block);
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
