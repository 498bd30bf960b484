package io.mlconnector.console.chain;

import io.mlconnector.flow.audit.KeyedHash;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/**
 * The entries of one batch that are of one day, as a link of the chain.
 *
 * @param seq its place in the chain, from 1 without gaps
 * @param id what its entries name it by; given before its place is known
 * @param digest over the digests of its entries, in their order
 * @param hash over this and the hash of the block before, keyed
 */
record Block(long seq, long id, LocalDate day, int events, int items, String digest, String hash) {

  /** The digest of a block with entries of these digests. */
  static String digest(List<byte[]> entries) {
    Digest all = new Digest().add((Object) entries.size());
    entries.forEach(all::add);
    return HexFormat.of().formatHex(all.bytes());
  }

  /** The block with its place behind another. */
  Block behind(long before, String hashBefore, KeyedHash key) {
    long next = before + 1;
    return new Block(next, id, day, events, items, digest, hash(next, hashBefore, key));
  }

  /** Whether it is what was put behind the block of that hash. */
  boolean follows(String hashBefore, KeyedHash key) {
    return hash.equals(hash(seq, hashBefore, key));
  }

  private String hash(long at, String before, KeyedHash key) {
    return key.of(
        "ledger block|%d|%d|%s|%d|%d|%s|%s".formatted(at, id, day, events, items, digest, before));
  }
}
