package io.mlconnector.console.ledger;

import io.mlconnector.console.ledger.Search.Condition;
import io.mlconnector.console.ledger.Spans.Span;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds journeys in the ledger: by id, by record, key or name, by time, or the newest. */
@ApplicationScoped
public class Journeys {

  /** The most steps that one question is answered with. */
  static final int MOST = 1_000;

  /** How many journeys one search gives. */
  public static final int PAGE = 25;

  /** A journey in a list shows its steps of as long before and behind the one that was found. */
  private static final Duration AROUND = Duration.ofDays(7);

  private final Transactions transactions;
  private final Spans spans;

  public Journeys(Transactions transactions, Spans spans) {
    this.transactions = transactions;
    this.spans = spans;
  }

  /** One journey: its steps in order, each with where and how it ended. */
  public record Journey(String id, String record, List<Step> steps) {}

  /** The steps of one journey that are seen, oldest first, the newest 1,000 of them. */
  public List<Step> byId(String journey, Scope scope) {
    List<Step> steps = new ArrayList<>();
    for (Span span : spans.back(null, null)) {
      if (steps.size() < MOST) {
        steps.addAll(
            transactions.inTransaction(
                sql ->
                    Query.list(
                        sql,
                        Steps::read,
                        "%s where journey = ? and %s and %s order by at desc, step desc limit ?"
                            .formatted(Steps.SELECT, span.condition(), Steps.seen(scope)),
                        journey,
                        MOST - steps.size())));
      }
    }
    steps.sort(Comparator.comparing(Step::at).thenComparing(Step::step));
    return steps;
  }

  /** What a search found: journeys with their records, newest first, and from when to when. */
  private record Found(Map<String, Set<String>> journeys, Instant newest, Instant oldest) {}

  /** A step that a search found. */
  private record Hit(String journey, String record, Instant at) {}

  /**
   * The newest journeys that a search finds, each with its steps of seven days before and behind
   * what was found: a webhook's has no record yet. The steps of other records of the same journeys
   * are left out.
   *
   * @param limit how many of the newest steps are looked at for each condition, 1,000 at most
   */
  public List<Journey> find(Search search, int limit) {
    Found found = found(search, Math.min(limit, MOST));
    if (found.journeys().isEmpty()) {
      return List.of();
    }
    List<String> journeys = List.copyOf(found.journeys().keySet());
    Set<String> records = new HashSet<>();
    found.journeys().values().forEach(records::addAll);
    List<Step> steps = new ArrayList<>();
    for (Span span : spans.back(found.oldest().minus(AROUND), found.newest().plus(AROUND))) {
      if (steps.size() < MOST) {
        steps.addAll(
            transactions.inTransaction(
                sql ->
                    Query.list(
                        sql,
                        Steps::read,
                        """
                        %s where journey = any (?) and (record is null or record = any (?))
                          and %s and %s
                        order by at desc, step desc limit ?
                        """
                            .formatted(Steps.SELECT, span.condition(), Steps.seen(search.scope())),
                        journeys,
                        List.copyOf(records),
                        MOST - steps.size())));
      }
    }
    return group(steps);
  }

  private Found found(Search search, int limit) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    Instant newest = null;
    Instant oldest = null;
    Instant until = search.until() == null ? null : search.until().plusMillis(1);
    for (Span span : spans.back(search.from(), until)) {
      for (Hit hit : hits(search, span, limit)) {
        if (found.size() == PAGE && !found.containsKey(hit.journey())) {
          return new Found(found, newest, oldest);
        }
        newest = newest == null ? hit.at() : newest;
        oldest = hit.at();
        Set<String> records = found.computeIfAbsent(hit.journey(), any -> new HashSet<>());
        if (hit.record() != null) {
          records.add(hit.record());
        }
      }
    }
    return new Found(found, newest, oldest);
  }

  private List<Hit> hits(Search search, Span span, int limit) {
    List<Condition> conditions = search.conditions();
    String each =
        conditions.stream()
            .map(
                condition ->
                    condition.newest(
                        "journey, record, at",
                        "%s and %s and journey is not null"
                            .formatted(span.condition(), Steps.seen(search.scope())),
                        "at desc",
                        limit))
            .collect(Collectors.joining(" union all "));
    Object[] arguments =
        conditions.stream().map(Condition::argument).filter(Objects::nonNull).toArray();
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row -> new Hit(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()),
                "select journey, record, at from (%s) as found order by at desc".formatted(each),
                arguments));
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
}
