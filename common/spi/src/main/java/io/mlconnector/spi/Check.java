package io.mlconnector.spi;

import java.time.Instant;
import java.util.List;

/**
 * What a ping found.
 *
 * @param identity who the vendor takes us for; null where it takes us for nobody
 * @param rights per stream and object whether it may be used, and what to grant where not
 * @param ends what of the credentials that a person entered ends, where the vendor tells when
 */
public record Check(String identity, List<Right> rights, List<End> ends) {

  /**
   * One right.
   *
   * @param what stream or object, such as {@code write organization}
   * @param granted whether we have it
   * @param hint what to grant, and where; null where granted
   */
  public record Right(String what, boolean granted, String hint) {}

  /**
   * Something ends.
   *
   * @param what such as {@code access token}
   */
  public record End(String what, Instant at) {}

  public Check {
    rights = List.copyOf(rights);
    ends = List.copyOf(ends);
  }

  /** What a ping found where the vendor tells nothing of ends. */
  public Check(String identity, List<Right> rights) {
    this(identity, rights, List.of());
  }

  /** Whether we are somebody and lack nothing. */
  public boolean passed() {
    return identity != null && rights.stream().allMatch(Right::granted);
  }
}
