package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.util.Set;

/**
 * The secrets of one connection, by their field below {@code auth:}. Each is looked up when it is
 * asked for: a reference to a file gives what the file holds at that moment.
 */
public interface Credentials {

  /** The fields that have a secret. */
  Set<String> fields();

  /**
   * The secret of a field.
   *
   * @throws CredentialUnavailable naming the field and what to do, where there is none or its file
   *     cannot be read
   */
  Secret secret(String field);
}
