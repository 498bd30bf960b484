package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Money;
import io.mlconnector.canonical.OpenOrders;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Open sales orders per customer. No source says by which resource and attributes a pod gives them,
 * so all of that is settings; without {@code ordersResource} nothing is asked.
 *
 * @param customer the order's attribute that names its customer
 * @param key the attribute of the customer's own row that it equals
 * @param amount null where only the number of orders is wanted
 */
record Orders(
    Resource resource,
    String filter,
    String customer,
    String key,
    ValuePath amount,
    ValuePath currency) {

  private static final String UNKNOWN = "?";

  /** What was counted for one customer. */
  record Sum(OpenOrders orders, String why) {
    Optional<String> gap() {
      return Optional.ofNullable(why);
    }
  }

  static boolean wanted(FusionSettings settings) {
    return settings.text("ordersResource") != null;
  }

  /**
   * As the settings say; empty where they name no resource.
   *
   * @throws VendorFailure of kind REJECTED, naming a setting that is missing or wrong
   */
  static Optional<Orders> of(FusionSettings settings) {
    if (!wanted(settings)) {
      return Optional.empty();
    }
    String resource = settings.text("ordersResource");
    int slash = resource.indexOf('/');
    try {
      return Optional.of(
          new Orders(
              new Resource(
                  slash < 0 ? "fscmRestApi" : resource.substring(0, slash),
                  resource.substring(slash + 1),
                  needed(settings, "ordersKeyAttribute")),
              filter(needed(settings, "ordersFilter")),
              needed(settings, "ordersCustomerAttribute"),
              needed(settings, "ordersCustomerKey"),
              path(settings, "ordersAmount"),
              path(settings, "ordersCurrency")));
    } catch (IllegalArgumentException e) {
      throw VendorFailure.rejected(0, e.getMessage());
    }
  }

  private static String needed(FusionSettings settings, String name) {
    String text = settings.text(name);
    if (text == null) {
      throw new IllegalArgumentException(
          name + " is missing: open orders need it beside ordersResource");
    }
    return text;
  }

  /** An or on the outside would let every customer's orders through. */
  private static String filter(String text) {
    String bare = text.replaceAll("'[^']*'", "''");
    for (String inner = null; !bare.equals(inner); ) {
      inner = bare;
      bare = bare.replaceAll("\\([^()]*\\)", "");
    }
    if (bare.matches("(?is).*\\bor\\b.*")) {
      throw new IllegalArgumentException(
          "ordersFilter: put what is joined by or into parentheses, because the customer is joined"
              + " to it by and");
    }
    return text;
  }

  private static ValuePath path(FusionSettings settings, String name) {
    String text = settings.text(name);
    return text == null ? null : ValuePath.parse(name, text);
  }

  /** Sums by customer; one without open orders is absent. */
  Map<String, Sum> open(Connection connection, List<FusionRow> rows) {
    List<String> customers =
        rows.stream().map(row -> row.text(key)).filter(Objects::nonNull).distinct().toList();
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Map<String, BigDecimal>> sums = new HashMap<>();
    for (JsonNode order : resource.byValues(connection, filter, customer, customers, expand())) {
      String whose = new FusionRow(order).required(customer);
      counts.merge(whose, 1, Integer::sum);
      BigDecimal value = amount == null ? null : value(order);
      sums.computeIfAbsent(whose, each -> new TreeMap<>())
          .merge(
              value == null ? "" : currency(order),
              value == null ? BigDecimal.ZERO : value,
              BigDecimal::add);
    }
    Map<String, Sum> open = new HashMap<>();
    counts.forEach((whose, count) -> open.put(whose, sum(count, sums.get(whose))));
    return open;
  }

  /** What of the sums is this customer's. */
  Sum of(FusionRow row, Map<String, Sum> open) {
    Sum none =
        new Sum(new OpenOrders(0, amount == null ? null : new Money(BigDecimal.ZERO, null)), null);
    return open.getOrDefault(row.text(key), none);
  }

  private Sum sum(int count, Map<String, BigDecimal> byCurrency) {
    if (amount == null) {
      return new Sum(new OpenOrders(count, null), null);
    }
    if (byCurrency.containsKey("")) {
      return new Sum(new OpenOrders(count, null), "An open order shows no amount.");
    }
    if (byCurrency.size() > 1) {
      return new Sum(
          new OpenOrders(count, null),
          "The open orders are in several currencies: " + String.join(", ", byCurrency.keySet()));
    }
    Map.Entry<String, BigDecimal> only = byCurrency.entrySet().iterator().next();
    String code = only.getKey().equals(UNKNOWN) ? null : only.getKey();
    return new Sum(new OpenOrders(count, new Money(only.getValue(), code)), null);
  }

  private BigDecimal value(JsonNode order) {
    JsonNode holder = amount.holder(order);
    return holder.isObject() ? new FusionRow(holder).decimal(amount.attribute()) : null;
  }

  private String currency(JsonNode order) {
    JsonNode holder = currency == null ? order : currency.holder(order);
    String code =
        currency == null || !holder.isObject()
            ? null
            : new FusionRow(holder).text(currency.attribute());
    return code == null ? UNKNOWN : code;
  }

  private String expand() {
    if (amount != null && amount.child() != null) {
      return amount.child();
    }
    return currency == null ? null : currency.child();
  }

  /**
   * Asks questions whose answers are known from one order.
   *
   * @throws VendorFailure of kind REJECTED, naming the setting that does not fit the pod
   */
  void selfTest(Connection connection, Resource customers) {
    for (JsonNode row : customers.list(connection, null, null, 1, 0).items()) {
      if (!row.has(key)) {
        throw wrong(
            "ordersCustomerKey", "%s have no attribute %s".formatted(customers.name(), key));
      }
    }
    List<JsonNode> some =
        named(
            "ordersResource, or the child in ordersAmount",
            () -> resource.list(connection, null, null, 1, 0, expand()).items());
    for (JsonNode order : some) {
      has(order, resource.key(), "ordersKeyAttribute");
      has(order, customer, "ordersCustomerAttribute");
      value(order, amount, "ordersAmount");
      value(order, currency, "ordersCurrency");
      String whose = new FusionRow(order).text(customer);
      if (whose != null
          && named(
                  "ordersCustomerAttribute",
                  () -> resource.byValues(connection, customer, List.of(whose)))
              .isEmpty()) {
        throw wrong("ordersCustomerAttribute", "no order is found by it, not even " + whose);
      }
      named("ordersFilter", () -> resource.list(connection, filter, null, 1, 0).items());
    }
  }

  /** Whether the filter finds any order, which an empty pod or a wrong grammar would not. */
  boolean finds(Connection connection) {
    return !resource.list(connection, filter, null, 1, 0).items().isEmpty()
        || resource.list(connection, null, null, 1, 0).items().isEmpty();
  }

  private static void has(JsonNode order, String attribute, String setting) {
    if (!order.has(attribute)) {
      throw wrong(setting, "an order has no attribute " + attribute);
    }
  }

  private static void value(JsonNode order, ValuePath path, String setting) {
    if (path == null) {
      return;
    }
    JsonNode holder = path.holder(order);
    if (path.child() == null || holder.isObject()) {
      has(holder, path.attribute(), setting);
    } else if (!order.has(path.child())) {
      throw wrong(setting, "an order has no child " + path.child());
    } else {
      throw wrong(
          setting,
          "no row of %s has %s = %s".formatted(path.child(), path.selector(), path.selected()));
    }
  }

  private static <T> T named(String settings, Supplier<T> question) {
    try {
      return question.get();
    } catch (VendorFailure e) {
      boolean question400 = e.status() == 400 || e.status() == 404;
      throw question400 ? wrong(settings, e.getMessage()) : e;
    }
  }

  private static VendorFailure wrong(String setting, String why) {
    return VendorFailure.rejected(
        200, "Open orders: correct the setting %s: %s".formatted(setting, why));
  }
}
