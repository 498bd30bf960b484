package io.mlconnector.sandbox.tableau;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
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
import org.apache.parquet.schema.Types;

/** Writes small parquet files as a client of Tableau would, without any class of Hadoop. */
final class ParquetSample {

  /** Invoice lines: a key, an amount, a currency, and one column of every other type. */
  static final MessageType LINES = lines("amount");

  private ParquetSample() {}

  static MessageType lines(String amount) {
    return Types.buildMessage()
        .required(PrimitiveTypeName.INT64)
        .named("id")
        .optional(PrimitiveTypeName.INT64)
        .as(LogicalTypeAnnotation.decimalType(2, 18))
        .named(amount)
        .optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named("currency")
        .optional(PrimitiveTypeName.INT32)
        .as(LogicalTypeAnnotation.dateType())
        .named("day")
        .optional(PrimitiveTypeName.INT64)
        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
        .named("at")
        .optional(PrimitiveTypeName.BOOLEAN)
        .named("paid")
        .optional(PrimitiveTypeName.DOUBLE)
        .named("rate")
        .named("lines");
  }

  /** A line with texts and numbers as people write them; null for none. */
  static Object[] line(long id, String amount, String currency) {
    return new Object[] {
      id,
      amount == null ? null : new BigDecimal(amount),
      currency,
      LocalDate.of(2026, 1, 31),
      Instant.parse("2026-01-31T12:00:00.123456Z"),
      true,
      0.5
    };
  }

  static byte[] file(Object[]... rows) {
    return file(LINES, CompressionCodecName.SNAPPY, rows);
  }

  static byte[] file(MessageType schema, CompressionCodecName codec, Object[]... rows) {
    try {
      Path file = Files.createTempFile("sample", ".parquet");
      Files.delete(file);
      write(file, schema, codec, rows);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path file, MessageType schema, CompressionCodecName codec, Object[]... rows)
      throws IOException {
    ParquetProperties properties = ParquetProperties.builder().build();
    try (ParquetFileWriter writer =
            new ParquetFileWriter(
                new LocalOutputFile(file),
                schema,
                ParquetFileWriter.Mode.CREATE,
                8L << 20,
                0,
                64,
                Integer.MAX_VALUE,
                true);
        ColumnChunkPageWriteStore pages =
            new ColumnChunkPageWriteStore(
                new SnappyOrNothing().getCompressor(codec),
                schema,
                new HeapByteBufferAllocator(),
                64);
        ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
      RecordConsumer record = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns);
      for (Object[] row : rows) {
        add(record, schema, row);
      }
      record.flush();
      columns.flush();
      writer.start();
      writer.startBlock(rows.length);
      pages.flushToFileWriter(writer);
      writer.endBlock();
      writer.end(Map.of());
    }
  }

  private static void add(RecordConsumer record, MessageType schema, Object[] row) {
    record.startMessage();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null) {
        record.startField(schema.getFieldName(i), i);
        add(record, row[i]);
        record.endField(schema.getFieldName(i), i);
      }
    }
    record.endMessage();
  }

  private static void add(RecordConsumer record, Object value) {
    if (value instanceof Long number) {
      record.addLong(number);
    } else if (value instanceof BigDecimal decimal) {
      record.addLong(decimal.setScale(2).unscaledValue().longValueExact());
    } else if (value instanceof LocalDate day) {
      record.addInteger((int) day.toEpochDay());
    } else if (value instanceof Instant moment) {
      record.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    } else if (value instanceof Boolean truth) {
      record.addBoolean(truth);
    } else if (value instanceof Double number) {
      record.addDouble(number);
    } else {
      record.addBinary(Binary.fromString((String) value));
    }
  }
}
