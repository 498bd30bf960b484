package io.mlconnector.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Decimals;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A vendor's record, field by field. Blank is missing; ids come as numbers or as text, so all is
 * read as text.
 */
public record JsonRow(JsonNode json) {

  /**
   * The text of a field, or null where it is absent, null or blank.
   *
   * @throws Untranslatable where it is no plain value
   */
  public String text(String field) {
    if (field == null || field.isEmpty()) {
      return null;
    }
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isContainerNode()) {
      throw new Untranslatable(field, "is not a plain value");
    }
    String text = value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    return text.isBlank() ? null : text.strip();
  }

  /**
   * The text of a field that must be there.
   *
   * @throws Untranslatable where it is missing
   */
  public String required(String field) {
    String text = text(field);
    if (text == null) {
      throw new Untranslatable(field, "is missing at the source; fill it in there");
    }
    return text;
  }

  /**
   * A decimal, exact; null where it is missing.
   *
   * @throws Untranslatable where it is no number
   */
  public BigDecimal decimal(String field) {
    String text = text(field);
    try {
      return text == null ? null : Decimals.parse(text);
    } catch (NumberFormatException e) {
      throw new Untranslatable(field, "is not a number");
    }
  }

  /** A moment with its offset; empty where the attribute is absent, or none. */
  public Optional<Instant> stamp(String attribute) {
    try {
      return Optional.ofNullable(text(attribute))
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
