package io.mlconnector.mapping.record;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A record that is gone at its source, while what was made of it in targets is still there, for a
 * person to decide.
 *
 * @param name as it was called last; null where it had none
 * @param why what the source said; {@code inactive} where it still has the record
 * @param since when its last change was first seen
 * @param targets what was made of it
 * @param said what its source last said of it, field by field, without lists and what is nested;
 *     each 200 characters at most
 * @param version which going it is, to tick it off
 * @param ticked null while nobody ticked it off
 */
public record Gone(
    String connection,
    String entity,
    String key,
    String name,
    String why,
    Instant since,
    List<Target> targets,
    Map<String, String> said,
    String version,
    Tick ticked) {

  static final String INACTIVE = "inactive";

  /** A record of a target. */
  public record Target(String connection, String object, String key) {

    static Target of(Ref ref, String key) {
      return new Target(ref.connection(), ref.object(), key);
    }
  }

  Gone with(List<Target> made) {
    return new Gone(connection, entity, key, name, why, since, made, said, version, ticked);
  }

  /** As it is written where a page ended. */
  String record() {
    return new RecordKey(connection, entity, key).toString();
  }
}
