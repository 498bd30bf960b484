package io.mlconnector.console.chain;

import java.time.Instant;
import java.util.List;

/**
 * One audit event, as the ledger keeps it.
 *
 * @param block null for what was entered before there was a chain
 * @param pos its place in its block
 * @param digest as it was stored; null where it is not known yet
 */
public record Entry(
    String id,
    Instant at,
    String service,
    String connection,
    String scope,
    String step,
    long count,
    String message,
    Long millis,
    Long block,
    int pos,
    byte[] digest) {

  /** The digest of the entry with its lines. */
  byte[] digest(List<byte[]> lines) {
    Digest all =
        new Digest()
            .add((Object) id)
            .add(at)
            .add((Object) service)
            .add((Object) connection)
            .add((Object) scope)
            .add((Object) step)
            .add((Object) count)
            .add((Object) message)
            .add((Object) millis)
            .add((Object) lines.size());
    lines.forEach(all::add);
    return all.bytes();
  }

  Entry with(byte[] other) {
    return new Entry(
        id, at, service, connection, scope, step, count, message, millis, block, pos, other);
  }
}
