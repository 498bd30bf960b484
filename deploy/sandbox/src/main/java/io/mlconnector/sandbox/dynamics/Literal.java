package io.mlconnector.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A literal of a filter or a key.
 *
 * @param kind null for null
 * @param value as {@link Row} keeps it
 * @param typeName the qualified enumeration, null for other kinds
 */
record Literal(PropertyKind kind, Object value, String typeName) {

  private static final Pattern ENUM = Pattern.compile("([A-Za-z_][\\w.]*)'(.*)'", Pattern.DOTALL);
  private static final Pattern GUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** The literal that a token writes, or null when it writes none. */
  static Literal of(String token) {
    if (token.startsWith("'")) {
      return new Literal(PropertyKind.TEXT, unquoted(token), null);
    }
    if (token.equals("null")) {
      return new Literal(null, null, null);
    }
    Matcher options = ENUM.matcher(token);
    if (options.matches()) {
      return new Literal(PropertyKind.ENUM, options.group(2), options.group(1));
    }
    if (GUID.matcher(token).matches()) {
      return new Literal(PropertyKind.GUID, token.toLowerCase(java.util.Locale.ROOT), null);
    }
    if (token.matches("-?\\d+")) {
      return new Literal(PropertyKind.INTEGER, new BigDecimal(token), null);
    }
    if (token.matches("-?\\d+\\.\\d+")) {
      return new Literal(PropertyKind.DECIMAL, new BigDecimal(token), null);
    }
    return token.matches("\\d{4}-.*") ? stamp(token) : null;
  }

  private static Literal stamp(String token) {
    try {
      Instant value = OffsetDateTime.parse(token).toInstant();
      return new Literal(PropertyKind.STAMP, value, null);
    } catch (DateTimeParseException e) {
      throw Refusal.badQuery("Unrecognized 'Edm.DateTimeOffset' literal '" + token + "'.");
    }
  }

  private static String unquoted(String token) {
    return token.substring(1, token.length() - 1).replace("''", "'");
  }

  /** Whether it can stand beside the property; numbers of both kinds can stand beside either. */
  boolean fits(Property property) {
    if (kind == null || kind == property.kind()) {
      return true;
    }
    return kind == PropertyKind.INTEGER && property.kind() == PropertyKind.DECIMAL
        || kind == PropertyKind.DECIMAL && property.kind() == PropertyKind.INTEGER;
  }

  String kindName() {
    return kind == null ? "null" : kind == PropertyKind.ENUM ? typeName : kind.wireName();
  }
}
