package io.mlconnector.sandbox.zendesk.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the endpoint of a path; literal paths come before those with a variable part. */
final class Routes {

  /** An endpoint with the values of its path's variable parts. */
  record Found(Function<ApiCall, Answer> endpoint, Map<String, String> path) {}

  private record Route(String method, String[] template, Function<ApiCall, Answer> endpoint) {}

  private final Map<String, Function<ApiCall, Answer>> literal = new HashMap<>();
  private final List<Route> variable = new ArrayList<>();

  void get(String template, Endpoint endpoint) {
    add("GET", template, endpoint);
  }

  void post(String template, Endpoint endpoint) {
    add("POST", template, endpoint);
  }

  void put(String template, Endpoint endpoint) {
    add("PUT", template, endpoint);
  }

  void patch(String template, Endpoint endpoint) {
    add("PATCH", template, endpoint);
  }

  void delete(String template, Endpoint endpoint) {
    add("DELETE", template, endpoint);
  }

  private void add(String method, String template, Endpoint endpoint) {
    addSlow(method, template, call -> new Answer.Now(endpoint.answer(call)));
  }

  void addSlow(String method, String template, Function<ApiCall, Answer> endpoint) {
    if (template.contains("{")) {
      variable.add(new Route(method, template.split("/"), endpoint));
    } else {
      literal.put(method + " " + template, endpoint);
    }
  }

  Optional<Found> find(String method, List<String> path) {
    Function<ApiCall, Answer> exact = literal.get(method + " " + String.join("/", path));
    if (exact != null) {
      return Optional.of(new Found(exact, Map.of()));
    }
    for (Route route : variable) {
      Map<String, String> values = new HashMap<>();
      if (route.method.equals(method) && fits(route.template, path, values)) {
        return Optional.of(new Found(route.endpoint, values));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String[] template, List<String> path, Map<String, String> values) {
    if (template.length != path.size()) {
      return false;
    }
    for (int i = 0; i < template.length; i++) {
      String part = template[i];
      if (part.startsWith("{")) {
        values.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
