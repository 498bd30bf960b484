package io.mlconnector.platform.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.connection.ImportPlan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Compares two documents field by field, secrets by where they are and never by what they are. */
final class Differences {

  private static final String STORED = "stored";

  private Differences() {}

  /**
   * The fields that differ, by their paths.
   *
   * @param before null for a connection that is new
   * @param asked secrets of the new document that are yet to be typed
   */
  static List<Change> of(StoredConnection before, Draft after, Set<String> asked) {
    Map<String, String> old = new TreeMap<>();
    if (before != null) {
      flatten(tree(before.document()), "", old);
      before.secrets().forEach(field -> old.put(SecretField.path(field), STORED));
    }
    Map<String, String> fresh = new TreeMap<>();
    flatten(tree(after.document()), "", fresh);
    after.kept().forEach(field -> fresh.put(SecretField.path(field), STORED));
    asked.forEach(field -> fresh.put(SecretField.path(field), "to be typed"));
    Set<String> fields = new TreeSet<>(old.keySet());
    fields.addAll(fresh.keySet());
    List<Change> changes = new ArrayList<>();
    for (String field : fields) {
      String was = old.get(field);
      String is = fresh.get(field);
      if (was == null || !was.equals(is)) {
        changes.add(new Change(field, was, is));
      }
    }
    return changes;
  }

  static JsonNode tree(ConnectionDocument document) {
    return CanonicalJson.read(CanonicalJson.text(document), JsonNode.class);
  }

  private static void flatten(JsonNode node, String path, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              each ->
                  flatten(
                      each.getValue(),
                      path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                      into));
    } else if (node.isArray()) {
      into.put(
          path,
          StreamSupport.stream(node.spliterator(), false)
              .map(item -> item.isValueNode() ? item.asText() : item.toString())
              .collect(Collectors.joining(", ")));
    } else {
      into.put(path, node.asText());
    }
  }
}
