package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.ExternalId;
import io.mlconnector.canonical.RecordKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code $externalId()} gives in a route. */
public enum ExternalIdScheme {
  /** Connection, entity and source key: never that of another record. */
  DEFAULT {
    @Override
    String id(RecordKey record, Object data) {
      return ExternalId.of(record);
    }

    @Override
    public String number(Object data) {
      return null;
    }
  },
  /** The account number as the source writes it, which another record may have too. */
  ACCOUNT_NUMBER {
    @Override
    String id(RecordKey record, Object data) {
      String number = number(data);
      if (number == null) {
        throw refused(
            "the record has no account number: give it one at the source, or take externalId out of"
                + " the route");
      }
      // A colon is in every default id, and look-ups join external ids by commas.
      if (number.chars().anyMatch(c -> c == ':' || c == ',' || Character.isISOControl(c))) {
        throw refused(
            "the account number has a colon, a comma or a control character, which an external id"
                + " must not have: take externalId out of the route");
      }
      return number;
    }

    @Override
    public String number(Object data) {
      Object value = data instanceof Map<?, ?> fields ? fields.get(NUMBER) : null;
      return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }
  };

  private static final String NUMBER = "accountNumber";

  /**
   * The id of a record.
   *
   * @param data the record as {@link Values#plain} gives it
   */
  abstract String id(RecordKey record, Object data);

  /** The account number that is the record's id; null where the id is another. */
  public abstract String number(Object data);

  /** Whether records of the entity have account numbers. */
  public static boolean numbered(String entity) {
    return EntityType.named(entity)
        .filter(type -> EntitySchema.of(type).members().contains(NUMBER))
        .isPresent();
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The scheme of that name, or empty where there is none. */
  public static Optional<ExternalIdScheme> named(String text) {
    return Arrays.stream(values()).filter(scheme -> scheme.text().equals(text)).findFirst();
  }

  @JsonCreator
  static ExternalIdScheme of(String text) {
    return named(text)
        .orElseThrow(() -> new IllegalArgumentException("default or account-number: " + text));
  }

  private static JException refused(String why) {
    return new JException(why, -1);
  }
}
