package io.mlconnector.console.chain;

import io.mlconnector.console.chain.Verdict.Problem;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Follows the chain from the oldest kept block to the newest and compares every kept entry with its
 * block. Reads all of the ledger once, in the order of its index, a thousand rows at a time; one
 * day is one snapshot, so entries may be made meanwhile.
 */
@Singleton
public class Verifier {

  private final Transactions transactions;
  private final KeyedHash key;

  public Verifier(Transactions transactions, KeyedHash key) {
    this.transactions = transactions;
    this.key = key;
  }

  /** Is told how far a verification is, before each day and behind each block. */
  @FunctionalInterface
  public interface Progress {
    void at(int daysDone, int days, long entries);
  }

  private record Chained(long blocks, Anchor anchor, String head, Instant began) {}

  /**
   * Verifies the ledger.
   *
   * @param known a former head, {@code number:hash}, that has to be in the chain still; null for
   *     none. One that is older than what is kept cannot be looked for and is passed over
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where it could not be read to its end
   */
  public Verdict verify(String known, Progress progress) {
    long blocks = 0;
    long entries = 0;
    long erased = 0;
    long unchained = 0;
    LocalDate oldest = null;
    String head = null;
    try {
      Chained chained = transactions.inTransaction(sql -> follow(snapshot(sql), known));
      blocks = chained.blocks();
      head = chained.head();
      List<LocalDate> days =
          transactions.inTransaction(sql -> Days.from(sql, chained.anchor().before()));
      oldest = days.isEmpty() ? null : days.get(0);
      for (int i = 0; i < days.size(); i++) {
        progress.at(i, days.size(), entries);
        LocalDate each = days.get(i);
        int done = i;
        long before = entries;
        Day day =
            transactions.inTransaction(
                sql -> {
                  Day compared =
                      new Day(
                          snapshot(sql),
                          each,
                          chained.began(),
                          more -> progress.at(done, days.size(), before + more));
                  if (!each.isBefore(Anchor.newest(sql).before())) {
                    compared.compare();
                  }
                  return compared;
                });
        entries += day.entries;
        erased += day.erased;
        unchained += day.unchained;
      }
      progress.at(days.size(), days.size(), entries);
      return new Verdict(null, blocks, entries, erased, unchained, oldest, head);
    } catch (Unfit e) {
      return new Verdict(e.problem(), blocks, entries, erased, unchained, oldest, head);
    }
  }

  /** All that is read in it is of one moment. */
  private static Connection snapshot(Connection sql) throws SQLException {
    Query.update(sql, "set transaction isolation level repeatable read, read only");
    return sql;
  }

  private Chained follow(Connection sql, String known) throws SQLException {
    Chain.Head end = Chain.head(sql, "");
    Instant began =
        Query.list(sql, row -> row.getTimestamp(1).toInstant(), "select began from audit_chain")
            .get(0);
    Anchor anchor = Anchor.newest(sql);
    if (!anchor.ours(key)) {
      throw new Unfit(
          new Problem(anchor.before(), null, null, anchor.seq(), "its anchor is not one of ours"));
    }
    long seq = anchor.seq();
    String hash = anchor.hash();
    long blocks = 0;
    try (Stream<Block> chain = new Stream<>(sql, Stored::block, Stored.chain(anchor.seq()))) {
      for (Block block = chain.take(); block != null; block = chain.take()) {
        if (block.seq() != seq + 1) {
          throw Unfit.block(block, "the block before it is missing");
        }
        if (!block.follows(hash, key)) {
          throw Unfit.block(block, "it does not follow the block before it");
        }
        seq = block.seq();
        hash = block.hash();
        blocks++;
        if (known != null && known.startsWith(seq + ":") && !known.equals(seq + ":" + hash)) {
          throw Unfit.block(block, "it is another than the one that was known as " + known);
        }
      }
    }
    String head = seq + ":" + hash;
    if (seq != end.seq() || !hash.equals(end.hash())) {
      throw new Unfit(
          new Problem(null, null, null, seq, "the chain ends there and went on to " + end.seq()));
    }
    if (known != null && number(known) > seq) {
      throw new Unfit(
          new Problem(null, null, null, seq, "the chain ends there; known was " + known));
    }
    return new Chained(blocks, anchor, head, began);
  }

  private static long number(String head) {
    return Long.parseLong(head.substring(0, head.indexOf(':')));
  }
}
