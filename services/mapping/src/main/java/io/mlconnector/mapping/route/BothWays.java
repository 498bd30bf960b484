package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.FieldWrite.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fields of two routes that name each other which carry the same value in both directions without
 * being merged: two spellings of it would go back and forth for ever.
 */
final class BothWays {

  /** A record keeps its key, so that nothing comes back. */
  private static final String KEY = "key";

  private final CompiledRoute route;
  private final CompiledRoute other;
  private final List<String> merged;

  BothWays(CompiledRoute route, CompiledRoute other) {
    this.route = route;
    this.other = other;
    Map<String, CompiledField> theirs = Mirror.named(other);
    this.merged =
        Mirror.named(route).entrySet().stream()
            .filter(each -> theirs.containsKey(each.getKey()))
            .flatMap(each -> each.getValue().expression().reading().fields().stream())
            .toList();
  }

  void check(Problems problems) {
    List<CompiledField> back = oneWay(other, route);
    for (CompiledField field : oneWay(route, other)) {
      for (CompiledField their : back) {
        common(field, their)
            .ifPresent(
                read ->
                    problems.error(
                        field.at(),
                        ("%s of '%s' and %s of '%s' carry %s both ways without being merged, so"
                                + " two spellings of it go back and forth for ever: give both the"
                                + " same pair, or write one of them if-empty or create-only")
                            .formatted(
                                field.path(), route.name(), their.path(), other.name(), read)));
      }
    }
  }

  /** What is written again with each change of the record, without a look at the other side. */
  private static List<CompiledField> oneWay(CompiledRoute from, CompiledRoute to) {
    Map<String, CompiledField> theirs = Mirror.named(to);
    return from.fields().stream()
        .filter(field -> field.rule().write() == When.ALWAYS)
        .filter(field -> field.expression().reading().linked().isEmpty())
        .filter(field -> !theirs.containsKey(String.valueOf(Mirror.pairName(field))))
        .toList();
  }

  /** A canonical field that both read, and that no merged field keeps equal. */
  private Optional<String> common(CompiledField one, CompiledField two) {
    List<String> others = two.expression().reading().fields();
    return one.expression().reading().fields().stream()
        .filter(read -> !read.equals(KEY) && !merged.contains(read))
        .filter(read -> others.stream().anyMatch(each -> overlaps(read, each)))
        .findFirst();
  }

  private static boolean overlaps(String one, String two) {
    return one.equals(two) || one.startsWith(two + ".") || two.startsWith(one + ".");
  }
}
