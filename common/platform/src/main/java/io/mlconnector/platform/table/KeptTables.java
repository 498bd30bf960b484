package io.mlconnector.platform.table;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is kept of tables themselves; each method works in the caller's transaction. */
public final class KeptTables {

  private static final String FIND =
      "select "
          + KeptTable.COLUMNS
          + " from table_object t where t.connection = ? and t.object = ?";

  private static final String CREATE =
      """
      insert into table_object (connection, object, source, route, version, spec, layout, overwrite)
      values (?, ?, ?, ?, ?, ?, ?, 'It was not published yet')
      on conflict (connection, object) do nothing
      """;

  private static final String ADOPT =
      """
      update table_object
      set route = ?, version = ?, spec = ?, layout = ?, proposal = null,
          overwrite = coalesce(?, overwrite)
      where id = ?
      """;

  private KeptTables() {}

  public static Optional<KeptTable> find(Connection sql, String connection, String object)
      throws SQLException {
    return Query.list(sql, KeptTable::read, FIND, connection, object).stream().findFirst();
  }

  /** The table, which nobody else changes until the transaction ends. */
  public static Optional<KeptTable> lock(Connection sql, long id) throws SQLException {
    String select =
        "select " + KeptTable.COLUMNS + " from table_object t where t.id = ? for no key update";
    return Query.list(sql, KeptTable::read, select, id).stream().findFirst();
  }

  public static List<KeptTable> all(Connection sql, String connection) throws SQLException {
    String select =
        "select " + KeptTable.COLUMNS + " from table_object t where connection = ? order by object";
    return Query.list(sql, KeptTable::read, select, connection);
  }

  /** Begins to keep a table, unless it is kept already. */
  public static void create(
      Connection sql,
      String connection,
      String object,
      String source,
      String route,
      int version,
      TableSpec spec)
      throws SQLException {
    Query.update(
        sql,
        CREATE,
        connection,
        object,
        source,
        route,
        version,
        CanonicalJson.text(spec),
        Layout.of(spec).text());
  }

  /**
   * Takes what a newer route says of the table, which only adds columns.
   *
   * @param overwrite why the whole table is written again; null where it need not be
   */
  public static void take(Connection sql, KeptTable table, KeptTable.Proposal now, String overwrite)
      throws SQLException {
    Query.update(
        sql,
        ADOPT,
        now.route(),
        now.version(),
        CanonicalJson.text(now.spec()),
        table.layout().with(now.spec()).text(),
        overwrite,
        table.id());
  }

  /** Keeps columns that a person has to accept first. */
  public static void propose(Connection sql, KeptTable table, KeptTable.Proposal now)
      throws SQLException {
    Query.update(
        sql,
        "update table_object set proposal = ? where id = ?",
        CanonicalJson.text(now),
        table.id());
  }

  /**
   * Takes columns that a person accepted: what cannot be read as them any more is emptied, and
   * where the key is another one, all rows are forgotten.
   *
   * @return whether rows were forgotten, so that the source has to be sent again
   */
  public static boolean accept(Connection sql, KeptTable table) throws SQLException {
    KeptTable.Proposal now = table.proposal();
    Drift drift = Drift.of(table.spec(), now.spec());
    boolean forget =
        drift.keys()
            || table.spec().keys().stream().anyMatch(key -> drift.changed().contains(key.name()));
    Layout layout = table.layout().without(drift.vanished()).without(drift.changed());
    Query.update(
        sql,
        ADOPT,
        now.route(),
        now.version(),
        CanonicalJson.text(now.spec()),
        layout.with(now.spec()).text(),
        "Its columns were accepted",
        table.id());
    if (forget) {
      Query.update(sql, "delete from table_row where table_id = ?", table.id());
      Query.update(sql, "update table_object set pending = 0 where id = ?", table.id());
    }
    return forget;
  }

  /** Has the whole table written next. */
  public static void overwrite(Connection sql, long id, String why) throws SQLException {
    Query.update(sql, "update table_object set overwrite = ? where id = ?", why, id);
  }

  /** A person waits for a publish. */
  public static void ask(Connection sql, long id) throws SQLException {
    Query.update(sql, "update table_object set asked = now() where id = ?", id);
  }

  /** Sets or, with null, takes back what a person has to look at. */
  public static void trouble(Connection sql, long id, String words) throws SQLException {
    Query.update(
        sql,
        """
        update table_object set trouble = ?::text,
          trouble_since = case when ?::text is null then null
                               when trouble is null then now() else trouble_since end
        where id = ?
        """,
        words,
        words,
        id);
  }

  /** Somebody else's table is in our place. */
  public static void found(Connection sql, long id, String key) throws SQLException {
    Query.update(
        sql, "update table_object set adoption = 'found', found_key = ? where id = ?", key, id);
  }

  /** Nobody's table is in our place any more. */
  public static void free(Connection sql, long id) throws SQLException {
    Query.update(sql, "update table_object set adoption = null, found_key = null where id = ?", id);
  }

  /** A person gave us somebody else's table, which is written as a whole. */
  public static void adopt(Connection sql, KeptTable table) throws SQLException {
    Query.update(
        sql,
        """
        update table_object set adoption = 'ours', target_key = found_key, found_key = null,
          overwrite = 'It was adopted', trouble = null, trouble_since = null, asked = now()
        where id = ?
        """,
        table.id());
  }
}
