package io.mlconnector.platform.connection;

import java.time.Instant;
import java.util.Set;

/**
 * A connection as it is stored.
 *
 * @param secrets fields below {@code auth:} that have a sealed secret
 * @param version raised by every change
 */
public record StoredConnection(
    ConnectionDocument document,
    Source source,
    long version,
    Set<String> secrets,
    Instant created,
    Instant updated) {

  /** Where the document comes from; it can be changed there only. */
  public enum Source {
    API,
    FILE
  }

  public StoredConnection {
    secrets = Set.copyOf(secrets);
  }

  public String id() {
    return document.id();
  }
}
