package io.mlconnector.platform.webhook;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.connection.Vault;
import io.mlconnector.platform.erasure.Room;
import io.mlconnector.platform.erasure.Subject;
import io.mlconnector.platform.erasure.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Vendors' calls that speak of a person and are not dealt with yet. They are stored sealed, so each
 * is opened. One that waits for a person goes; one that is about to be dealt with is waited for, as
 * it may speak of others, too: what it says of this person is not read any more.
 */
@ApplicationScoped
public class ErasedCalls implements Room {

  private static final String KIND = "calls from vendors";
  private static final int PAGE = 200;

  /** Shorter keys stand in every call. */
  private static final int SHORTEST_KEY = 4;

  private final Vault vault;

  ErasedCalls(Vault vault) {
    this.vault = vault;
  }

  /** A call that speaks of the person. */
  private record Found(long id, boolean parked) {}

  private record Row(long id, String connection, String hook, byte[] sealed, boolean parked) {}

  @Override
  public void look(Connection sql, Subject subject, Tally tally) throws SQLException {
    tally.add(KIND, found(sql, subject).size());
  }

  @Override
  public void erase(Connection sql, Subject subject, Tally tally) throws SQLException {
    List<Found> found = found(sql, subject);
    List<Long> parked = found.stream().filter(Found::parked).map(Found::id).toList();
    if (!parked.isEmpty()) {
      tally.add(
          KIND,
          Query.update(sql, "delete from webhook_inbox where id = any (?::bigint[])", parked));
    }
    tally.open(found.size() - parked.size(), "calls from the vendor are being dealt with");
  }

  private List<Found> found(Connection sql, Subject subject) throws SQLException {
    List<Found> found = new ArrayList<>();
    long after = 0;
    List<Row> page;
    do {
      page =
          Query.list(
              sql,
              row ->
                  new Row(
                      row.getLong(1),
                      row.getString(2),
                      row.getString(3),
                      row.getBytes(4),
                      row.getBoolean(5)),
              "select id, connection, hook, sealed, next_try is null from webhook_inbox"
                  + " where id > ? order by id limit ?",
              after,
              PAGE);
      for (Row row : page) {
        after = row.id;
        if (speaksOf(row, subject)) {
          found.add(new Found(row.id, row.parked));
        }
      }
    } while (page.size() == PAGE);
    return found;
  }

  private boolean speaksOf(Row row, Subject subject) {
    byte[] body = SealedCall.open(vault, row.connection, row.hook, row.sealed).body();
    String text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (subject.mails().stream().anyMatch(text::contains)) {
      return true;
    }
    return subject.keys().stream()
        .filter(key -> key.connection().equals(row.connection))
        .map(RecordKey::key)
        .filter(key -> key.length() >= SHORTEST_KEY)
        .anyMatch(key -> names(text, key.toLowerCase(Locale.ROOT)));
  }

  /** Whether it stands there by itself, and not as a part of something longer. */
  private static boolean names(String text, String key) {
    return text.contains(key)
        && Pattern.compile("(?<![\\p{Alnum}])" + Pattern.quote(key) + "(?![\\p{Alnum}])")
            .matcher(text)
            .find();
  }
}
