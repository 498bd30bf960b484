package io.mlconnector.mapping.aside;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.aside.AsideTable.Chosen;
import io.mlconnector.mapping.aside.AsideTable.Parked;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that a route made no delivery of, as many as they may be, and what people decide. */
class AsideTest {

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          fields: { name: "%s" }
          state: %s
      """;

  private final Mapping mapping = new Mapping();
  private final AsideKeeper keeper =
      new AsideKeeper(
          mapping.transactions, mapping.routes, mapping.redelivery, mapping.audits, mapping.outbox);

  @AfterEach
  void close() {
    mapping.close();
  }

  private static Chosen all(String after) {
    return new Chosen(Scope.ALL, "customers", null, null, after, 1_000);
  }

  private List<Parked> parked() {
    return mapping.transactions.inTransaction(
        sql -> AsideTable.parked(sql, Scope.ALL, "customers", "", "", 1_000));
  }

  private void twoThatCannotBeMapped() {
    StoredRoutes.put(mapping.transactions, ROUTES.formatted("$string($number(name))", "live"));
    mapping.take(
        changed(customer("1"), 1, Map.of("name", "A")),
        changed(customer("2"), 2, Map.of("name", "B")));
    assertThat(parked()).hasSize(2);
  }

  @Test
  void whatIsRetriedIsMappedByTheRouteAsItIsNow() {
    twoThatCannotBeMapped();
    assertThat(keeper.retry(all(""), "ada").records()).isEqualTo(2);
    assertThat(parked()).as("nothing was corrected").hasSize(2);
    StoredRoutes.put(mapping.transactions, ROUTES.formatted("name", "live"));

    AsideKeeper.Done done =
        keeper.retry(
            new Chosen(Scope.ALL, "customers", "", List.of(parked().get(0).ref()), "", 1_000),
            "ada");

    assertThat(done.records()).isEqualTo(1);
    assertThat(mapping.outbox.deliveries()).hasSize(1);
    assertThat(parked()).hasSize(1);
  }

  @Test
  void whatIsDismissedIsParkedNoMoreUntilItsNextChange() {
    twoThatCannotBeMapped();

    AsideKeeper.Done done = keeper.dismiss(all(""), "they left", "ada");

    assertThat(done.records()).isEqualTo(2);
    assertThat(parked()).isEmpty();
    assertThat(keeper.dismiss(all(""), "they left", "ada").records()).isZero();
    assertThat(mapping.rows("select distinct result, reason from delivery_state"))
        .containsExactly("DISMISSED Dismissed by ada: they left");
    mapping.take(changed(customer("1"), 3, Map.of("name", "A2")));
    assertThat(parked()).hasSize(1);
  }

  @Test
  void aRouteThatIsNotLiveMapsNothing() {
    twoThatCannotBeMapped();
    StoredRoutes.put(mapping.transactions, ROUTES.formatted("name", "paused"));

    assertThatThrownBy(() -> keeper.retry(all(""), "ada"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("customers is not live");
  }

  @Test
  void aHundredThousandAreCountedPagedAndDismissedInBoundedStepsByTheirReason() {
    mapping.transactions.run(
        sql -> {
          Query.update(
              sql,
              """
              insert into delivery_state (ref, record_key, route, route_version, sequence, journey,
                                          sent_at, result, reason)
              select 'z|organization|f|customer|' || lpad(g::text, 6, '0'), 'f|customer|' || g,
                     'customers', 1, '1.1', 'j', now(), 'PARKED',
                     case when g % 40000 = 0 then 'rare' else 'often' end
              from generate_series(1, 100000) g
              """);
          Query.update(sql, "analyze delivery_state");
        });

    List<AsideTable.Group> groups =
        mapping.transactions.inTransaction(sql -> AsideTable.groups(sql, Scope.ALL));
    List<String> plan =
        mapping.transactions.inTransaction(
            sql ->
                Query.list(
                    sql,
                    row -> row.getString(1),
                    "explain " + AsideTable.statement(Scope.ALL, "customers", "rare", ""),
                    AsideTable.arguments("customers", "rare", "", 50)));
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Chosen often = new Chosen(Scope.ALL, "customers", "often", null, "", 1_000);
      steps.add(keeper.dismiss(often, "no more", "ada").records());
    }

    assertThat(groups).extracting(AsideTable.Group::count).containsExactly(99_998L, 2L);
    assertThat(String.join("\n", plan))
        .contains("Index Scan using delivery_state_aside")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(steps).containsExactly(1_000, 1_000, 1_000);
    assertThat(mapping.rows("select count(*) from delivery_state where result = 'DISMISSED'"))
        .containsExactly("3000");
  }
}
