package io.mlconnector.console.chain;

import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import java.time.Instant;
import java.util.List;

/**
 * One record within an entry, as the ledger keeps it.
 *
 * @param event id of the entry
 * @param pos its place in its block
 * @param salt of its values; null where it has none, and where they were erased
 * @param sealed the digest of its values, which stays when they are erased; null where it has none
 * @param erasedBy id of the entry that proves the erasure; null where nothing was erased
 */
public record Line(
    String event,
    Instant at,
    String service,
    String connection,
    String scope,
    String step,
    String journey,
    String record,
    String ref,
    String targetKey,
    String delivery,
    String sequence,
    String route,
    Integer routeVersion,
    String reason,
    List<FieldChange> changes,
    Long millis,
    Long block,
    int pos,
    byte[] salt,
    byte[] sealed,
    String erasedBy) {

  static boolean hasValues(String reason, List<FieldChange> changes) {
    return reason != null || !changes.isEmpty();
  }

  /** The digest of values, which only who has the salt can try. */
  static byte[] seal(byte[] salt, String reason, List<FieldChange> changes) {
    return new Digest().add(salt).add((Object) reason).add(changes).bytes();
  }

  /** The digest of everything but the values, for which their own digest stands. */
  byte[] digest() {
    return new Digest()
        .add((Object) event)
        .add(at)
        .add((Object) service)
        .add((Object) connection)
        .add((Object) scope)
        .add((Object) step)
        .add((Object) journey)
        .add((Object) record)
        .add((Object) ref)
        .add((Object) targetKey)
        .add((Object) delivery)
        .add((Object) sequence)
        .add((Object) route)
        .add((Object) routeVersion)
        .add((Object) millis)
        .add(sealed)
        .bytes();
  }
}
