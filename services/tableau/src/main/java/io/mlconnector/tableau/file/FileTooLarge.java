package io.mlconnector.tableau.file;

import java.io.IOException;

/** A table whose file would be larger than is allowed. */
public final class FileTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  FileTooLarge(long most) {
    super(
        "The table's file is larger than the %d MB of mlconnector.tableau.largest-file"
            .formatted(most >> 20));
  }

  static void refuse(long size, long most) throws FileTooLarge {
    if (size > most) {
      throw new FileTooLarge(most);
    }
  }
}
