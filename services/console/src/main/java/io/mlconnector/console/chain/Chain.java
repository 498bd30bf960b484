package io.mlconnector.console.chain;

import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The chain of blocks over all entries of the ledger, whichever replica enters them. The hash is
 * keyed, so who can write to the database and has no key cannot make another chain.
 */
@Singleton
public class Chain {

  private static final String INSERT =
      """
      insert into audit_block (seq, id, day, events, items, digest, hash)
      select * from unnest(?::bigint[], ?::bigint[], ?::date[], ?::int[], ?::int[], ?::text[],
        ?::text[])
      """;

  private final KeyedHash key;

  public Chain(KeyedHash key) {
    this.key = key;
  }

  /** Where the chain has come to. */
  record Head(long seq, String hash) {}

  /** Ids for as many blocks, whose entries may be inserted before their place is known. */
  public List<Long> ids(Connection sql, int blocks) throws SQLException {
    return Query.list(
        sql,
        row -> row.getLong(1),
        "select nextval('audit_block_id') from generate_series(1, ?) order by 1",
        blocks);
  }

  /**
   * Puts a batch's blocks at the end of the chain; its end is held until the transaction ends, so
   * this comes last in it.
   */
  public void append(Connection sql, Batch batch) throws SQLException {
    Head head = head(sql, " for update");
    List<Block> placed = new ArrayList<>();
    for (Block block : batch.blocks()) {
      Block next = block.behind(head.seq(), head.hash(), key);
      placed.add(next);
      head = new Head(next.seq(), next.hash());
    }
    Query.update(
        sql,
        INSERT,
        placed.stream().map(Block::seq).toList(),
        placed.stream().map(Block::id).toList(),
        Query.texts(placed, Block::day),
        placed.stream().map(Block::events).toList(),
        placed.stream().map(Block::items).toList(),
        Query.texts(placed, Block::digest),
        Query.texts(placed, Block::hash));
    Query.update(sql, "update audit_chain set seq = ?, hash = ?", head.seq(), head.hash());
  }

  /**
   * Forgets the blocks before the first one that has entries of a day that is kept, and leaves an
   * anchor for what is behind them.
   *
   * @param oldest the first day that is kept
   */
  public void drop(Connection sql, LocalDate oldest) throws SQLException {
    List<Head> last =
        Query.list(
            sql,
            row -> new Head(row.getLong(1), row.getString(2)),
            """
            select seq, hash from audit_block
            where seq < coalesce((select min(seq) from audit_block where day >= ?::date),
                                 (select seq + 1 from audit_chain))
            order by seq desc limit 1
            """,
            oldest.toString());
    Anchor former = Anchor.newest(sql);
    Head end = last.isEmpty() ? new Head(former.seq(), former.hash()) : last.get(0);
    Query.update(
        sql,
        """
        insert into audit_anchor (seq, hash, before, mac) values (?, ?, ?::date, ?)
        on conflict (before) do update
          set seq = excluded.seq, hash = excluded.hash, mac = excluded.mac
        """,
        end.seq(),
        end.hash(),
        oldest.toString(),
        Anchor.mac(end.seq(), end.hash(), oldest, key));
    Query.update(sql, "delete from audit_block where seq <= ?", end.seq());
  }

  static Head head(Connection sql, String how) throws SQLException {
    return Query.list(
            sql,
            row -> new Head(row.getLong(1), row.getString(2)),
            "select seq, hash from audit_chain" + how)
        .get(0);
  }
}
