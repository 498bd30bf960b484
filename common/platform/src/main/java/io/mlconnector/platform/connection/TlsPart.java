package io.mlconnector.platform.connection;

import io.mlconnector.platform.connection.ConnectionDocument.Tls;
import io.mlconnector.platform.tls.TlsMaterial;
import io.mlconnector.spi.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what is below {@code tls:}, and whether it fits together. Where it is as it was stored,
 * certificates that have ended since are no reason to refuse a change of something else.
 */
final class TlsPart {

  static final List<String> FIELDS =
      List.of("ca", "publicToo", "certificate", "key", "keyPassword", "serverName");

  private static final String KEY = "key";
  private static final String PASSWORD = "keyPassword";
  private static final Pattern HOST =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*");

  private final References references;
  private final StoredConnection before;
  private final Function<StoredConnection, Credentials> credentials;
  private final Set<String> toBeTyped;

  final Map<String, Secret> secrets = new HashMap<>();
  final Set<String> kept = new HashSet<>();
  Tls tls;

  /**
   * @param before null for nothing
   * @param toBeTyped secrets that are not what they will be, so that they cannot fit
   */
  TlsPart(
      References references,
      StoredConnection before,
      Function<StoredConnection, Credentials> credentials,
      Set<String> toBeTyped) {
    this.toBeTyped = toBeTyped;
    this.references = references;
    this.before = before;
    this.credentials = credentials;
  }

  void read(Fields fields, Instant now) {
    fields.rejectUnknown(FIELDS, "field");
    if (FIELDS.stream().noneMatch(fields::has)) {
      return;
    }
    SecretField ca = SecretField.of(fields, "ca", references);
    SecretField certificate = SecretField.of(fields, "certificate", references);
    SecretField key = SecretField.of(fields, KEY, references);
    SecretField password = SecretField.of(fields, PASSWORD, references);
    Boolean publicToo = fields.parse("publicToo", SpecValues::flag);
    if (Boolean.TRUE.equals(publicToo) && !fields.has("ca")) {
      fields.problem("publicToo", "says something only beside ca: leave it out, or give ca");
    }
    tls =
        new Tls(
            open(ca),
            publicToo,
            open(certificate),
            reference(key),
            reference(password),
            fields.parse("serverName", TlsPart::host));
    try {
      Secret secret = secret(KEY, key, !certificate.absent());
      Secret opens = secret(PASSWORD, password, secret != null && TlsMaterial.encrypted(secret));
      complete(fields, certificate, key, secret, password);
      boolean typedLater = toBeTyped.contains(SecretField.TLS + KEY);
      TlsMaterial.read(
          new TlsMaterial.Texts(
              value(ca), value(certificate), typedLater ? null : secret, typedLater ? null : opens),
          Boolean.TRUE.equals(publicToo),
          unchanged() ? null : now,
          fields::problem);
    } catch (CredentialUnavailable e) {
      fields.problem(KEY, e.getMessage());
    }
  }

  private static void complete(
      Fields fields,
      SecretField certificate,
      SecretField key,
      Secret secret,
      SecretField password) {
    if (certificate.absent() && !key.absent()) {
      fields.problem(
          "certificate",
          "is missing: the key is there, and not the certificate that it belongs to");
    }
    if (!certificate.absent() && key.absent() && secret == null) {
      fields.problem(
          KEY, "is missing: the private key of tls.certificate; give it here, or as ${file:…}");
    }
    if (!password.absent() && key.absent() && secret == null) {
      fields.problem(PASSWORD, "is given without a key: leave it out");
    }
  }

  private boolean unchanged() {
    return before != null && secrets.isEmpty() && Objects.equals(tls, before.document().tls());
  }

  /**
   * A secret that is given or referred to, or else stored.
   *
   * @param wanted whether a stored one is kept
   */
  private Secret secret(String name, SecretField field, boolean wanted) {
    String path = SecretField.TLS + name;
    if (field.given() != null) {
      secrets.put(path, field.given());
      return field.given();
    }
    if (field.absent() && wanted && before != null && before.secrets().contains(path)) {
      kept.add(path);
      return credentials.apply(before).secret(path);
    }
    return resolved(field);
  }

  private Secret resolved(SecretField field) {
    try {
      return field.reference() == null ? null : field.reference().resolve(references.environment());
    } catch (CredentialUnavailable e) {
      // Noted when the field was read.
      return null;
    }
  }

  private String value(SecretField field) {
    Secret value = field.given() == null ? resolved(field) : field.given();
    return value == null ? null : value.reveal();
  }

  /** What stands in the document: the text itself, for it is no secret, or the reference. */
  private static String open(SecretField field) {
    return field.given() == null ? reference(field) : field.given().reveal();
  }

  private static String reference(SecretField field) {
    return field.reference() == null ? null : field.reference().toString();
  }

  private static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no host name such as erp.example.com, without https:// and port"
              .formatted(text));
    }
    return text;
  }
}
