package io.mlconnector.tableau.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.xerial.snappy.Snappy;

/**
 * Tables as {@code .parquet}, with nothing but plain features: decimals of 18 digits in 64 bits,
 * UTC microseconds, Snappy. Rows are held until they make up a row group, and never longer.
 */
public final class ParquetFile implements DataFileWriter {

  private static final long ROW_GROUP = 8L << 20;
  private static final int LOOK_EVERY = 1_000;
  private static final int TRUNCATED = 64;

  private final long largest;

  /**
   * @param largest how many bytes a file may have
   */
  public ParquetFile(long largest) {
    this.largest = largest;
  }

  @Override
  public String type() {
    return "parquet";
  }

  /** Whether an update takes parquet is unverified; so it is given none. */
  @Override
  public boolean updates() {
    return false;
  }

  @Override
  public void write(Path file, RowSource rows) throws IOException {
    MessageType schema = schema(rows.columns());
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            new LocalOutputFile(file),
            schema,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP,
            0,
            TRUNCATED,
            Integer.MAX_VALUE,
            true)) {
      writer.start();
      try (Groups groups = new Groups(writer, schema, rows.columns())) {
        rows.read(groups);
        groups.flush();
      }
      writer.end(Map.of());
    }
  }

  static MessageType schema(List<Column> columns) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column column : columns) {
      message.addField(field(column));
    }
    return message.named("Extract");
  }

  private static Type field(Column column) {
    Type.Repetition repetition = column.key() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
    return switch (column.type()) {
      case TEXT ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case DECIMAL ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.decimalType(column.scale(), Cell.DIGITS))
              .named(column.name());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case INSTANT ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(column.name());
    };
  }

  /** Row groups of a file, one after the other. */
  private final class Groups implements RowSource.Reader, AutoCloseable {

    private final ParquetFileWriter file;
    private final MessageType schema;
    private final List<Column> columns;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore values;
    private RecordConsumer record;
    private long inGroup;
    private long row;

    Groups(ParquetFileWriter file, MessageType schema, List<Column> columns) {
      this.file = file;
      this.schema = schema;
      this.columns = columns;
      begin();
    }

    private void begin() {
      pages =
          new ColumnChunkPageWriteStore(
              new SnappyCodec(), schema, new HeapByteBufferAllocator(), TRUNCATED);
      values = ParquetProperties.builder().build().newColumnWriteStore(schema, pages, pages);
      record = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(values);
      inGroup = 0;
    }

    @Override
    public void row(List<JsonNode> cells) throws IOException {
      row++;
      record.startMessage();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        Cell cell = new Cell(row, column, cells.get(i));
        if (!cell.isEmpty()) {
          record.startField(column.name(), i);
          add(column, cell);
          record.endField(column.name(), i);
        }
      }
      record.endMessage();
      inGroup++;
      if (inGroup % LOOK_EVERY == 0 && values.getBufferedSize() > ROW_GROUP) {
        flush();
        begin();
        FileTooLarge.refuse(file.getPos(), largest);
      }
    }

    private void add(Column column, Cell cell) throws UnfitRow {
      switch (column.type()) {
        case TEXT -> record.addBinary(Binary.fromString(cell.text()));
        case INTEGER -> record.addLong(cell.integer());
        case DECIMAL -> record.addLong(cell.decimal().unscaledValue().longValueExact());
        case BOOLEAN -> record.addBoolean(cell.truth());
        case DATE -> record.addInteger(Math.toIntExact(cell.date().toEpochDay()));
        case INSTANT -> record.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, cell.instant()));
      }
    }

    void flush() throws IOException {
      record.flush();
      values.flush();
      // A file without rows has one group without rows, or none where rows came before.
      if (inGroup > 0) {
        file.startBlock(inGroup);
        pages.flushToFileWriter(file);
        file.endBlock();
      }
      values.close();
      pages.close();
      FileTooLarge.refuse(file.getPos(), largest);
    }

    @Override
    public void close() {
      values.close();
      pages.close();
    }
  }

  /** Snappy without the codecs of Hadoop. */
  private static final class SnappyCodec implements BytesInputCompressor {

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Snappy.compress(bytes.toByteArray()));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.SNAPPY;
    }

    @Override
    public void release() {
      // nothing is held
    }
  }
}
