package io.mlconnector.platform.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Hashes of record contents: SHA-256 over the contract's JSON form. */
final class ContentHash {

  private ContentHash() {}

  /** The hash of a record without the fields that make no difference. */
  static byte[] of(ObjectNode record, Set<String> unhashed) {
    if (unhashed.isEmpty()) {
      return sha256(CanonicalJson.bytes(record));
    }
    ObjectNode copy = record.deepCopy();
    unhashed.forEach(path -> remove(copy, path));
    return sha256(CanonicalJson.bytes(copy));
  }

  /**
   * The id of the event that announces this content after that one: a repeat of the same change has
   * the same id, a return to an older value has another.
   */
  static String eventId(RecordKey record, byte[] hash, byte[] previous) {
    HexFormat hex = HexFormat.of();
    String change =
        record
            + "\n"
            + hex.formatHex(hash)
            + "\n"
            + (previous == null ? "" : hex.formatHex(previous));
    return hex.formatHex(sha256(change.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  private static void remove(ObjectNode node, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      node.remove(path);
      return;
    }
    String rest = path.substring(dot + 1);
    JsonNode below = node.path(path.substring(0, dot));
    if (below instanceof ObjectNode object) {
      remove(object, rest);
    } else if (below.isArray()) {
      below.forEach(
          each -> {
            if (each instanceof ObjectNode object) {
              remove(object, rest);
            }
          });
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
