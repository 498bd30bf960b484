package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.JsonRow;
import java.util.Locale;

/**
 * What identifies a row for us: its company, in lower case because the vendor writes it in any, and
 * its number in it.
 */
record AccountKey(String company, String number) {

  static AccountKey of(JsonNode json, String numberField) {
    JsonRow row = new JsonRow(json);
    return new AccountKey(
        row.required(EntitySet.COMPANY).toLowerCase(Locale.ROOT), row.required(numberField));
  }

  static AccountKey parse(String key) {
    int colon = key.indexOf(':');
    if (colon < 1 || colon == key.length() - 1) {
      throw new IllegalArgumentException(
          "'%s' is not company:number, such as usmf:US-001".formatted(key));
    }
    return new AccountKey(
        key.substring(0, colon).toLowerCase(Locale.ROOT), key.substring(colon + 1));
  }

  @Override
  public String toString() {
    return company + ":" + number;
  }
}
