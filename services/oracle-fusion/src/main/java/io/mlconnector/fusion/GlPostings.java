package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.GlPosting;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Journals of general ledgers. Only batches tell that they changed, so changed batches are walked
 * to their journals and lines.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/api-journal-batches.html">Journal
 *     batches</a>
 */
final class GlPostings implements SourceStream<PostingPart> {

  static final String STREAM = "gl-postings";
  static final String BATCH_KEY = "JeBatchId";
  static final FinanceResource BATCHES = new FinanceResource(STREAM, "journalBatches", BATCH_KEY);

  private static final int BATCHES_AT_ONCE = 20;
  private static final int KEYS = 10;
  private static final int REFUSED = 400;
  private static final String THEN = "~";

  @Override
  public String name() {
    return STREAM;
  }

  @Override
  public List<String> entities() {
    return List.of(GlPosting.ENTITY);
  }

  @Override
  public boolean begins() {
    return true;
  }

  @Override
  public PollSpec poll(Settings settings) {
    return new FinanceSettings(settings).poll(STREAM);
  }

  @Override
  public void selfTest(Connection connection) {
    new FinanceSelfTest(connection, BATCHES)
        .run(List.of(Journals.HEADERS, Journals.HEADERS + "." + Journals.LINES));
    Ledgers.currencies(connection);
  }

  @Override
  public Page<PostingPart> fetch(Connection connection, Cursor cursor) {
    String[] page = cursor.page() == null ? new String[0] : cursor.page().split(THEN, 2);
    Place place = page.length == 0 ? Place.START : Place.parse(page[1]);
    JournalWalk.At within =
        page.length == 0 || page[0].isEmpty() ? null : JournalWalk.At.parse(page[0]);
    String stamp = new FinanceSettings(connection.settings()).stamp(STREAM);
    JournalWalk walk = new JournalWalk(connection);
    while (true) {
      Place.Rows batches = BATCHES.rows(connection, cursor, place, BATCHES_AT_ONCE, null);
      List<JsonNode> done = new ArrayList<>();
      for (JsonNode batch : batches.rows()) {
        String key = batch.path(BATCH_KEY).asText();
        boolean goOn = within != null && within.batch().equals(key);
        within = walk.through(batch, goOn ? within : JournalWalk.At.begin(key));
        if (within == null) {
          done.add(batch);
        }
        boolean last = within == null && done.size() == batches.rows().size() && !batches.more();
        if (within != null || walk.enough() && !last) {
          Place next = place.after(done, batches.before(), stamp, BATCH_KEY);
          return page(connection, walk, (within == null ? "" : within) + THEN + next);
        }
      }
      place = place.after(done, batches.before(), stamp, BATCH_KEY);
      if (!batches.more()) {
        return page(connection, walk, null);
      }
    }
  }

  private static Page<PostingPart> page(Connection connection, JournalWalk walk, String next) {
    List<PostingPart> parts = named(connection, walk.parts);
    return new Page<>(parts, walk.unreadable, walk.removed, next, next == null);
  }

  private static List<PostingPart> named(Connection connection, List<PostingPart> parts) {
    if (parts.isEmpty()) {
      return parts;
    }
    Segments segments = Segments.of(new FinanceSettings(connection.settings()));
    Set<String> accounts =
        parts.stream()
            .flatMap(part -> part.lines().stream())
            .map(line -> new FusionRow(line).text(Postings.ACCOUNT))
            .map(segments::naturalAccount)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> names = new SegmentNames(connection).of(segments.naturalName(), accounts);
    Map<String, String> currencies = Ledgers.currencies(connection);
    return parts.stream().map(part -> part.with(currencies, names)).toList();
  }

  @Override
  public int keysPerCall() {
    return KEYS;
  }

  @Override
  public Page<PostingPart> fetchByKeys(Connection connection, List<String> keys) {
    Journals journals = new Journals(connection);
    Map<String, Optional<JsonNode>> batches = new LinkedHashMap<>();
    List<PostingPart> parts = new ArrayList<>();
    for (String text : keys) {
      PostingPart.Key key = PostingPart.Key.parse(text);
      Optional<JsonNode> batch = batches.computeIfAbsent(key.batch(), journals::batch);
      Optional<JsonNode> journal =
          batch.flatMap(found -> journals.header(key.batch(), key.header()));
      if (journal.isPresent()) {
        List<JsonNode> lines = lines(connection, journals, key);
        if (key.part() == 1 || !lines.isEmpty()) {
          parts.add(
              new PostingPart(
                  batch.get(), journal.get(), key.header(), key.part(), lines, Map.of(), Map.of()));
        }
      }
    }
    return Page.of(named(connection, parts), null);
  }

  private static List<JsonNode> lines(
      Connection connection, Journals journals, PostingPart.Key key) {
    long from = (key.part() - 1L) * PostingPart.SIZE + 1;
    QueryDialect dialect = new FinanceSettings(connection.settings()).dialect(STREAM);
    String q = dialect.between(Journals.NUMBER, from, from + PostingPart.SIZE - 1);
    try {
      return lines(journals, key, q);
    } catch (VendorFailure e) {
      if (e.status() != REFUSED) {
        throw e;
      }
      // Numbers of lines cannot be asked for at this pod: all are read, and some are kept.
      return lines(journals, key, null);
    }
  }

  private static List<JsonNode> lines(Journals journals, PostingPart.Key key, String q) {
    List<JsonNode> lines = new ArrayList<>();
    int offset = 0;
    boolean more = true;
    while (more) {
      var page = journals.lines(key.batch(), key.header(), q, offset);
      page.items().stream()
          .filter(line -> Objects.equals(JournalWalk.part(line), key.part()))
          .forEach(lines::add);
      offset += page.size();
      more = page.more();
    }
    return lines;
  }

  @Override
  public String key(PostingPart part) {
    return part.key().toString();
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, PostingPart part, Instant asOf) {
    return List.of(new Postings(connection).translate(part));
  }

  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt", "lines.updatedAt");
  }
}
