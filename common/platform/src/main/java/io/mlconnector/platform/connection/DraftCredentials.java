package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The secrets of a document that is not stored yet: those it gives, and stored ones it keeps. */
final class DraftCredentials implements Credentials {

  private final Map<String, Secret> given;
  private final Credentials stored;

  /**
   * @param stored opens what is kept, and resolves the references of the new document
   */
  DraftCredentials(Map<String, Secret> given, Credentials stored) {
    this.given = given;
    this.stored = stored;
  }

  @Override
  public Set<String> fields() {
    Set<String> fields = new TreeSet<>(stored.fields());
    fields.addAll(given.keySet());
    return fields;
  }

  @Override
  public Secret secret(String field) {
    Secret here = given.get(field);
    return here == null ? stored.secret(field) : here;
  }
}
