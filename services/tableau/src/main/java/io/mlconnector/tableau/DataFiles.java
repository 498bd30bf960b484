package io.mlconnector.tableau;

import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.tableau.file.DataFileWriter;
import io.mlconnector.tableau.file.FileTooLarge;
import io.mlconnector.tableau.file.HyperFile;
import io.mlconnector.tableau.file.Hyperd;
import io.mlconnector.tableau.file.ParquetFile;
import io.mlconnector.tableau.file.UnfitRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Files on this machine, each for as long as something is done with it. */
final class DataFiles implements AutoCloseable {

  private static final long MB = 1L << 20;

  private final Optional<Path> folder;
  private final DataFileWriter writer;
  private final HyperFile hyper;

  private DataFiles(Optional<Path> folder, DataFileWriter writer, HyperFile hyper) {
    this.folder = folder;
    this.writer = writer;
    this.hyper = hyper;
  }

  /** {@code .hyper} files where a hyperd is configured, {@code .parquet} where none is. */
  static DataFiles of(TableauConfig config) {
    long largest = config.largestFile() * MB;
    if (config.hyperd().path().isEmpty()) {
      return new DataFiles(config.folder(), new ParquetFile(largest), null);
    }
    HyperFile hyper =
        new HyperFile(
            new Hyperd(
                config.hyperd().path().get(), config.hyperd().start(), config.hyperd().idle()),
            largest);
    return new DataFiles(config.folder(), hyper, hyper);
  }

  /** What is done with a file. */
  @FunctionalInterface
  interface Work<T> {
    T with(Path file) throws IOException;
  }

  DataFileWriter writer() {
    return writer;
  }

  /** Null where no hyperd is configured. */
  HyperFile hyper() {
    return hyper;
  }

  /**
   * Does something with a file of all rows.
   *
   * @throws VendorFailure where a row does not fit or there is no file; nothing was sent then
   */
  <T> T written(RowSource rows, Work<T> work) {
    return used(
        inside -> {
          Path file = inside.resolve("table." + writer.type());
          writer.write(file, rows);
          return work.with(file);
        });
  }

  /** Does something with a file of these bytes. */
  <T> T kept(byte[] bytes, Work<T> work) {
    return used(inside -> work.with(Files.write(inside.resolve("source.tdsx"), bytes)));
  }

  private <T> T used(Work<T> work) {
    Path inside = null;
    try {
      inside = created();
      return work.with(inside);
    } catch (UnfitRow | FileTooLarge e) {
      throw VendorFailure.rejected(0, e.getMessage());
    } catch (IOException e) {
      throw VendorFailure.unavailable(
          0, null, false, "The table's file could not be made or read: " + e.getMessage());
    } finally {
      forget(inside);
    }
  }

  private Path created() throws IOException {
    return folder.isEmpty()
        ? Files.createTempDirectory("mlconnector-table")
        : Files.createTempDirectory(Files.createDirectories(folder.get()), "table");
  }

  private static void forget(Path inside) {
    if (inside == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(inside)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A table's file cannot be removed", e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
