package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mlconnector.canonical.event.Sequence;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one side of a pair. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class SideState {

  /** By pair name. */
  Map<String, Half> halves = new TreeMap<>();

  /** What we wrote to it, by pair name, where nobody could read what became of it yet. */
  Map<String, Sent> unread = new TreeMap<>();

  /** The newest read that counted. */
  Sequence seen;

  /** What was read while a delivery to this side was under way. */
  Observation held;

  /** A read that began after this number is waited for. */
  Sequence awaited;

  /** Whether the record has to be read again at its source; stored as a time of its own. */
  @JsonIgnore boolean reread;

  /** A mark of the one-way fields that the other side got last from this one. */
  String told;

  Half half(String field) {
    return halves.getOrDefault(field, Half.NEW);
  }

  /** A field as people see it: by the newest read, also one that waits for a delivery's end. */
  Half latest(String field) {
    Half half = half(field);
    Seen newer = held == null ? null : held.fields().get(field);
    boolean counts =
        newer != null
            && (seen == null || !seen.isAfter(held.read()))
            && (half.written() == null || held.read().isAfter(half.written()));
    return counts ? half.shows(newer, held.read()) : half;
  }
}
