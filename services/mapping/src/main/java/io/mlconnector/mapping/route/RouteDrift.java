package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A route that is not as the mounted file says, which it stays until the file says otherwise: the
 * file is taken where it changes, and is not held up against people in between.
 *
 * @param kind what became of it here
 * @param paths where it differs, such as {@code state} or {@code fields.name}; empty unless changed
 * @param author who made the version that runs; null where it was removed
 * @param at since when that version runs; null where it was removed
 */
public record RouteDrift(String route, Kind kind, List<String> paths, String author, Instant at) {

  /** In words: changed here, removed here, or left by the file, which removes nothing. */
  public enum Kind {
    CHANGED,
    REMOVED,
    LEFT
  }

  /**
   * Compares what is stored with what the file says.
   *
   * @param said the file's routes, shipped ones that it asks for included
   */
  static List<RouteDrift> between(List<Route> said, List<StoredRoute> stored) {
    Map<String, StoredRoute> byName =
        stored.stream().collect(Collectors.toMap(each -> each.route().name(), Function.identity()));
    List<RouteDrift> drifts = new ArrayList<>();
    for (Route route : said) {
      StoredRoute now = byName.remove(route.name());
      if (now == null) {
        drifts.add(new RouteDrift(route.name(), Kind.REMOVED, List.of(), null, null));
      } else {
        changed(route, now).ifPresent(drifts::add);
      }
    }
    byName.values().stream()
        .filter(left -> left.fileHash() != null)
        .map(left -> of(left, Kind.LEFT, List.of()))
        .forEach(drifts::add);
    return drifts;
  }

  private static Optional<RouteDrift> changed(Route said, StoredRoute now) {
    Map<String, String> theirs = flat(said);
    Map<String, String> ours = flat(now.route());
    Set<String> paths = new TreeSet<>(theirs.keySet());
    paths.addAll(ours.keySet());
    paths.removeIf(path -> java.util.Objects.equals(theirs.get(path), ours.get(path)));
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(of(now, Kind.CHANGED, List.copyOf(paths)));
  }

  private static RouteDrift of(StoredRoute now, Kind kind, List<String> paths) {
    return new RouteDrift(now.route().name(), kind, paths, now.author(), now.at());
  }

  /** Members of objects by two names, such as {@code to.object}, and all else by one. */
  private static Map<String, String> flat(Route route) {
    Map<String, String> flat = new TreeMap<>();
    JsonNode document = CanonicalJson.mapper().valueToTree(route);
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      if (member.getValue().isObject()) {
        member
            .getValue()
            .properties()
            .forEach(
                inner ->
                    flat.put(member.getKey() + "." + inner.getKey(), inner.getValue().toString()));
      } else {
        flat.put(member.getKey(), member.getValue().toString());
      }
    }
    return flat;
  }
}
