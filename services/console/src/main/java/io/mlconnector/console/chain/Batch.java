package io.mlconnector.console.chain;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Events that are entered together, as entries, lines and blocks: one block for each of their days.
 */
public final class Batch {

  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<Entry> entries = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  private Batch() {}

  /** How many blocks these events need. */
  public static int blocks(List<AuditEvent> events) {
    return (int) events.stream().map(Batch::day).distinct().count();
  }

  /**
   * A batch.
   *
   * @param events of times that the database keeps as they are
   * @param ids one for each block
   */
  public static Batch of(List<AuditEvent> events, List<Long> ids) {
    TreeMap<LocalDate, List<AuditEvent>> days = new TreeMap<>();
    events.forEach(event -> days.computeIfAbsent(day(event), any -> new ArrayList<>()).add(event));
    Batch batch = new Batch();
    int next = 0;
    for (var day : days.entrySet()) {
      batch.add(day.getKey(), day.getValue(), ids.get(next++));
    }
    return batch;
  }

  public List<Entry> entries() {
    return entries;
  }

  public List<Line> lines() {
    return lines;
  }

  List<Block> blocks() {
    return blocks;
  }

  private void add(LocalDate day, List<AuditEvent> events, long id) {
    List<byte[]> digests = new ArrayList<>();
    int first = lines.size();
    for (AuditEvent event : events) {
      List<byte[]> ofLines = new ArrayList<>();
      for (AuditItem item : event.items()) {
        Line line = line(event, item, id, lines.size() - first);
        lines.add(line);
        ofLines.add(line.digest());
      }
      Entry entry = entry(event, id, digests.size());
      byte[] digest = entry.digest(ofLines);
      entries.add(entry.with(digest));
      digests.add(digest);
    }
    blocks.add(
        new Block(0, id, day, events.size(), lines.size() - first, Block.digest(digests), null));
  }

  private static Entry entry(AuditEvent event, long block, int pos) {
    return new Entry(
        event.id(),
        event.at(),
        event.service(),
        event.connection(),
        event.scope(),
        event.step().name(),
        event.count(),
        event.message(),
        event.millis(),
        block,
        pos,
        null);
  }

  private static Line line(AuditEvent event, AuditItem item, long block, int pos) {
    byte[] salt = null;
    byte[] sealed = null;
    if (Line.hasValues(item.reason(), item.changes())) {
      salt = new byte[SALT];
      RANDOM.nextBytes(salt);
      sealed = Line.seal(salt, item.reason(), item.changes());
    }
    return new Line(
        event.id(),
        event.at(),
        event.service(),
        event.connection(),
        event.scope(),
        event.step().name(),
        item.journey(),
        item.record(),
        item.ref(),
        item.targetKey(),
        item.delivery(),
        item.sequence(),
        item.route(),
        item.routeVersion(),
        item.reason(),
        item.changes(),
        event.millis(),
        block,
        pos,
        salt,
        sealed,
        null);
  }

  private static LocalDate day(AuditEvent event) {
    return event.at().atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
