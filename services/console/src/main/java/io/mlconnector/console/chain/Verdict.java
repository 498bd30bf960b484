package io.mlconnector.console.chain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a verification came to.
 *
 * @param problem the first that does not fit; null where everything does
 * @param blocks how many blocks were followed
 * @param entries how many entries were compared with them
 * @param erased lines whose values were erased, each with its proof
 * @param unchained entries from before there was a chain, which nothing can be said of
 * @param oldest the first day that is kept and was compared; null for none
 * @param head the newest block as {@code number:hash}: kept elsewhere, it shows later that nothing
 *     was cut off at the end
 */
public record Verdict(
    Problem problem,
    long blocks,
    long entries,
    long erased,
    long unchained,
    LocalDate oldest,
    String head) {

  /**
   * Something that does not fit.
   *
   * @param entry id of the entry; null where a block as a whole does not fit
   * @param block its block's number in the chain; null where it names none that there is
   * @param what in words
   */
  public record Problem(LocalDate day, Instant at, String entry, Long block, String what) {

    /** In one sentence. */
    public String sentence() {
      return "%s%s%s: %s"
          .formatted(
              entry == null ? "Block " + block : "Entry " + entry,
              entry == null || block == null ? "" : " of block " + block,
              day == null ? "" : " of " + day,
              what);
    }
  }

  public boolean fits() {
    return problem == null;
  }
}
