package io.mlconnector.platform.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A connection as it is stored.
 *
 * @param secrets fields that have a sealed secret, as {@link SecretField} names them
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
    Map<String, String> references = new TreeMap<>();
    SecretField.texts(document)
        .forEach(
            (field, text) -> {
              if (SecretReference.in(text).isPresent()) {
                references.put(field, text);
              }
            });
    return references;
  }

  public String id() {
    return document.id();
  }
}
