package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The secrets of a stored connection: sealed ones are opened, references resolved, at each use. */
public final class StoredCredentials implements Credentials {

  private final String connection;
  private final Map<String, byte[]> sealed;
  private final Map<String, SecretReference> references = new TreeMap<>();
  private final Vault vault;
  private final UnaryOperator<String> environment;

  StoredCredentials(
      ConnectionDocument document,
      Map<String, byte[]> sealed,
      Vault vault,
      UnaryOperator<String> environment) {
    this.connection = document.id();
    this.sealed = Map.copyOf(sealed);
    this.vault = vault;
    this.environment = environment;
    SecretField.texts(document)
        .forEach(
            (field, text) ->
                SecretReference.in(text).ifPresent(found -> references.put(field, found)));
  }

  @Override
  public Set<String> fields() {
    Set<String> fields = new TreeSet<>(sealed.keySet());
    fields.addAll(references.keySet());
    return fields;
  }

  @Override
  public Secret secret(String field) {
    SecretReference reference = references.get(field);
    if (reference != null) {
      try {
        return reference.resolve(environment);
      } catch (CredentialUnavailable e) {
        throw new CredentialUnavailable(SecretField.path(field) + ": " + e.getMessage());
      }
    }
    byte[] stored = sealed.get(field);
    if (stored == null) {
      throw new CredentialUnavailable(
          "%s: connection %s has no such secret; give it in its document"
              .formatted(SecretField.path(field), connection));
    }
    return vault.open(stored, connection, field);
  }

  /**
   * Looks every secret up once.
   *
   * @throws CredentialUnavailable for the first one that cannot be had
   */
  public void check() {
    fields().forEach(this::secret);
  }

  /** Changes when a referenced secret does; shows nothing of it. */
  public String fingerprint() {
    MessageDigest digest = sha256();
    references.forEach(
        (field, reference) -> {
          digest.update(field.getBytes(StandardCharsets.UTF_8));
          digest.update(content(reference).getBytes(StandardCharsets.UTF_8));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private String content(SecretReference reference) {
    try {
      return "=" + reference.resolve(environment).reveal();
    } catch (CredentialUnavailable e) {
      return "!" + e.getMessage();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
