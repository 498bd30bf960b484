package io.mlconnector.sandbox.tableau;

import io.mlconnector.sandbox.tableau.DataFiles.Unreadable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * A parquet file that was published. Which of parquet's features Tableau reads is unverified (sheet
 * T7): by default only the plainest ones are read here.
 */
final class ParquetFile {

  private static final int MOST_DIGITS = 18;
  private static final Set<CompressionCodecName> CODECS =
      Set.of(CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY);

  private final Path file;
  private final boolean plain;

  ParquetFile(Path file, boolean plain) {
    this.file = file;
    this.plain = plain;
  }

  /** All rows; throws {@link Unreadable} naming what cannot be read. */
  Table read() throws Unreadable {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new SnappyOrNothing())
            .build();
    try (ParquetFileReader reader = new ParquetFileReader(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      List<Column> columns = new ArrayList<>();
      for (Type field : schema.getFields()) {
        columns.add(column(field));
      }
      for (BlockMetaData block : reader.getRowGroups()) {
        refuseCodecs(block);
      }
      List<Object[]> rows = new ArrayList<>();
      String createdBy = reader.getFileMetaData().getCreatedBy();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        add(rows, columns, group, schema, createdBy);
      }
      return new Table(columns, rows);
    } catch (IOException | RuntimeException e) {
      throw new Unreadable("no parquet file: " + e.getMessage());
    }
  }

  private void refuseCodecs(BlockMetaData block) throws Unreadable {
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (!CODECS.contains(chunk.getCodec())) {
        throw new Unreadable("compression " + chunk.getCodec() + " is not read");
      }
    }
  }

  private static void add(
      List<Object[]> rows,
      List<Column> columns,
      PageReadStore group,
      MessageType schema,
      String createdBy) {
    int from = rows.size();
    int count = Math.toIntExact(group.getRowCount());
    for (int i = 0; i < count; i++) {
      rows.add(new Object[columns.size()]);
    }
    ColumnReadStoreImpl values =
        new ColumnReadStoreImpl(
            group, new GroupRecordConverter(schema).getRootConverter(), schema, createdBy);
    for (int place = 0; place < columns.size(); place++) {
      ColumnDescriptor descriptor = schema.getColumns().get(place);
      ColumnReader reader = values.getColumnReader(descriptor);
      for (int i = 0; i < count; i++) {
        if (reader.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel()) {
          rows.get(from + i)[place] = value(reader, columns.get(place), descriptor);
        }
        reader.consume();
      }
    }
  }

  private static Object value(ColumnReader reader, Column column, ColumnDescriptor descriptor) {
    boolean small = descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    return switch (column.type()) {
      case BOOLEAN -> reader.getBoolean();
      case INTEGER -> small ? reader.getInteger() : reader.getLong();
      case DOUBLE -> reader.getDouble();
      case NUMERIC ->
          BigDecimal.valueOf(small ? reader.getInteger() : reader.getLong(), column.scale());
      case DATE -> LocalDate.ofEpochDay(reader.getInteger());
      case TIMESTAMP -> moment(reader.getLong(), descriptor);
      case DATETIME ->
          LocalDateTime.ofInstant(moment(reader.getLong(), descriptor), ZoneOffset.UTC);
      case TEXT -> reader.getBinary().toStringUsingUTF8();
    };
  }

  private static Instant moment(long value, ColumnDescriptor descriptor) {
    TimeUnit unit =
        ((TimestampLogicalTypeAnnotation) descriptor.getPrimitiveType().getLogicalTypeAnnotation())
            .getUnit();
    return Instant.EPOCH.plus(
        value,
        switch (unit) {
          case MILLIS -> ChronoUnit.MILLIS;
          case MICROS -> ChronoUnit.MICROS;
          case NANOS -> ChronoUnit.NANOS;
        });
  }

  private Column column(Type field) throws Unreadable {
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      throw new Unreadable("column " + field.getName() + ": nested and repeated ones are not read");
    }
    PrimitiveType type = field.asPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    PrimitiveTypeName stored = type.getPrimitiveTypeName();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal
        && (stored == PrimitiveTypeName.INT64 || (!plain && stored == PrimitiveTypeName.INT32))
        && decimal.getPrecision() <= MOST_DIGITS) {
      return new Column(
          field.getName(), ColumnType.NUMERIC, decimal.getPrecision(), decimal.getScale());
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation time
        && (!plain || (time.isAdjustedToUTC() && time.getUnit() == TimeUnit.MICROS))) {
      return Column.of(
          field.getName(), time.isAdjustedToUTC() ? ColumnType.TIMESTAMP : ColumnType.DATETIME);
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return Column.of(field.getName(), ColumnType.DATE);
    }
    if (meaning instanceof StringLogicalTypeAnnotation) {
      return Column.of(field.getName(), ColumnType.TEXT);
    }
    ColumnType simple = meaning == null ? simple(stored) : null;
    if (simple == null) {
      throw new Unreadable("column " + field.getName() + ": " + type + " is not read");
    }
    return Column.of(field.getName(), simple);
  }

  private static ColumnType simple(PrimitiveTypeName stored) {
    return switch (stored) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case INT32, INT64 -> ColumnType.INTEGER;
      case DOUBLE -> ColumnType.DOUBLE;
      default -> null;
    };
  }
}
