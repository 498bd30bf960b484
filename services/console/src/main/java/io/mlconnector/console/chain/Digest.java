package io.mlconnector.console.chain;

import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** SHA-256 over values, each with its length before it, so that no two lists read the same. */
final class Digest {

  private static final byte[] NONE = {'-'};

  private final MessageDigest sha;

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Digest add(byte[] bytes) {
    if (bytes == null) {
      sha.update(NONE);
    } else {
      sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha.update(bytes);
    }
    return this;
  }

  Digest add(Object value) {
    return add(value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The database keeps times to the microsecond. */
  Digest add(Instant at) {
    return add((Object) ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  /** What was written, independent of how the database orders the members of its JSON. */
  Digest add(List<FieldChange> changes) {
    add((Object) changes.size());
    for (FieldChange each : changes) {
      add((Object) each.path()).add((Object) each.before()).add((Object) each.after());
      add((Object) each.hashed()).add((Object) each.sourceFields().size());
      each.sourceFields().forEach(field -> add((Object) field));
    }
    return this;
  }

  byte[] bytes() {
    return sha.digest();
  }
}
