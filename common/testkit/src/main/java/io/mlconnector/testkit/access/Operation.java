package io.mlconnector.testkit.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of a service's OpenAPI document.
 *
 * @param path with its parameters in braces
 * @param query names of its query parameters
 * @param takes the media type of its body; null for none
 */
public record Operation(String method, String path, Set<String> query, String takes) {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  /** A parameter with the word before it: {@code connections/{id}}. */
  private static final Pattern PARAMETER = Pattern.compile("([^/{}]+)/\\{([^}:]+)[^}]*}");

  private static final Pattern BARE = Pattern.compile("\\{([^}:]+)[^}]*}");

  /** Those below /api; hooks, the callback and health are for strangers. */
  public static List<Operation> of(JsonNode openapi) {
    List<Operation> all = new ArrayList<>();
    openapi
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith("/api/")) {
                path.getValue()
                    .properties()
                    .forEach(
                        each -> {
                          if (METHODS.contains(each.getKey())) {
                            all.add(
                                operation(
                                    each.getKey(),
                                    path.getKey(),
                                    path.getValue().path("parameters"),
                                    each.getValue()));
                          }
                        });
              }
            });
    return all;
  }

  private static Operation operation(
      String method, String path, JsonNode shared, JsonNode description) {
    Set<String> query = new TreeSet<>();
    for (JsonNode parameters : List.of(shared, description.path("parameters"))) {
      for (JsonNode each : parameters) {
        if (each.path("in").asText().equals("query")) {
          query.add(each.path("name").asText());
        }
      }
    }
    var types = description.at("/requestBody/content").fieldNames();
    return new Operation(
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        query,
        types.hasNext() ? types.next() : null);
  }

  public boolean reads() {
    return method.equals("GET");
  }

  /** Its parameters in the path, each with the word before it where there is one. */
  List<String> parameters() {
    List<String> found = new ArrayList<>();
    Matcher bare = BARE.matcher(path);
    while (bare.find()) {
      Matcher before = PARAMETER.matcher(path.substring(0, bare.end()));
      String last = bare.group(1);
      while (before.find()) {
        last = before.end() == bare.end() ? before.group(1) + "/" + before.group(2) : last;
      }
      found.add(last);
    }
    return found;
  }

  /** The address with these values in place of the parameters, in order. */
  String filled(List<String> values) {
    Matcher bare = BARE.matcher(path);
    StringBuilder filled = new StringBuilder();
    int next = 0;
    while (bare.find()) {
      bare.appendReplacement(filled, Matcher.quoteReplacement(values.get(next++)));
    }
    return bare.appendTail(filled).toString();
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
