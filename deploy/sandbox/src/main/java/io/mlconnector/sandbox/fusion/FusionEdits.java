package io.mlconnector.sandbox.fusion;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What people and jobs do in the simulated ERP, beyond setting single attributes. */
public final class FusionEdits {

  private static final int HUGE_CHARACTERS = 2 << 20;

  private final FusionData data;
  private long lastId;

  FusionEdits(FusionData data) {
    this.data = data;
  }

  /**
   * Adds a row, such as an account or an order, and returns its key, which is made up when the
   * values do not name it; throws {@link IllegalArgumentException} for a missing mandatory or an
   * unknown attribute.
   */
  public synchronized String create(FusionTable table, Map<String, ?> given) {
    ResourceType type = table.type();
    Map<String, Object> values = new HashMap<>(given);
    for (Attribute attribute : type.attributes().values()) {
      if (attribute.mandatory() && values.get(attribute.name()) == null) {
        throw new IllegalArgumentException(
            attribute.name() + ": missing, " + type.name() + " need it");
      }
    }
    long id = unusedId(table);
    Object key = values.getOrDefault(type.key(), Long.toString(id));
    for (String party : List.of("CustomerId", "PartyId")) {
      if (type.attributes().containsKey(party)) {
        values.putIfAbsent(party, id);
      }
    }
    if (type == ResourceType.ACCOUNTS) {
      values.putIfAbsent("SalesProfileStatus", "ACTIVE");
      values.putIfAbsent("Type", "ZCA_CUSTOMER");
    }
    table.create(key.toString(), values);
    return key.toString();
  }

  private long unusedId(FusionTable table) {
    long id;
    do {
      id = 300_000_009_000_000L + ++lastId;
    } while (table.row(Long.toString(id)) != null);
    return id;
  }

  /** Moves the stamps of that many rows, the first by key, without a change; returns the keys. */
  public List<String> touch(FusionTable table, int count) {
    List<String> keys = table.keys().subList(0, Math.min(count, table.size()));
    keys.forEach(table::touch);
    return keys;
  }

  /** Changes one attribute in each of that many rows drawn by the seed; returns their keys. */
  public List<String> change(FusionTable table, int count, long seed) {
    Random random = new Random(seed);
    List<String> keys = new ArrayList<>(table.keys());
    Collections.shuffle(keys, random);
    keys = List.copyOf(keys.subList(0, Math.min(count, keys.size())));
    for (String key : keys) {
      table.set(key, oneChange(table, key, random));
    }
    return keys;
  }

  private static Map<String, ?> oneChange(FusionTable table, String key, Random random) {
    Map<String, Object> now = table.get(key).orElseThrow();
    if (table.type() == ResourceType.ACCOUNTS) {
      BigDecimal limit = new BigDecimal(2500L * (1 + random.nextInt(400)) + 1).setScale(2);
      String currency = (String) now.get("CreditCurrency_c");
      return Map.of(
          "CreditLimit_c", limit, "CreditCurrency_c", currency == null ? "EUR" : currency);
    }
    if (table.type() == ResourceType.CONTACTS) {
      return Map.of("JobTitle", "Specialist " + (1000 + random.nextInt(9000)));
    }
    if (table.type().attributes().containsKey("Description")) {
      return Map.of("Description", "Changed " + random.nextInt(1_000_000));
    }
    BigDecimal open = (BigDecimal) now.get("TotalOpenReceivablesForAccount");
    return Map.of(
        "TotalOpenReceivablesForAccount", open.add(BigDecimal.valueOf(1 + random.nextInt(999), 2)));
  }

  /** Spoils a row in one of the ways that real data is spoiled. */
  public void poison(FusionTable table, String key, Poison how) {
    switch (how) {
      case MISSING_KEY -> table.poison(key, table.type().key(), null);
      case MISSING_NAME -> table.poison(key, nameOf(table.type()), null);
      case HUGE_TEXT -> table.poison(key, longTextOf(table.type()), "x".repeat(HUGE_CHARACTERS));
      case BAD_STAMP -> table.poison(key, Attribute.LAST_UPDATE, "yesterday, about noon");
      case WRONG_TYPE -> table.poison(key, nameOf(table.type()), List.of("not", "a", "text"));
    }
  }

  private static String nameOf(ResourceType type) {
    return type == ResourceType.ACCOUNTS
        ? "OrganizationName"
        : type == ResourceType.CONTACTS ? "LastName" : "CustomerName";
  }

  private static String longTextOf(ResourceType type) {
    return type == ResourceType.ACCOUNTS ? "Description" : nameOf(type);
  }

  FusionTable table(String name) {
    return data.tables().stream()
        .filter(table -> table.type().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "resource: "
                        + name
                        + " is none of "
                        + data.tables().stream().map(table -> table.type().name()).toList()));
  }
}
