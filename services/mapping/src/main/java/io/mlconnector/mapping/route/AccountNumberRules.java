package io.mlconnector.mapping.route;

import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.adapter.AdapterUnreachable;
import io.mlconnector.mapping.adapter.Adapters;
import io.mlconnector.mapping.adapter.KnownConnection;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import io.mlconnector.mapping.record.AccountNumberTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Refuses account numbers as external ids where two records could have the same one: records of
 * another ERP, of another company, or a customer and a vendor.
 */
final class AccountNumberRules {

  private static final String AT = "externalId";
  private static final String FIX = "take externalId out of one of the two routes";
  private static final String CALL = "$externalId(";

  private final Adapters adapters;
  private final Transactions transactions;

  AccountNumberRules(Adapters adapters, Transactions transactions) {
    this.adapters = adapters;
    this.transactions = transactions;
  }

  /**
   * @param source empty where it is not known which connection that is
   * @throws AdapterUnreachable where the source's adapter did not answer
   */
  void check(
      CompiledRoute compiled,
      Optional<KnownConnection> source,
      Collection<Route> others,
      Problems problems) {
    Route route = compiled.route();
    if (route.to().connection() == null || route.to().object() == null) {
      return;
    }
    List<Route> beside = others.stream().filter(other -> other.to().equals(route.to())).toList();
    if (!byNumber(route)) {
      beside.stream()
          .filter(AccountNumberRules::byNumber)
          .forEach(other -> besideNumbers(route, other, problems));
      return;
    }
    if (compiled.externalIdFields().isEmpty()) {
      problems.error(
          AT, "is of no use: no field calls $externalId(); write external_id: \"$externalId()\"");
    }
    if (!ExternalIdScheme.numbered(route.from().entity())) {
      problems.error(
          AT,
          "%s has no account number, only customer and vendor have: take externalId out"
              .formatted(route.from().entity()));
      return;
    }
    for (Route other : beside) {
      for (String field : new TreeSet<>(compiled.externalIdFields())) {
        FieldRule rule = other.fields().get(field);
        if (rule != null && !never(other, rule)) {
          refuse(route, problems, clash(route, other));
        }
      }
    }
    source.ifPresent(known -> companies(route, known, problems));
    records(route, problems);
  }

  private static boolean byNumber(Route route) {
    return route.scheme() == ExternalIdScheme.ACCOUNT_NUMBER;
  }

  /** A rule that never gives what is somebody's account number: default ids have colons. */
  private static boolean never(Route other, FieldRule rule) {
    return !byNumber(other) && rule.value().contains(CALL);
  }

  /** A route of default ids, or of ids of its own, beside one of account numbers. */
  private static void besideNumbers(Route route, Route numbers, Problems problems) {
    numbers
        .fields()
        .forEach(
            (field, rule) -> {
              FieldRule own = route.fields().get(field);
              if (rule.value().contains(CALL) && own != null && !never(route, own)) {
                refuse(
                    route,
                    problems,
                    "fields." + field,
                    ("may give what is an account number: route '%s' writes those to %s of %s of"
                            + " %s; write \"$externalId()\" here, or take externalId out there")
                        .formatted(
                            numbers.name(), field, route.to().object(), route.to().connection()));
              }
            });
  }

  private static String clash(Route route, Route other) {
    boolean sameSource = route.from().connection().equals(other.from().connection());
    String who =
        sameSource
            ? "a %s and a %s of %s"
                .formatted(route.from().entity(), other.from().entity(), route.from().connection())
            : "a %s of %s and a %s of %s"
                .formatted(
                    route.from().entity(),
                    route.from().connection(),
                    other.from().entity(),
                    other.from().connection());
    return ("account numbers can clash: route '%s' makes %s of %s too, and %s may have one number;"
            + " %s")
        .formatted(other.name(), route.to().object(), route.to().connection(), who, FIX);
  }

  private void companies(Route route, KnownConnection source, Problems problems) {
    Optional<List<String>> companies = adapters.companies(source);
    companies
        .filter(named -> named.size() != 1)
        .ifPresent(
            named ->
                refuse(
                    route,
                    problems,
                    ("account numbers can clash: %s reads %s, and each company has numbers of its"
                            + " own; name one company in its setting companies, or take externalId"
                            + " out")
                        .formatted(
                            source.id(),
                            named.isEmpty()
                                ? "all companies"
                                : "the companies " + String.join(", ", named))));
  }

  /** What is known of the records already; what comes later is parked where it clashes. */
  private void records(Route route, Problems problems) {
    String connection = route.from().connection();
    String entity = route.from().entity();
    if (connection == null) {
      return;
    }
    List<String> companies =
        transactions.inTransaction(sql -> AccountNumberTable.companies(sql, connection, entity));
    if (companies.size() > 1) {
      refuse(
          route,
          problems,
          "account numbers can clash: %s has %s records of the companies %s; take externalId out"
              .formatted(connection, entity, String.join(", ", companies)));
      return;
    }
    transactions
        .inTransaction(sql -> AccountNumberTable.shared(sql, connection, entity))
        .ifPresent(
            keys ->
                refuse(
                    route,
                    problems,
                    ("account numbers clash: %s %s and %s of %s have the same one; correct one at"
                            + " the source, or take externalId out")
                        .formatted(entity, keys.get(0), keys.get(1), connection)));
  }

  private static void refuse(Route route, Problems problems, String why) {
    refuse(route, problems, AT, why);
  }

  /** What is paused writes nothing, and pausing is what one does about a clash. */
  private static void refuse(Route route, Problems problems, String at, String why) {
    if (route.state() == RouteState.PAUSED) {
      problems.warning(at, why);
    } else {
      problems.error(at, why);
    }
  }
}
