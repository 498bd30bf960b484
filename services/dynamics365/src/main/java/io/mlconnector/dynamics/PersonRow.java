package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.JsonRow;
import java.util.List;

/**
 * A contact person.
 *
 * @param key company and the person's number in it
 * @param accounts what the person belongs to, the default one first
 */
record PersonRow(AccountKey key, JsonNode json, List<Account> accounts) {

  JsonRow row() {
    return new JsonRow(json);
  }
}
