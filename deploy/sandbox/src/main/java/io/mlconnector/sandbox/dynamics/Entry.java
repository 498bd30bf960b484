package io.mlconnector.sandbox.dynamics;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * A row as an entity shows it, together with its party.
 *
 * @param party null where the entity has none
 * @param computed values that belong to neither
 */
record Entry(EntityType type, Row row, Row party, Map<String, Object> computed) {

  private static final int PAIRS = 8;
  private static final int PARTY_PAIR = 4;

  Object value(Property property) {
    Object value =
        switch (property.home()) {
          case ROW -> row.values().get(property.name());
          case PARTY, PARTY_ADDRESS -> party == null ? null : party.values().get(property.field());
          case COMPUTED -> computed.get(property.name());
        };
    return value == null && property.kind() != PropertyKind.ENUM ? property.empty() : value;
  }

  Object[] keys() {
    return type.keyProperties().stream().map(this::value).toArray();
  }

  /** The company in lower case, whatever the row shows; null for what belongs to none. */
  String company() {
    return type.perCompany() ? row.text(EntityType.COMPANY).toLowerCase(Locale.ROOT) : null;
  }

  /**
   * {@code recVersion,recId} per data source, as the sheet (1.4) computed it from recordings: the
   * row and the party move it; e-mails, phones and addresses of the party do not.
   */
  String etag() {
    StringBuilder pairs = new StringBuilder("'");
    for (int i = 0; i < PAIRS; i++) {
      pairs
          .append(i == 0 ? "" : ";")
          .append(i == 0 ? pair(row) : i == PARTY_PAIR ? pair(party) : pair(null));
    }
    byte[] text = pairs.append("'").toString().getBytes(StandardCharsets.UTF_8);
    return "W/\"" + Base64.getEncoder().encodeToString(text) + "\"";
  }

  private static String pair(Row source) {
    return source == null ? "0,0" : source.version() + "," + source.recId();
  }
}
