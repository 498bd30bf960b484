package io.mlconnector.sandbox.dynamics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page of a set as it is at this moment: offsets count over live data, so a row that is deleted
 * between two pages makes another slip through.
 *
 * @param total of all that match, whatever $top and $skip say
 * @param next where the next page is, or null
 */
record Page(List<Entry> entries, int total, String next) {

  static Page of(List<Entry> all, ODataQuery query, String address, DynamicsSettings settings) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : all) {
      if (Companies.sees(entry, query.crossCompany(), settings) && query.filter().test(entry)) {
        found.add(entry);
      }
    }
    if (query.order() != null) {
      found.sort(query.order());
    }
    int wanted = query.top() < 0 ? Integer.MAX_VALUE : query.top();
    int size = Math.min(wanted, settings.pageMaximum());
    int from = Math.min(query.skip(), found.size());
    int to = (int) Math.min((long) from + size, found.size());
    boolean cut = size < wanted && to < found.size();
    boolean linked = cut && (query.top() < 0 || settings.nextLinkWithTop());
    String next = linked ? link(query, address, to, to - from, settings) : null;
    return new Page(List.copyOf(found.subList(from, to)), found.size(), next);
  }

  private static String link(
      ODataQuery query, String address, int offset, int given, DynamicsSettings settings) {
    Map<String, String> options = new LinkedHashMap<>(query.options());
    options.remove(ODataQuery.SKIP);
    options.remove(ODataQuery.SKIP_TOKEN);
    if (query.top() >= 0) {
      options.put("$top", Integer.toString(query.top() - given));
    }
    switch (settings.nextLinks()) {
      case NONE -> {
        return null;
      }
      case SKIP -> options.put(ODataQuery.SKIP, Integer.toString(offset));
      case SKIPTOKEN -> options.put(ODataQuery.SKIP_TOKEN, ODataQuery.token(offset));
    }
    return address
        + options.entrySet().stream()
            .map(option -> option.getKey() + "=" + encoded(option.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
