package io.mlconnector.platform.lapse;

import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.spi.Secret;
import java.util.Set;

/** For settings that are looked at where no secret is needed. */
enum NoSecrets implements Credentials {
  HERE;

  @Override
  public Set<String> fields() {
    return Set.of();
  }

  @Override
  public Secret secret(String field) {
    throw new CredentialUnavailable("auth." + field + " is not looked up here");
  }
}
