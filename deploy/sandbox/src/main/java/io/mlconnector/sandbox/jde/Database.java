package io.mlconnector.sandbox.jde;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The tables and the next address number. Its own lock guards it: whoever does more than one thing
 * holds it meanwhile.
 */
final class Database {

  private static final long FIRST_NUMBER = 100_001;

  private final Clock clock;
  private final Supplier<JdeSettings> settings;
  private final Consumer<Change> changed;
  private final Random random;
  private final Map<String, TreeMap<RowKey, Row>> tables = new LinkedHashMap<>();
  private long nextNumber;
  private long changes;

  Database(Clock clock, long seed, Supplier<JdeSettings> settings, Consumer<Change> changed) {
    this.clock = clock;
    this.settings = settings;
    this.changed = changed;
    this.random = new Random(seed);
    clear();
  }

  /** Forgets all rows; numbers begin again. */
  synchronized void clear() {
    Tables.ALL.keySet().forEach(name -> tables.put(name, new TreeMap<>()));
    nextNumber = FIRST_NUMBER;
    changes++;
  }

  /** The next address number, as next numbers give it: each only once. */
  synchronized long nextNumber() {
    changes++;
    return nextNumber++;
  }

  synchronized long lastNumber() {
    return nextNumber - 1;
  }

  /** Sees to it that numbers begin behind this one. */
  synchronized void numbersUpTo(long number) {
    nextNumber = Math.max(nextNumber, number + 1);
  }

  synchronized Collection<Row> rows(TableType type) {
    return tables.get(type.name()).values();
  }

  /** The rows of one address number, in the order of their keys. */
  synchronized Collection<Row> rows(TableType type, long address) {
    return tables.get(type.name()).subMap(RowKey.of(address), RowKey.of(address + 1)).values();
  }

  /** The row of that key, or null. */
  synchronized Row row(TableType type, Object... key) {
    return tables.get(type.name()).get(RowKey.of(key));
  }

  /** Adds a row; throws {@link IllegalArgumentException} when its key is there. */
  synchronized Row insert(TableType type, Writer writer, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.values().removeIf(value -> value == null);
    stamp(all, writer, true);
    Row row = new Row(type, all, random.nextInt());
    RowKey key = key(row);
    if (tables.get(type.name()).putIfAbsent(key, row) != null) {
      throw new IllegalArgumentException(type.name() + ": a row " + key.parts() + " exists");
    }
    numbersUpTo(row.number(TableType.ADDRESS));
    tell(row, writer);
    return row;
  }

  /** Sets values of a row, null to clear one; its key stays. */
  synchronized void update(Row row, Writer writer, Map<String, Object> values) {
    for (String alias : row.type().keys()) {
      if (values.containsKey(alias)) {
        throw new IllegalArgumentException(alias + ": part of the key, which cannot change");
      }
    }
    values.forEach(
        (alias, value) -> {
          if (value == null) {
            row.values().remove(alias);
          } else {
            row.values().put(alias, value);
          }
        });
    stamp(row.values(), writer, false);
    tell(row, writer);
  }

  synchronized void delete(Row row, Writer writer) {
    tables.get(row.type().name()).remove(key(row));
    tell(row, writer);
  }

  /** Puts a row as it was saved, stamp and place included. */
  synchronized void restore(Row row) {
    tables.get(row.type().name()).put(key(row), row);
    numbersUpTo(row.number(TableType.ADDRESS));
  }

  synchronized long changes() {
    return changes;
  }

  private void tell(Row row, Writer writer) {
    changes++;
    changed.accept(new Change(row.type().name(), row.number(TableType.ADDRESS), writer));
  }

  private void stamp(Map<String, Object> values, Writer writer, boolean fresh) {
    if (!writer.stamped() && !fresh) {
      return;
    }
    ZonedDateTime now = clock.instant().atZone(settings.get().zoneOfStamps());
    values.putIfAbsent("USER", writer.user());
    values.putIfAbsent("PID", writer.program());
    values.putIfAbsent("JOBN", writer.workstation());
    if (!fresh) {
      values.put("USER", writer.user());
      values.put("PID", writer.program());
      values.put("JOBN", writer.workstation());
      values.put(TableType.DATE, now.toLocalDate());
      values.put(TableType.TIME, time(now));
    } else if (!values.containsKey(TableType.DATE)) {
      values.put(TableType.DATE, now.toLocalDate());
      values.put(TableType.TIME, time(now));
    }
  }

  private static long time(ZonedDateTime at) {
    return at.getHour() * 10_000L + at.getMinute() * 100L + at.getSecond();
  }

  private static RowKey key(Row row) {
    List<Object> parts = new ArrayList<>();
    for (String alias : row.type().keys()) {
      Object value = row.value(alias);
      parts.add(value == null ? nothing(row.type().columns().get(alias)) : value);
    }
    return new RowKey(parts);
  }

  private static Object nothing(Column column) {
    return switch (column.kind()) {
      case NUMBER, AMOUNT -> 0L;
      case DATE -> LocalDate.MIN;
      default -> "";
    };
  }
}
