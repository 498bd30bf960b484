package io.mlconnector.spi;

/**
 * What is to happen to a table.
 *
 * @param key the table's own key in the target; null for one that is to be made
 * @param action what the rows are for
 * @param request the same for the same change and rows, however often it is asked for: the vendor
 *     does it once
 * @param description for people who meet the table in the target: where its rows come from and how
 *     often they are brought up to date
 * @param rows may be read several times
 */
public record TableChange(
    String key, Action action, String request, String description, RowSource rows) {

  /** What rows are for. */
  public enum Action {
    /** They are the whole table, which is made where it is not there. */
    OVERWRITE,
    /** They are written over the rows of their key, or added. */
    UPSERT,
    /** They are added. */
    INSERT,
    /** The rows of their key are deleted; only key columns are given. */
    DELETE
  }
}
