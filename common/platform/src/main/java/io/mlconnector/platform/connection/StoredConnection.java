package io.mlconnector.platform.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Secret fields that refer to a file or variable, with the reference. */
  public Map<String, String> references() {
    return document.auth().entrySet().stream()
        .filter(entry -> SecretReference.in(entry.getValue()).isPresent())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public String id() {
    return document.id();
  }
}
