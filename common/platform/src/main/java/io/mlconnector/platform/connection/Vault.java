package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;

/**
 * Encrypts what must never be stored in clear. What was sealed for one connection and field opens
 * for these only.
 */
public interface Vault {

  /** Encrypts with the newest key. */
  byte[] seal(Secret secret, String connection, String field);

  /**
   * Decrypts with whichever key it was sealed with.
   *
   * @throws CredentialUnavailable where no key of the keyset opens it, saying what to do
   */
  Secret open(byte[] sealed, String connection, String field);

  /** What everything begins with that the newest key sealed. */
  byte[] newest();

  /** Whether the keys are there; while they are not, the others throw {@link KeysetWaits}. */
  boolean usable();
}
