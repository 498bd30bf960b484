package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;

/**
 * What a route makes of a record.
 *
 * @param guarded how it is delivered to a record that people edit too; null for the plain way
 */
public record Decision(CompiledRoute route, Snapshot snapshot, Mapped mapped, Guarded guarded) {

  public Decision(CompiledRoute route, Snapshot snapshot, Mapped mapped) {
    this(route, snapshot, mapped, null);
  }

  /**
   * A delivery of a two-way route.
   *
   * @param delivery its id
   * @param look whether nothing is written
   * @param key the target record's key, where it is known here
   */
  public record Guarded(String delivery, boolean look, String key) {}

  public Ref ref() {
    return route.ref(snapshot.key());
  }

  public Decision as(Mapped other) {
    return new Decision(route, snapshot, other, guarded);
  }
}
