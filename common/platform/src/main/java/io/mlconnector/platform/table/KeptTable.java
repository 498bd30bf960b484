package io.mlconnector.platform.table;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A table as the platform keeps it.
 *
 * @param object as refs name it, such as {@code data-source:ap-invoice-lines}
 * @param source connection and entity of its records
 * @param version of the route that the columns are from
 * @param proposal columns that a person has to accept first; null where there are none
 * @param revision raised by every change of rows
 * @param opened rows up to this revision may have reached the target
 * @param pending how many rows are not published as they are here
 * @param overwrite why the whole table is written next; null where that is not due
 * @param key the table's own in the target; null while it is not there
 * @param found somebody else's table that is in our place; null for none
 * @param failures how often the vendor has said for certain that a publish failed
 * @param trouble what a person has to look at; null for nothing
 */
public record KeptTable(
    long id,
    String connection,
    String object,
    String source,
    String route,
    int version,
    TableSpec spec,
    Layout layout,
    Proposal proposal,
    long revision,
    long opened,
    long pending,
    String overwrite,
    String key,
    String found,
    long failures,
    String trouble) {

  /** All columns that {@link #read} needs. */
  static final String COLUMNS =
      """
      t.id, t.connection, t.object, t.source, t.route, t.version, t.spec, t.layout, t.proposal,
      t.revision, t.opened, t.pending, t.overwrite, t.target_key,
      case when t.adoption = 'found' then t.found_key end as found, t.failures, t.trouble\
      """;

  /** Columns of a newer route that nobody has accepted yet. */
  public record Proposal(String route, int version, TableSpec spec) {}

  static KeptTable read(ResultSet row) throws SQLException {
    String proposal = row.getString("proposal");
    return new KeptTable(
        row.getLong("id"),
        row.getString("connection"),
        row.getString("object"),
        row.getString("source"),
        row.getString("route"),
        row.getInt("version"),
        CanonicalJson.read(row.getString("spec"), TableSpec.class),
        Layout.read(row.getString("layout")),
        proposal == null ? null : CanonicalJson.read(proposal, Proposal.class),
        row.getLong("revision"),
        row.getLong("opened"),
        row.getLong("pending"),
        row.getString("overwrite"),
        row.getString("target_key"),
        row.getString("found"),
        row.getLong("failures"),
        row.getString("trouble"));
  }

  /** The part of the object that names this table. */
  public String name() {
    return TableNames.table(object);
  }
}
