package io.mlconnector.platform.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * Target records that refs are about to take but are not linked to yet, so that two refs never
 * adopt one record at the same moment.
 */
final class Claims {

  private final Map<Links.Target, String> refs = new HashMap<>();
  private final Map<String, Links.Target> targets = new HashMap<>();

  /** Claims a record for a ref; tells whether no other ref has it claimed. */
  synchronized boolean take(Links.Target target, String ref) {
    String holder = refs.putIfAbsent(target, ref);
    if (holder != null && !holder.equals(ref)) {
      return false;
    }
    Links.Target before = targets.put(ref, target);
    if (before != null && !before.equals(target)) {
      refs.remove(before);
    }
    return true;
  }

  synchronized void release(String ref) {
    Links.Target target = targets.remove(ref);
    if (target != null) {
      refs.remove(target);
    }
  }
}
