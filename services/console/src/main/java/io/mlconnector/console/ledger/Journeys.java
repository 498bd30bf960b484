package io.mlconnector.console.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds journeys in the ledger: by id, by record or key, or the newest. */
@ApplicationScoped
public class Journeys {

  /** The most steps that one question is answered with. */
  static final int MOST = 1_000;

  /** How many journeys one search gives. */
  public static final int PAGE = 25;

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
   * The newest journeys that a search finds, each from its first step: a webhook's has no record
   * yet. The steps of other records of the same journeys are left out.
   *
   * @param limit how many of the newest steps are looked at for each condition, 1,000 at most
   */
  public List<Journey> find(Search search, int limit) {
    Map<String, Set<String>> found = found(search, Math.min(limit, MOST));
    if (found.isEmpty()) {
      return List.of();
    }
    List<String> journeys = found.keySet().stream().limit(PAGE).toList();
    Set<String> records = new HashSet<>();
    journeys.forEach(journey -> records.addAll(found.get(journey)));
    List<Step> steps =
        transactions.inTransaction(
            sql -> {
              try (PreparedStatement select =
                  sql.prepareStatement(
                      COLUMNS
                          + """
                          where journey = any (?) and (record is null or record = any (?))
                          order by at desc, step desc limit ?
                          """)) {
                select.setArray(1, sql.createArrayOf("text", journeys.toArray()));
                select.setArray(2, sql.createArrayOf("text", records.toArray()));
                select.setInt(3, MOST);
                return steps(select);
              }
            });
    return group(steps);
  }

  /** Journeys with the records that were found, the newest first. */
  private Map<String, Set<String>> found(Search search, int limit) {
    Instant until = search.until() == null ? Instant.now().plusSeconds(3_600) : search.until();
    List<String> conditions = search.conditions();
    String each =
        conditions.stream()
            .map(
                condition ->
                    "(select journey, record, at from audit_item where %s and at <= ? and journey is not null order by at desc limit %d)"
                        .formatted(condition, limit))
            .collect(Collectors.joining(" union all "));
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select =
              sql.prepareStatement(
                  "select journey, record from (%s) as found order by at desc".formatted(each))) {
            int at = 1;
            for (String condition : conditions) {
              if (condition.contains("?")) {
                select.setString(at++, search.text());
              }
              select.setTimestamp(at++, Timestamp.from(until));
            }
            Map<String, Set<String>> found = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                Set<String> records =
                    found.computeIfAbsent(rows.getString(1), any -> new HashSet<>());
                if (rows.getString(2) != null) {
                  records.add(rows.getString(2));
                }
              }
            }
            return found;
          }
        });
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
            return steps(select);
          }
        });
  }

  private static List<Step> steps(PreparedStatement select) throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        steps.add(step(rows));
      }
    }
    return steps;
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
