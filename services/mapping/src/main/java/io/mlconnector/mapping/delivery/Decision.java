package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;

/** What a route makes of a record. */
public record Decision(CompiledRoute route, Snapshot snapshot, Mapped mapped) {

  public Ref ref() {
    return route.ref(snapshot.key());
  }

  Decision as(Mapped other) {
    return new Decision(route, snapshot, other);
  }
}
