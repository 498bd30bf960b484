package io.mlconnector.platform.connection;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals everything anew that an earlier key sealed. Each batch is a transaction that replaces a
 * value only where it is still the one that was opened, so it may be killed at any point, run at
 * several replicas side by side and beside those who write, and be repeated: what is left is
 * counted, and what no key opens stays as it is.
 */
@ApplicationScoped
public class Reencryption {

  /** Values of a batch, at most so many and together of about so many bytes. */
  private static final int BATCH = 200;

  private static final long BATCH_BYTES = 4L << 20;

  /** Values that others replaced meanwhile are looked for again, so often at most. */
  private static final int PASSES = 5;

  private static final int NAMED = 20;

  private final Transactions transactions;
  private final Vault vault;
  private final List<SealedColumn> columns;
  private final Step step;

  /** Is told how far it is; tests end it there. */
  interface Step {
    void at(String point);
  }

  /**
   * What was done.
   *
   * @param values how many were sealed anew
   * @param left how many are still sealed with an earlier key
   * @param unreadable of those left, some that no key opens, each with what to do
   */
  public record Result(long values, long left, List<String> unreadable) {}

  private record Place(String row, long bytes) {}

  private record Value(String row, String connection, String field, byte[] sealed) {}

  @Inject
  Reencryption(Transactions transactions, Vault vault, @All List<Sealed> tables) {
    this(
        transactions,
        vault,
        tables.stream().flatMap(table -> table.sealed().stream()).toList(),
        point -> {});
  }

  Reencryption(Transactions transactions, Vault vault, List<SealedColumn> columns, Step step) {
    this.transactions = transactions;
    this.vault = vault;
    this.columns = columns;
    this.step = step;
  }

  /**
   * Seals anew what there is.
   *
   * @throws KeysetProblem where the keyset cannot be used
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where the database went away; repeat it
   */
  public Result all() {
    long values = 0;
    List<String> unreadable = new ArrayList<>();
    for (SealedColumn column : columns) {
      values += column(column, unreadable);
    }
    return new Result(values, left(), List.copyOf(unreadable));
  }

  /** How many values are sealed with an earlier key. */
  public long left() {
    byte[] newest = vault.newest();
    return transactions.inTransaction(
        sql -> {
          long left = 0;
          for (SealedColumn column : columns) {
            left +=
                Query.number(
                    sql,
                    "select count(*) from %s where %s".formatted(column.table(), earlier(column)),
                    newest);
          }
          return left;
        });
  }

  private long column(SealedColumn column, List<String> unreadable) {
    long values = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      List<String> found = new ArrayList<>();
      List<Place> places = transactions.inTransaction(sql -> places(sql, column));
      step.at("found " + column);
      long done = 0;
      for (int from = 0, to; from < places.size(); from = to) {
        to = end(places, from);
        List<String> rows = places.subList(from, to).stream().map(Place::row).toList();
        done += transactions.<Integer>inTransaction(sql -> batch(sql, column, rows, found));
        step.at("committed " + column);
      }
      values += done;
      if (done == 0 || done + found.size() >= places.size()) {
        found.stream().limit(NAMED - unreadable.size()).forEach(unreadable::add);
        break;
      }
    }
    return values;
  }

  private static int end(List<Place> places, int from) {
    long bytes = 0;
    int to = from;
    while (to < places.size() && to - from < BATCH && (to == from || bytes < BATCH_BYTES)) {
      bytes += places.get(to++).bytes();
    }
    return to;
  }

  private List<Place> places(Connection sql, SealedColumn column) throws SQLException {
    return Query.list(
        sql,
        row -> new Place(row.getString(1), row.getLong(2)),
        "select ctid::text, octet_length(%s) from %s where %s"
            .formatted(column.column(), column.table(), earlier(column)),
        vault.newest());
  }

  private int batch(Connection sql, SealedColumn column, List<String> rows, List<String> unreadable)
      throws SQLException {
    List<Value> before = values(sql, column, rows);
    List<byte[]> after = new ArrayList<>();
    List<Value> opened = new ArrayList<>();
    for (Value value : before) {
      try {
        after.add(
            vault.seal(
                vault.open(value.sealed(), value.connection(), value.field()),
                value.connection(),
                value.field()));
        opened.add(value);
      } catch (CredentialUnavailable e) {
        unreadable.add(e.getMessage());
      }
    }
    step.at("sealed " + column);
    int done = replace(sql, column, opened, after);
    step.at("replaced " + column);
    return done;
  }

  /** Those that nobody is writing now: who waits for nobody has no part in a deadlock. */
  private static List<Value> values(Connection sql, SealedColumn column, List<String> rows)
      throws SQLException {
    try (PreparedStatement select =
        sql.prepareStatement(
            """
            select ctid::text, connection, %s, %s from %s where ctid = any (?::text[]::tid[])
            for update skip locked\
            """
                .formatted(column.field(), column.column(), column.table()))) {
      select.setArray(1, sql.createArrayOf("text", rows.toArray()));
      List<Value> values = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          if (found.getBytes(4) != null) {
            values.add(
                new Value(
                    found.getString(1), found.getString(2), found.getString(3), found.getBytes(4)));
          }
        }
      }
      return values;
    }
  }

  /** A row that moved or changed meanwhile is left to the next pass. */
  private static int replace(
      Connection sql, SealedColumn column, List<Value> before, List<byte[]> after)
      throws SQLException {
    if (before.isEmpty()) {
      return 0;
    }
    String update =
        """
        update %1$s as t set %2$s = v.after
        from unnest(?::text[]::tid[], ?::bytea[], ?::bytea[]) as v (place, before, after)
        where t.ctid = v.place and t.%2$s = v.before\
        """
            .formatted(column.table(), column.column());
    try (PreparedStatement statement = sql.prepareStatement(update)) {
      statement.setArray(1, sql.createArrayOf("text", before.stream().map(Value::row).toArray()));
      statement.setArray(
          2, sql.createArrayOf("bytea", before.stream().map(Value::sealed).toArray(byte[][]::new)));
      statement.setArray(3, sql.createArrayOf("bytea", after.toArray(byte[][]::new)));
      return statement.executeUpdate();
    }
  }

  private static String earlier(SealedColumn column) {
    return "%1$s is not null and substring(%1$s from 1 for 5) <> ?".formatted(column.column());
  }
}
