package io.mlconnector.console.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds journeys in the ledger: by id, by record, or the newest. */
@ApplicationScoped
public class Journeys {

  /** The most steps that one question is answered with. */
  static final int MOST = 1_000;

  private static final String COLUMNS =
      "select at, service, scope, step, journey, record, ref, target_key, delivery, sequence,"
          + " route, reason, changes, millis from audit_item ";

  private final Transactions transactions;

  public Journeys(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One journey: its steps in order, each with where and how it ended. */
  public record Journey(String id, String record, List<Step> steps) {}

  /** The steps of one journey, oldest first. */
  public List<Step> byId(String journey) {
    return select(COLUMNS + "where journey = ? order by at, step limit ?", List.of(journey), MOST);
  }

  /**
   * The newest journeys of a record, each from its first step: a webhook's has no record yet.
   *
   * @param record the record's key in its text form, or only the part behind the last bar
   * @param limit how many of the record's newest steps are looked at
   */
  public List<Journey> byRecord(String record, int limit) {
    String same = record.contains("|") ? "record = ?" : "split_part(record, '|', 3) = ?";
    return group(
        select(
            COLUMNS
                + """
                where journey in (
                    select n.journey from (
                      select journey from audit_item where %1$s order by at desc limit %2$d) n)
                  and (record is null or %1$s)
                order by at desc, step desc limit ?
                """
                    .formatted(same, Math.min(limit, MOST)),
            List.of(record, record),
            MOST));
  }

  /**
   * The newest journeys of all, each with all its steps.
   *
   * @param limit how many of the newest steps are looked at
   */
  public List<Journey> newest(int limit) {
    return group(
        select(
            COLUMNS
                + """
                where journey in (
                  select n.journey from (
                    select journey, at from audit_item
                    where at > now() - interval '30 days'
                    order by at desc limit ?) n
                  group by n.journey order by max(n.at) desc limit 25)
                order by at desc, step desc limit 1000
                """,
            List.of(),
            limit));
  }

  /** A webhook's step names no record, so the journey's is that of any step that does. */
  private static List<Journey> group(List<Step> newestFirst) {
    Map<String, List<Step>> journeys = new LinkedHashMap<>();
    for (Step step : newestFirst) {
      if (step.journey() != null) {
        journeys.computeIfAbsent(step.journey(), id -> new ArrayList<>()).add(0, step);
      }
    }
    List<Journey> grouped = new ArrayList<>();
    journeys.forEach(
        (id, steps) ->
            grouped.add(
                new Journey(
                    id,
                    steps.stream()
                        .map(Step::record)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                    steps)));
    return grouped;
  }

  private List<Step> select(String statement, List<String> arguments, int limit) {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select = sql.prepareStatement(statement)) {
            for (int i = 0; i < arguments.size(); i++) {
              select.setString(i + 1, arguments.get(i));
            }
            select.setInt(arguments.size() + 1, Math.min(limit, MOST));
            List<Step> steps = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                steps.add(step(rows));
              }
            }
            return steps;
          }
        });
  }

  private static Step step(ResultSet row) throws SQLException {
    String changes = row.getString(13);
    long millis = row.getLong(14);
    boolean timed = !row.wasNull();
    return new Step(
        row.getTimestamp(1).toInstant(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        changes == null ? null : CanonicalJson.read(changes, JsonNode.class),
        timed ? millis : null);
  }
}
