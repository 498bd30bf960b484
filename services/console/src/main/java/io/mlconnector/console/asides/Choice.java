package io.mlconnector.console.asides;

import java.util.List;

/**
 * What somebody chose to retry or dismiss: some records by their ids, or where there are none, all
 * of a group.
 *
 * @param place reading, mapping or writing
 * @param reason the group's whole reason; empty for any
 * @param ids 500 at most
 */
public record Choice(
    String place, String connection, String object, String kind, String reason, List<String> ids) {

  public Choice {
    object = object == null ? "" : object;
    kind = kind == null ? "" : kind;
    reason = reason == null ? "" : reason;
    ids = ids == null ? List.of() : List.copyOf(ids);
  }

  public Place where() {
    return Place.named(place);
  }

  /** As it was when the page was made. */
  public Group group() {
    return new Group(where(), connection, object, kind, reason, 0, null, null);
  }
}
