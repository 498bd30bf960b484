package io.mlconnector.sandbox.dynamics;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The query of a call. Options that start with $ and are not known are a 400; others, a misspelt
 * {@code cross-company} among them, are ignored without a word.
 *
 * @param select null for all properties
 * @param top -1 when it was not sent
 */
record ODataQuery(
    Map<String, String> options,
    boolean crossCompany,
    Predicate<Entry> filter,
    List<Property> select,
    Comparator<Entry> order,
    int top,
    int skip,
    boolean count) {

  static final String SKIP = "$skip";
  static final String SKIP_TOKEN = "$skiptoken";
  private static final Set<String> KNOWN =
      Set.of("$filter", "$select", "$orderby", "$top", SKIP, SKIP_TOKEN, "$count");
  private static final int MOST_PARAMETERS = 50;

  static ODataQuery parse(String query, EntityType type, DynamicsSettings settings) {
    Map<String, String> options = options(query);
    for (String name : options.keySet()) {
      if (name.startsWith("$") && !KNOWN.contains(name)) {
        throw Refusal.badQuery("The query option '" + name + "' is not supported.");
      }
    }
    String filter = options.get("$filter");
    return new ODataQuery(
        options,
        "true".equalsIgnoreCase(options.get("cross-company")),
        filter == null ? entry -> true : Filter.parse(filter, type, settings),
        select(options.get("$select"), type),
        order(options.get("$orderby"), type, new Ordered(settings.caseMatters())),
        number(options, "$top", -1),
        options.containsKey(SKIP_TOKEN)
            ? offset(options.get(SKIP_TOKEN))
            : number(options, SKIP, 0),
        flag(options.get("$count")));
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new LinkedHashMap<>();
    if (query == null) {
      return options;
    }
    try {
      new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true)
          .parameters()
          .forEach(
              (name, values) -> {
                if (name.startsWith("$") && values.size() > 1) {
                  throw Refusal.badQuery("Query option '" + name + "' was specified twice.");
                }
                options.put(name, values.get(0));
              });
    } catch (IllegalArgumentException e) {
      throw Refusal.badQuery("The query is not well encoded.");
    }
    return options;
  }

  private static List<Property> select(String text, EntityType type) {
    if (text == null || text.strip().equals("*")) {
      return null;
    }
    List<Property> found = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      found.add(type.known(name.strip()));
    }
    return found;
  }

  /** What the text leaves open falls in the order of creation. */
  private static Comparator<Entry> order(String text, EntityType type, Ordered values) {
    if (text == null) {
      return null;
    }
    Comparator<Entry> all = (a, b) -> 0;
    for (String term : text.split(",", -1)) {
      String[] words = term.strip().split("\\s+");
      Property property = type.known(words[0]);
      String direction = words.length == 1 ? "asc" : words[1];
      if (words.length > 2 || !direction.matches("asc|desc")) {
        throw Refusal.badQuery("Syntax error in $orderby at '" + term.strip() + "'.");
      }
      Comparator<Entry> next = Comparator.comparing(entry -> entry.value(property), values);
      all = all.thenComparing(direction.equals("asc") ? next : next.reversed());
    }
    return all;
  }

  private static int number(Map<String, String> options, String name, int otherwise) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")) {
      throw Refusal.badQuery("Invalid value '" + text + "' for " + name + " query option found.");
    }
    return Integer.parseInt(text);
  }

  private static boolean flag(String text) {
    if (text != null && !text.matches("true|false")) {
      throw Refusal.badQuery("Invalid value '" + text + "' for $count query option found.");
    }
    return "true".equals(text);
  }

  static String token(int offset) {
    byte[] text = ("sandbox:" + offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static int offset(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.matches("sandbox:\\d{1,9}")) {
        return Integer.parseInt(text.substring(text.indexOf(':') + 1));
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.badQuery("The $skiptoken '" + token + "' is not one of this service.");
    }
    throw Refusal.badQuery("The $skiptoken '" + token + "' is not one of this service.");
  }
}
