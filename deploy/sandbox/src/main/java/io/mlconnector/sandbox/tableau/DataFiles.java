package io.mlconnector.sandbox.tableau;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Opens what was uploaded: parquet by itself, hyper files with a hyperd that somebody configured.
 */
final class DataFiles implements AutoCloseable {

  static final String NO_HYPERD =
      "this sandbox has no hyperd to open a .hyper file with: start it with --hyperd=PATH or"
          + " -Dhyperd=PATH, or publish parquet";

  /** A file that cannot be opened, or has what is not read. */
  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  private final Supplier<TableauSettings> settings;
  private final Hyperd hyperd;

  DataFiles(Supplier<TableauSettings> settings, Hyperd hyperd) {
    this.settings = settings;
    this.hyperd = hyperd;
  }

  boolean opensHyper() {
    return hyperd != null;
  }

  static boolean isParquet(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), java.nio.charset.StandardCharsets.ISO_8859_1)
          .equals("PAR1");
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox lost an uploaded file", e);
    }
  }

  /** Its tables with all rows; {@code type} is parquet or hyper. */
  Map<TableName, Table> open(Path file, String type) throws Unreadable {
    if (type.equals("parquet")) {
      return Map.of(TableName.EXTRACT, new ParquetFile(file, settings.get().plainParquet()).read());
    }
    if (hyperd == null) {
      throw new Unreadable(NO_HYPERD);
    }
    return hyperd.read(file);
  }

  @Override
  public void close() {
    if (hyperd != null) {
      hyperd.close();
    }
  }
}
