package io.mlconnector.spi;

import io.mlconnector.canonical.delivery.TableSpec;
import java.util.List;
import java.util.Optional;

/**
 * A target object of which each is a whole table that mirrors its source, such as a published data
 * source. Routes name one by {@code object:table}, such as {@code data-source:ap-invoice-lines}.
 * The platform keeps the rows, gathers what changed, and calls this one at a time per table; after
 * an answer that says nothing it looks first and then asks for the same change again.
 */
public interface TableSink {

  /** The object's name in routes, such as {@code data-source}. */
  String object();

  /** Whether single rows can be changed in place with these settings; else tables are replaced. */
  boolean updates(Settings settings);

  /**
   * Looks for the table.
   *
   * @param key where it is known; else it is looked for by its name and place
   * @return empty where it is not there
   * @throws VendorFailure where the vendor did not answer
   */
  Optional<TableFound> look(Connection connection, TableSpec spec, String key);

  /**
   * The columns of a table that somebody else made, for the plan of adopting it.
   *
   * @throws VendorFailure where the vendor does not tell them; the table is not adopted then
   */
  List<TableSpec.Column> columns(Connection connection, String key);

  /**
   * Publishes rows and returns as soon as the vendor works on them. The table's columns are those
   * of the rows: {@link TableSpec#published()}, for a deletion only the key's.
   *
   * @param change what is to happen; the same one, rows included, is asked for again where it is
   *     not known what became of it
   * @throws VendorFailure as for any call; one that was sent leaves open what became of it
   */
  TableProgress publish(Connection connection, TableSpec spec, TableChange change);

  /** Asks what became of a job that {@link #publish} left running. */
  TableProgress resume(Connection connection, TableSpec spec, String job);

  /**
   * Reads the table's rows back as the target holds them, in any order, for control totals.
   *
   * @return empty where the rows cannot be read with these settings, which is said beside the
   *     totals
   * @throws VendorFailure where the vendor did not answer
   */
  default Optional<RowSource> readBack(Connection connection, TableSpec spec, String key) {
    return Optional.empty();
  }

  /**
   * Starts what follows a publish, such as refreshes of workbooks.
   *
   * @return what people ought to know, such as a workbook that is not there; empty where nothing
   */
  default List<String> published(Connection connection, TableSpec spec, String key) {
    return List.of();
  }

  /**
   * Looks whether a call of the vendor that tells of trouble with a table of ours is true.
   *
   * @param key the table's own
   * @param event the vendor's name for what it told, such as {@code DatasourceRefreshFailed}
   * @return what people ought to know and do; empty where the vendor, asked again, knows of nothing
   * @throws VendorFailure where the vendor did not answer: it is asked again later
   */
  default Optional<String> trouble(Connection connection, String key, String event) {
    return Optional.empty();
  }
}
