package io.mlconnector.tableau.file;

import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the file that a table is published as. */
public interface DataFileWriter {

  /** The file's type, as Tableau is told it: {@code hyper} or {@code parquet}. */
  String type();

  /** Whether a file may hold rows that change others in place. */
  boolean updates();

  /**
   * Writes all rows into one file.
   *
   * @param file to be made; where it fails, what is there of it is the caller's to remove
   * @throws UnfitRow where a value does not fit its column
   * @throws IOException where the file cannot be written, or becomes too large
   */
  void write(Path file, RowSource rows) throws IOException;

  /** Gives back what is held for further files. */
  default void close() {}
}
