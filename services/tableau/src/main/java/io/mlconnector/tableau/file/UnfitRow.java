package io.mlconnector.tableau.file;

import java.io.IOException;

/** A value that its column cannot hold; nothing of the file is of use then. */
public final class UnfitRow extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Names the column, and what is wrong, without the value.
   *
   * @param row counted from 1
   */
  UnfitRow(long row, String column, String problem) {
    super("Row %d, column %s: %s".formatted(row, column, problem));
  }
}
