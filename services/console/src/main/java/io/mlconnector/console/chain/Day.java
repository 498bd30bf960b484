package io.mlconnector.console.chain;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;

/** Compares the rows of one day with the day's blocks, side by side in one pass over each. */
final class Day {

  private final Connection sql;
  private final LocalDate day;
  private final Instant began;
  private final LongConsumer progress;
  private final Set<String> proven = new HashSet<>();
  long entries;
  long erased;
  long unchained;

  /**
   * @param began before when there was no chain
   * @param progress is told the entries so far, now and then
   */
  Day(Connection sql, LocalDate day, Instant began, LongConsumer progress) {
    this.progress = progress;
    this.sql = sql;
    this.day = day;
    this.began = began;
  }

  /**
   * @throws Unfit at the first that does not fit
   */
  void compare() throws SQLException {
    try (Stream<Block> blocks = new Stream<>(sql, Stored::block, Stored.blocks(day));
        Stream<Entry> all = new Stream<>(sql, Stored::entry, Stored.entries(day));
        Stream<Line> lines = new Stream<>(sql, Stored::line, Stored.lines(day))) {
      before(all, lines);
      for (Block block = blocks.take(); block != null; block = blocks.take()) {
        compare(block, all, lines);
      }
      stray(null, all.peek(), lines.peek());
    }
  }

  /** What was entered before there was a chain. */
  private void before(Stream<Entry> all, Stream<Line> lines) throws SQLException {
    for (Entry entry = all.peek(); entry != null && entry.block() == null; entry = all.peek()) {
      if (!entry.at().isBefore(began)) {
        throw Unfit.entry(entry, null, "it was entered past the chain");
      }
      unchained++;
      all.take();
    }
    for (Line line = lines.peek(); line != null && line.block() == null; line = lines.peek()) {
      if (!line.at().isBefore(began)) {
        throw Unfit.line(line, null, "one of its records was entered past the chain");
      }
      lines.take();
    }
  }

  private void compare(Block block, Stream<Entry> all, Stream<Line> lines) throws SQLException {
    stray(block.id(), all.peek(), lines.peek());
    List<byte[]> digests = new ArrayList<>();
    Stretch stretch = new Stretch(block, lines);
    for (Entry entry = all.peek(); is(block, entry); entry = all.peek()) {
      if (entry.pos() != digests.size()) {
        throw Unfit.entry(
            entry,
            block,
            entry.pos() < digests.size()
                ? "it stands at the place of another entry"
                : "the entry before it is missing, number %d of its block"
                    .formatted(digests.size() + 1));
      }
      byte[] digest = entry.digest(stretch.of(entry));
      if (!Arrays.equals(digest, entry.digest())) {
        throw Unfit.entry(entry, block, "it is not what was entered");
      }
      digests.add(digest);
      entries++;
      all.take();
    }
    progress.accept(entries);
    if (digests.size() != block.events()) {
      throw Unfit.block(
          block, "it was made of %d entries and has %d".formatted(block.events(), digests.size()));
    }
    if (is(block, lines.peek())) {
      throw Unfit.line(lines.peek(), block, "it has a record that it did not have");
    }
    if (!Block.digest(digests).equals(block.digest())) {
      throw Unfit.block(block, "its entries are not those that it was made of");
    }
  }

  /** Rows of a block that there is not, in front of the next one that there is. */
  private static void stray(Long next, Entry entry, Line line) {
    if (entry != null && (next == null || entry.block() < next)) {
      throw Unfit.entry(entry, null, "its block %d is not in the chain".formatted(entry.block()));
    }
    if (line != null && (next == null || line.block() < next)) {
      throw Unfit.line(
          line,
          null,
          "one of its records names block %d, which is not in the chain".formatted(line.block()));
    }
  }

  private static boolean is(Block block, Entry entry) {
    return entry != null && Objects.equals(entry.block(), block.id());
  }

  private static boolean is(Block block, Line line) {
    return line != null && Objects.equals(line.block(), block.id());
  }

  /** The lines of one block, in order. */
  private final class Stretch {

    private final Block block;
    private final Stream<Line> lines;
    private int at;

    Stretch(Block block, Stream<Line> lines) {
      this.block = block;
      this.lines = lines;
    }

    List<byte[]> of(Entry entry) throws SQLException {
      List<byte[]> digests = new ArrayList<>();
      for (Line line = lines.peek();
          is(block, line) && line.event().equals(entry.id());
          line = lines.peek()) {
        if (line.pos() != at) {
          throw Unfit.line(line, block, "a record of it is missing, or stands at another place");
        }
        values(line);
        digests.add(line.digest());
        at++;
        lines.take();
      }
      return digests;
    }

    private void values(Line line) throws SQLException {
      if (line.erasedBy() != null) {
        proof(line);
        erased++;
        return;
      }
      boolean has = Line.hasValues(line.reason(), line.changes());
      byte[] now = has ? Line.seal(line.salt(), line.reason(), line.changes()) : null;
      if (!Arrays.equals(now, line.sealed())) {
        throw Unfit.line(line, block, "values of a record are not what was entered");
      }
    }

    private void proof(Line line) throws SQLException {
      if (Line.hasValues(line.reason(), line.changes()) || line.salt() != null) {
        throw Unfit.line(line, block, "it has values that are said to be erased");
      }
      if (proven.add(line.erasedBy() + " " + line.record())
          && Query.number(
                  sql,
                  "select count(*) from audit_item where record = ? and event = ? and service ="
                      + " 'console' and block is not null and at >= ?",
                  line.record(),
                  line.erasedBy(),
                  line.at().atOffset(ZoneOffset.UTC))
              == 0) {
        throw Unfit.line(line, block, "its values are gone, and no entry says who erased them");
      }
    }
  }
}
