package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to stand on an account, as routes see it.
 *
 * @param marker by which it is found again
 * @param title one line; null for none
 */
record Annotation(Account account, String marker, String title, String text) {

  static final String ACCOUNT = "account";
  static final String MARKER = "marker";
  static final String TITLE = "title";
  static final String TEXT = "text";

  /** What a write wants; fields that it leaves out are as they were. */
  static Annotation wanted(Write write) {
    return new Annotation(
        account(write.resulting(ACCOUNT)),
        write.resulting(MARKER),
        write.resulting(TITLE),
        write.resulting(TEXT));
  }

  /**
   * An account as {@code customer:usmf:US-001}, {@code vendor:usmf:V-1} or, for a customer, {@code
   * usmf:US-001}.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  static Account account(String text) {
    for (String entity : List.of(Customer.ENTITY, Vendor.ENTITY)) {
      if (text.startsWith(entity + ":")) {
        return new Account(entity, AccountKey.parse(text.substring(entity.length() + 1)));
      }
    }
    return new Account(Customer.ENTITY, AccountKey.parse(text));
  }

  Annotation with(String otherText) {
    return new Annotation(account, marker, title, otherText);
  }

  Map<String, JsonNode> fields() {
    Map<String, JsonNode> fields = new HashMap<>();
    put(fields, ACCOUNT, account.toString());
    put(fields, MARKER, marker);
    put(fields, TITLE, title);
    put(fields, TEXT, text);
    return fields;
  }

  private static void put(Map<String, JsonNode> fields, String name, String value) {
    if (value != null) {
      fields.put(name, TextNode.valueOf(value));
    }
  }
}
