package io.mlconnector.mapping.mirror;

import io.mlconnector.mapping.route.Mirror;
import java.util.Map;
import java.util.WeakHashMap;

/** How pairs are merged, made once per version of their routes. */
final class Merges {

  private final Map<Mirror, Merge> made = new WeakHashMap<>();

  synchronized Merge of(Mirror mirror) {
    return made.computeIfAbsent(mirror, each -> new Merge(Terms.of(each)));
  }
}
