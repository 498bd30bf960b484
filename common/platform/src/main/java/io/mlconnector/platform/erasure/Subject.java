package io.mlconnector.platform.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.erasure.Erasure;
import java.util.List;

/**
 * Whom a room is to forget.
 *
 * @param erasure its id
 * @param records keys in their text form
 * @param mails addresses in lower case
 */
public record Subject(
    String erasure, List<RecordKey> keys, List<String> records, List<String> mails) {

  static Subject of(String id, Erasure erasure) {
    return new Subject(id, erasure.keys(), erasure.records(), erasure.mails());
  }
}
