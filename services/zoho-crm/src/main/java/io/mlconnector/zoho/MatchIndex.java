package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * Which records of a module have an e-mail address, tax id or name, however it is written. Zoho
 * compares texts letter by letter and its search lags, so the values are read once, in thousands,
 * and before every use those that were changed since. It is forgotten with an ownership of the
 * connection, and only ever names candidates: what they are like now is read again.
 */
final class MatchIndex {

  /** Deleted records stay in it, and are found to be gone; once in a while they go. */
  private static final Duration OLD = Duration.ofHours(12);

  /** Zoho's stamps are whole seconds. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private static final Map<Connection, Map<String, MatchIndex>> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Kind kind;
  private final Map<String, Entry> byId = new HashMap<>();
  private final Map<String, Set<String>> idsByValue = new HashMap<>();
  private Instant built = Instant.MIN;
  private Instant mark;

  private MatchIndex(Kind kind) {
    this.kind = kind;
  }

  /**
   * What a record is known by.
   *
   * @param account the account that a contact belongs to; null for others
   */
  private record Entry(Map<String, String> values, String account) {}

  static MatchIndex of(Connection connection, Kind kind) {
    return KNOWN
        .computeIfAbsent(connection, any -> Collections.synchronizedMap(new HashMap<>()))
        .computeIfAbsent(kind.module(), any -> new MatchIndex(kind));
  }

  /** Reads what was changed since the last time; all of it at first. */
  synchronized void refresh(Connection connection, Layout layout) {
    Instant now = connection.clock().instant();
    if (built.plus(OLD).isBefore(now)) {
      byId.clear();
      idsByValue.clear();
      mark = null;
    }
    Map<String, String> fields = fields(layout);
    List<String> columns =
        Stream.of(
                Stream.of("id", "Modified_Time"),
                fields.values().stream(),
                kind == Kind.CONTACT ? Stream.of("Account_Name") : Stream.<String>empty())
            .flatMap(each -> each)
            .distinct()
            .toList();
    Position position = Position.from(mark == null ? null : mark.minus(OVERLAP));
    int limit = mark == null ? Coql.MOST : Coql.FEW;
    while (position != null) {
      Coql.Answer answer =
          Coql.ask(connection, Coql.select(columns, kind.module()) + position.where(null), limit);
      limit = Coql.MOST;
      for (JsonNode row : answer.rows()) {
        put(row, fields);
        Instant modified = Coql.modified(row);
        mark = mark == null || modified.isAfter(mark) ? modified : mark;
      }
      position = answer.more() ? position.after(answer.rows().get(answer.rows().size() - 1)) : null;
    }
    built = built.plus(OLD).isBefore(now) ? now : built;
  }

  /** The field of each match key that the module has one for. */
  private static Map<String, String> fields(Layout layout) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String by : List.of(Layout.EMAIL, "tax_id")) {
      FieldMeta field = layout.field(by);
      if (field != null) {
        fields.put(by, field.name());
      }
    }
    fields.put("name", layout.kind().name());
    return fields;
  }

  private void put(JsonNode json, Map<String, String> fields) {
    Row row = new Row(json);
    Map<String, String> values = new HashMap<>();
    fields.forEach(
        (by, field) -> {
          String value = Norm.of(by, row.json().path(field).asText(""));
          if (!value.isEmpty()) {
            values.put(by, value);
          }
        });
    Entry before = byId.put(row.key(), new Entry(values, row.lookup("Account_Name")));
    if (before != null) {
      before.values.forEach((by, value) -> idsByValue.get(by + value).remove(row.key()));
    }
    values.forEach(
        (by, value) ->
            idsByValue.computeIfAbsent(by + value, any -> new LinkedHashSet<>()).add(row.key()));
  }

  /** Ids of the records with that value. */
  synchronized Set<String> ids(String by, String normal) {
    return new LinkedHashSet<>(idsByValue.getOrDefault(by + normal, Set.of()));
  }

  /** Ids of the accounts that have a contact with that value. */
  synchronized Set<String> accounts(String by, String normal) {
    Set<String> accounts = new LinkedHashSet<>();
    for (String id : idsByValue.getOrDefault(by + normal, Set.of())) {
      String account = byId.get(id).account;
      if (account != null) {
        accounts.add(account);
      }
    }
    return accounts;
  }
}
