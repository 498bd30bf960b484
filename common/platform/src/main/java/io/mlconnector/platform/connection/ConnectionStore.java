package io.mlconnector.platform.connection;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.spi.Adapter;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connections of this adapter's system, with versions; their secrets are sealed apart. */
@ApplicationScoped
public class ConnectionStore {

  private static final String SELECT =
      """
      select c.document, c.source, c.version, c.created, c.updated,
        array(select s.field from connection_secret s where s.connection = c.id) as secrets
      from connection c where c.system = ?\
      """;

  private final Transactions transactions;
  private final SecretTable secrets;
  private final ConnectionNews news;
  private final List<Forgotten> rooms;
  private final Adapter adapter;
  private final Clock clock;

  ConnectionStore(
      Transactions transactions,
      SecretTable secrets,
      ConnectionNews news,
      @All List<Forgotten> rooms,
      Adapter adapter,
      Clock clock) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.news = news;
    this.rooms = rooms;
    this.adapter = adapter;
    this.clock = clock;
  }

  public Optional<StoredConnection> find(String id) {
    return transactions.inTransaction(sql -> find(sql, id, false));
  }

  /** All connections by id, switched off ones included. */
  public List<StoredConnection> list() {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement query = sql.prepareStatement(SELECT + " order by c.id")) {
            query.setString(1, adapter.system());
            return read(query);
          }
        });
  }

  /** The version of every connection that is switched on, by id. */
  public Map<String, Long> enabledVersions() {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement query =
              sql.prepareStatement(
                  "select id, version from connection where system = ? and enabled")) {
            query.setString(1, adapter.system());
            Map<String, Long> versions = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                versions.put(rows.getString(1), rows.getLong(2));
              }
            }
            return versions;
          }
        });
  }

  /**
   * Stores a new connection.
   *
   * @throws ConnectionConflict where the id is taken
   */
  StoredConnection create(Draft draft, Source source) {
    return transactions.inTransaction(
        sql -> {
          Timestamp now = Timestamp.from(clock.instant());
          try (PreparedStatement insert =
              sql.prepareStatement(
                  """
                  insert into connection
                    (id, system, enabled, document, source, version, created, updated)
                  values (?, ?, ?, ?::jsonb, ?, 1, ?, ?) on conflict do nothing\
                  """)) {
            insert.setString(1, draft.document().id());
            insert.setString(2, adapter.system());
            insert.setBoolean(3, draft.document().enabled());
            insert.setString(4, CanonicalJson.text(draft.document()));
            insert.setString(5, text(source));
            insert.setTimestamp(6, now);
            insert.setTimestamp(7, now);
            if (insert.executeUpdate() == 0) {
              throw new ConnectionConflict(
                  ConnectionConflict.Kind.EXISTS,
                  "A connection %s exists already: change that one, or choose another id"
                      .formatted(draft.document().id()));
            }
          }
          secrets.replace(sql, draft);
          return told(sql, draft.document().id());
        });
  }

  /**
   * Stores another document for a connection.
   *
   * @param version that the change was made from; null for whichever there is
   * @throws ConnectionConflict where it is gone, of another source, or changed meanwhile
   */
  StoredConnection replace(Draft draft, Source source, Long version) {
    return replace(draft, source, version, sql -> {});
  }

  /** The same, with something else in the same transaction. */
  StoredConnection replace(Draft draft, Source source, Long version, Transactions.Action also) {
    return transactions.inTransaction(
        sql -> {
          String id = draft.document().id();
          check(find(sql, id, true), id, source, version);
          try (PreparedStatement update =
              sql.prepareStatement(
                  """
                  update connection
                  set document = ?::jsonb, enabled = ?, version = version + 1, updated = ?
                  where id = ?\
                  """)) {
            update.setString(1, CanonicalJson.text(draft.document()));
            update.setBoolean(2, draft.document().enabled());
            update.setTimestamp(3, Timestamp.from(clock.instant()));
            update.setString(4, id);
            update.executeUpdate();
          }
          forgetAttention(sql, id);
          secrets.replace(sql, draft);
          also.run(sql);
          return told(sql, id);
        });
  }

  /**
   * Forgets a connection and everything that belongs to it.
   *
   * @throws ConnectionConflict as {@link #replace} does
   */
  void delete(String id, Source source, Long version) {
    transactions.run(
        sql -> {
          check(find(sql, id, true), id, source, version);
          for (Forgotten room : rooms) {
            room.forget(sql, id);
          }
          try (PreparedStatement delete =
              sql.prepareStatement("delete from connection where id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
          }
        });
  }

  /**
   * Finds out whether a connection may be forgotten.
   *
   * @throws ConnectionConflict as {@link #delete} does
   */
  void checkDelete(String id, Source source, Long version) {
    transactions.run(sql -> check(find(sql, id, false), id, source, version));
  }

  /** Switches a connection off and keeps everything that belongs to it. */
  void switchOff(String id, Source source) {
    transactions.run(
        sql -> {
          try (PreparedStatement update =
              sql.prepareStatement(
                  """
                  update connection set enabled = false, version = version + 1, updated = ?,
                    document = jsonb_set(document, '{enabled}', 'false')
                  where id = ? and source = ? and enabled\
                  """)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setString(2, id);
            update.setString(3, text(source));
            if (update.executeUpdate() == 1) {
              told(sql, id);
            }
          }
        });
  }

  private StoredConnection told(Connection sql, String id) throws SQLException {
    StoredConnection stored = find(sql, id, false).orElseThrow();
    news.configured(sql, id, text(stored.source()), stored.version());
    return stored;
  }

  private static void forgetAttention(Connection sql, String id) throws SQLException {
    try (PreparedStatement update =
        sql.prepareStatement(
            """
            update connection_state
            set attention = null, attention_since = null, attention_by = null
            where connection = ?\
            """)) {
      update.setString(1, id);
      update.executeUpdate();
    }
  }

  private static void check(
      Optional<StoredConnection> stored, String id, Source source, Long version) {
    StoredConnection known = stored.orElseThrow(() -> ConnectionConflict.missing(id));
    if (known.source() != source) {
      throw new ConnectionConflict(
          ConnectionConflict.Kind.OTHER_SOURCE,
          known.source() == Source.FILE
              ? ConnectionConflict.fromFile(id).getMessage()
              : "Connection %s was made by the API: delete it there first, or rename the one in the file"
                  .formatted(id));
    }
    if (version != null && version != known.version()) {
      throw new ConnectionConflict(
          ConnectionConflict.Kind.CHANGED_MEANWHILE,
          "Connection %s is at version %d, not %d: read it again and repeat the change"
              .formatted(id, known.version(), version));
    }
  }

  private Optional<StoredConnection> find(Connection sql, String id, boolean lock)
      throws SQLException {
    String query = SELECT + " and c.id = ?" + (lock ? " for update of c" : "");
    try (PreparedStatement select = sql.prepareStatement(query)) {
      select.setString(1, adapter.system());
      select.setString(2, id);
      return read(select).stream().findFirst();
    }
  }

  private static List<StoredConnection> read(PreparedStatement query) throws SQLException {
    List<StoredConnection> connections = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        connections.add(
            new StoredConnection(
                CanonicalJson.read(rows.getString("document"), ConnectionDocument.class),
                Source.valueOf(rows.getString("source").toUpperCase(Locale.ROOT)),
                rows.getLong("version"),
                Set.of((String[]) rows.getArray("secrets").getArray()),
                rows.getTimestamp("created").toInstant(),
                rows.getTimestamp("updated").toInstant()));
      }
    }
    return connections;
  }

  private static String text(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }
}
