package io.mlconnector.tableau.file;

import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.spi.CappedStream;
import io.mlconnector.spi.RowSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A data source as it is downloaded: a zip with a description of its columns and a file of rows.
 */
public final class PackagedSource {

  private static final String RECORD = "metadata-record";

  /** A description has a few kilobytes for each column. */
  private static final long LARGEST_DESCRIPTION = 64L << 20;

  /** As much of the disk as a file of rows may take; a packed one is an answer of bounded size. */
  private static final long LARGEST_ROWS = 2L << 30;

  private final Path file;

  public PackagedSource(Path file) {
    this.file = file;
  }

  /**
   * The columns as the description has them; empty where it says too little of one of them.
   *
   * @throws IOException where it cannot be read
   */
  public Optional<List<Column>> columns() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Optional<ZipEntry> description = entry(zip, ".tds");
      if (description.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream xml =
          new CappedStream(zip.getInputStream(description.get()), LARGEST_DESCRIPTION)) {
        List<Column> columns = described(xml);
        boolean whole = !columns.isEmpty() && columns.stream().allMatch(Objects::nonNull);
        return whole ? Optional.of(columns) : Optional.empty();
      } catch (XMLStreamException e) {
        throw new IOException("The data source's description cannot be read", e);
      }
    }
  }

  /**
   * The columns of the file itself.
   *
   * @throws IOException where there is none, or a column is of a type that tables from here do not
   *     have
   */
  public List<Column> columns(HyperFile hyper) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry rows =
          entry(zip, ".hyper")
              .orElseThrow(() -> new IOException("The data source has no .hyper file"));
      return unpacked(zip, rows, hyper::columns);
    }
  }

  private static List<Column> described(InputStream xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader reader = factory.createXMLStreamReader(xml);
    List<Column> columns = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals(RECORD)
          && "column".equals(reader.getAttributeValue(null, "class"))) {
        columns.add(column(members(reader)));
      }
    }
    return columns;
  }

  private static Map<String, String> members(XMLStreamReader reader) throws XMLStreamException {
    Map<String, String> members = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (int event = reader.next(); ; event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        text.setLength(0);
      } else if (event == XMLStreamConstants.CHARACTERS) {
        text.append(reader.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (reader.getLocalName().equals(RECORD)) {
          return members;
        }
        members.putIfAbsent(reader.getLocalName(), text.toString().strip());
      }
    }
  }

  /** Null where it is of a type that tables from here do not have, or of an unknown scale. */
  private static Column column(Map<String, String> members) {
    String name = members.getOrDefault("remote-name", "");
    String scale = members.getOrDefault("scale", "");
    return switch (members.getOrDefault("local-type", "")) {
      case "string" -> new Column(name, name, Type.TEXT, 0, Role.DIMENSION, false);
      case "integer" -> new Column(name, name, Type.INTEGER, 0, Role.DIMENSION, false);
      case "boolean" -> new Column(name, name, Type.BOOLEAN, 0, Role.DIMENSION, false);
      case "date" -> new Column(name, name, Type.DATE, 0, Role.DIMENSION, false);
      case "datetime" -> new Column(name, name, Type.INSTANT, 0, Role.DIMENSION, false);
      case "real" ->
          scale.matches("\\d{1,2}")
              ? new Column(name, name, Type.DECIMAL, Integer.parseInt(scale), Role.MEASURE, false)
              : null;
      default -> null;
    };
  }

  /**
   * Hands over every row.
   *
   * @param hyper reads {@code .hyper} files; null where nothing here can
   * @return false where the rows are in a file that nothing here can read
   */
  public boolean read(List<Column> columns, HyperFile hyper, RowSource.Reader reader)
      throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Optional<ZipEntry> rows = entry(zip, ".hyper");
      if (rows.isPresent()) {
        return hyper != null
            && unpacked(
                zip,
                rows.get(),
                unpacked -> {
                  hyper.read(unpacked, columns, reader);
                  return true;
                });
      }
      Optional<ZipEntry> text = entry(zip, ".csv");
      if (text.isEmpty()) {
        return false;
      }
      try (BufferedReader csv =
          new BufferedReader(
              new InputStreamReader(
                  new CappedStream(zip.getInputStream(text.get()), LARGEST_ROWS),
                  StandardCharsets.UTF_8))) {
        CsvRows.readNamed(new Csv(csv), columns, reader);
      }
      return true;
    }
  }

  /** Whether {@link #read} could hand over rows. */
  public boolean isReadable(HyperFile hyper) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return entry(zip, ".hyper").isPresent() ? hyper != null : entry(zip, ".csv").isPresent();
    }
  }

  private interface Work<T> {
    T with(Path unpacked) throws IOException;
  }

  private <T> T unpacked(ZipFile zip, ZipEntry entry, Work<T> work) throws IOException {
    Path unpacked = file.resolveSibling(file.getFileName() + ".hyper");
    try {
      try (InputStream bytes = new CappedStream(zip.getInputStream(entry), LARGEST_ROWS)) {
        Files.copy(bytes, unpacked);
      }
      return work.with(unpacked);
    } finally {
      Files.deleteIfExists(unpacked);
    }
  }

  private static Optional<ZipEntry> entry(ZipFile zip, String ending) {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!entry.isDirectory() && entry.getName().toLowerCase(Locale.ROOT).endsWith(ending)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
