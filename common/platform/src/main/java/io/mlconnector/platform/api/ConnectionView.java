package io.mlconnector.platform.api;

import io.mlconnector.flow.lease.Owner;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionState;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.delivery.DeliveryProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection as people see it.
 *
 * @param document as it can be sent back; secrets that it leaves out stay stored
 * @param secrets per secret field {@code stored}, or the reference to where the secret is
 * @param enabled false where its document switches it off
 * @param pauses what holds it now, the longest first; absent where it is at work
 * @param owner the replica that works on it; null where there is none right now
 * @param progress how far its deliveries have come; null where none are left
 */
public record ConnectionView(
    String id,
    String system,
    String displayName,
    boolean enabled,
    String source,
    long version,
    Instant created,
    Instant updated,
    ConnectionDocument document,
    Map<String, String> secrets,
    ConnectionState state,
    List<Pause> pauses,
    Owner owner,
    DeliveryProgress progress) {

  static ConnectionView of(
      StoredConnection stored,
      ConnectionState state,
      List<Pause> pauses,
      Owner owner,
      DeliveryProgress progress) {
    ConnectionDocument document = stored.document();
    return new ConnectionView(
        document.id(),
        document.system(),
        document.displayName() == null ? document.id() : document.displayName(),
        document.enabled(),
        stored.source().name().toLowerCase(Locale.ROOT),
        stored.version(),
        stored.created(),
        stored.updated(),
        document,
        secrets(stored),
        state,
        pauses,
        owner,
        progress);
  }

  private static Map<String, String> secrets(StoredConnection stored) {
    Map<String, String> secrets = new TreeMap<>(stored.references());
    stored.secrets().forEach(field -> secrets.put(field, "stored"));
    return secrets;
  }
}
