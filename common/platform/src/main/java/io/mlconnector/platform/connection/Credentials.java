package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.util.Set;

/**
 * The secrets of one connection, by their field below {@code auth:}, or {@code tls.key} and the
 * like, with whatever else its document refers to. Each is looked up when it is asked for: a
 * reference to a file gives what the file holds at that moment.
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

  /** Where a field stands in the document, such as {@code auth.clientSecret}. */
  static String path(String field) {
    return SecretField.path(field);
  }
}
