package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.util.Map;
import java.util.Set;

/**
 * A document that passed validation, before it is stored.
 *
 * @param document references to secrets included, secrets not
 * @param secrets given in clear, by their field as {@link SecretField} names it; to be sealed
 * @param kept fields whose stored secret stays as it is
 */
public record Draft(ConnectionDocument document, Map<String, Secret> secrets, Set<String> kept) {

  public Draft {
    secrets = Map.copyOf(secrets);
    kept = Set.copyOf(kept);
  }
}
