package io.mlconnector.platform.connection;

import io.mlconnector.platform.connection.ConnectionDocument.Tls;
import io.mlconnector.spi.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a document says of one secret: itself, where it is, nothing, or something wrong, which is
 * noted by then. Secrets below {@code auth:} are named by their field, those below {@code tls:} as
 * {@code tls.key}.
 *
 * @param reference null where it is not one
 * @param given in clear; null where it is not
 * @param absent whether there is nothing, so that a stored one may stay
 */
record SecretField(SecretReference reference, Secret given, boolean absent) {

  static final String TLS = "tls.";
  private static final String AUTH = "auth.";

  static SecretField of(Fields fields, String name, References references) {
    Optional<String> text = fields.text(name);
    if (text.isEmpty() || MissingSecret.is(text.get())) {
      return new SecretField(null, null, text.isPresent() || !fields.has(name));
    }
    Optional<SecretReference> reference = SecretReference.in(text.get());
    if (reference.isPresent()) {
      Optional<String> problem = references.check(reference.get());
      problem.ifPresent(found -> fields.problem(name, found));
      return new SecretField(problem.isPresent() ? null : reference.get(), null, false);
    }
    if (SecretReference.resembled(text.get())) {
      fields.problem(
          name, "is a broken reference: write ${file:/run/secrets/…} or ${env:NAME}, nothing else");
      return new SecretField(null, null, false);
    }
    return new SecretField(null, new Secret(text.get()), false);
  }

  static boolean ofTls(String field) {
    return field.startsWith(TLS);
  }

  /** Its whole path in the document. */
  static String path(String field) {
    return ofTls(field) ? field : AUTH + field;
  }

  /** Its name within its part of the document. */
  static String name(String field) {
    return ofTls(field) ? field.substring(TLS.length()) : field;
  }

  /** All texts of a document that may be references. */
  static Map<String, String> texts(ConnectionDocument document) {
    Map<String, String> texts = new TreeMap<>(document.auth());
    Tls tls = document.tls();
    if (tls != null) {
      put(texts, "ca", tls.ca());
      put(texts, "certificate", tls.certificate());
      put(texts, "key", tls.key());
      put(texts, "keyPassword", tls.keyPassword());
    }
    return texts;
  }

  private static void put(Map<String, String> texts, String name, String text) {
    if (text != null) {
      texts.put(TLS + name, text);
    }
  }

  /** What a document has at a field; null for nothing. */
  static Object in(Map<String, Object> tree, String field) {
    return tree.get(part(field)) instanceof Map<?, ?> part ? part.get(name(field)) : null;
  }

  /** The document with other values for some fields. */
  static Map<String, Object> put(Map<String, Object> tree, Map<String, String> values) {
    Map<String, Object> whole = new LinkedHashMap<>(tree);
    values.forEach(
        (field, value) -> {
          Map<String, Object> part = new LinkedHashMap<>();
          if (whole.get(part(field)) instanceof Map<?, ?> given) {
            given.forEach((name, known) -> part.put(String.valueOf(name), known));
          }
          part.put(name(field), value);
          whole.put(part(field), part);
        });
    return whole;
  }

  private static String part(String field) {
    return ofTls(field) ? "tls" : "auth";
  }
}
