package io.mlconnector.spi;

import java.util.List;
import java.util.Set;

/**
 * One page of a stream.
 *
 * @param records what could be read
 * @param unreadable what could not, each alone; parked by the platform while the rest goes on
 * @param removed what the source says, by an answer about these very records, is gone; published as
 *     removed where it was published before
 * @param ifPublished keys of records that are only kept up to date: where one was not published
 *     before, or is removed, it is left out
 * @param next how to ask for the next page; with {@code last} the cursor to keep for the next poll,
 *     or null
 * @param last whether the window, snapshot or backlog ends here
 */
public record Page<T>(
    List<T> records,
    List<Unreadable> unreadable,
    List<Removed> removed,
    Set<String> ifPublished,
    String next,
    boolean last) {

  /**
   * A record that could not be read.
   *
   * @param key its source key, or null where even that could not be read
   * @param reason what is wrong, in words that name the field
   */
  public record Unreadable(String key, String reason) {}

  /**
   * A record that is gone.
   *
   * @param key its source key
   * @param reason in words for people, such as {@code deleted in Zendesk}
   */
  public record Removed(String key, String reason) {}

  public Page {
    records = List.copyOf(records);
    unreadable = List.copyOf(unreadable);
    removed = List.copyOf(removed);
    ifPublished = Set.copyOf(ifPublished);
    if (!last && next == null) {
      throw new IllegalArgumentException("A page that is not the last one needs a next");
    }
  }

  public Page(
      List<T> records,
      List<Unreadable> unreadable,
      List<Removed> removed,
      String next,
      boolean last) {
    this(records, unreadable, removed, Set.of(), next, last);
  }

  public Page(List<T> records, List<Unreadable> unreadable, String next, boolean last) {
    this(records, unreadable, List.of(), next, last);
  }

  /** The page for whoever decides on removals by other means. */
  public Page<T> withoutRemoved() {
    return new Page<>(records, unreadable, List.of(), ifPublished, next, last);
  }

  public static <T> Page<T> of(List<T> records, String next) {
    return new Page<>(records, List.of(), next, next == null);
  }
}
