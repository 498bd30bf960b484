package io.mlconnector.spi;

import java.util.List;

/**
 * What a ping found.
 *
 * @param identity who the vendor takes us for; null where it takes us for nobody
 * @param rights per stream and object whether it may be used, and what to grant where not
 */
public record Check(String identity, List<Right> rights) {

  /**
   * One right.
   *
   * @param what stream or object, such as {@code write organization}
   * @param granted whether we have it
   * @param hint what to grant, and where; null where granted
   */
  public record Right(String what, boolean granted, String hint) {}

  public Check {
    rights = List.copyOf(rights);
  }

  /** Whether we are somebody and lack nothing. */
  public boolean passed() {
    return identity != null && rights.stream().allMatch(Right::granted);
  }
}
