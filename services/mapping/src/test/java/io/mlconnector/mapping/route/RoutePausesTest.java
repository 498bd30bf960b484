package io.mlconnector.mapping.route;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.resync.Resync;
import io.mlconnector.mapping.resync.ResyncTurn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that stand still because a person says so. */
class RoutePausesTest {

  private static final String CUSTOMERS =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          fields: { external_id: "$externalId()", name: name }
          state: live
      """;

  private static final String BOTH_WAYS =
      """
      routes:
        - name: there
          mirror: back
          from: { connection: erp, entity: customer }
          to: { connection: crm, object: account }
          fields: { Name: name }
          state: live
        - name: back
          mirror: there
          from: { connection: crm, entity: customer }
          to: { connection: erp, object: customer }
          fields: { Name: name }
          state: live
      """;

  private final Mapping mapping = new Mapping();
  private final List<String> delivered = new ArrayList<>();
  private final Resync resync =
      new Resync(
          mapping.transactions, mapping.routes, mapping.redelivery, mapping.outbox, mapping.clock);
  private final RoutePauses here = replica();
  private final RoutePauses there = replica();
  private final RouteKeeper keeper =
      new RouteKeeper(
          mapping.transactions,
          mapping.routes,
          new RouteValidator(new FakeAdapters(), mapping.transactions),
          resync,
          mapping.clock);

  private RoutePauses replica() {
    return new RoutePauses(
        mapping.transactions,
        mapping.routes,
        resync,
        new Pauses(mapping.transactions, mapping.clock),
        mapping.outbox,
        mapping.audits,
        mapping.clock);
  }

  @BeforeEach
  void routes() {
    StoredRoutes.put(mapping.transactions, CUSTOMERS);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void changesOfAPausedRouteAreNotDeliveredAndAreWhenItGoesOn() {
    take("1", 1, "Acme");
    here.begin(pause(null));
    take("1", 2, "Acme Ltd");
    take("2", 3, "Globex");
    assertThat(names()).containsExactly("Acme");
    assertThat(paused().reason()).isEqualTo("wrong names");

    here.end(Scope.ROUTE, "customers", "bob");
    ResyncTurn.of(resync);
    take("2", 4, "Globex Ltd");

    assertThat(names()).containsExactly("Acme", "Acme Ltd", "Globex", "Globex Ltd");
    assertThat(paused()).isNull();
  }

  @Test
  void itGoesOnByItselfOnceAlsoWhereNobodyWasThereAtItsEnd() {
    here.begin(pause(Duration.ofHours(1)));
    take("1", 1, "Acme");
    here.endThoseThatAreOver();
    ResyncTurn.of(resync);
    assertThat(names()).isEmpty();

    mapping.clock.add(Duration.ofHours(3));
    there.endThoseThatAreOver();
    here.endThoseThatAreOver();
    ResyncTurn.of(resync);

    assertThat(names()).containsExactly("Acme");
    assertThat(mapping.rows("select count(*) from run")).containsExactly("1");
    assertThat(mapping.outbox.audited())
        .extracting(event -> event.message())
        .anyMatch(words -> words.startsWith("Route customers: goes on by itself"));
  }

  @Test
  void aPausedRouteThatIsSavedSendsNothingBeforeItGoesOn() {
    take("1", 1, "Acme");
    here.begin(pause(null));
    keeper.save(route("'Company ' & name"), "ada", null, List.of());
    ResyncTurn.of(resync);
    assertThat(names()).containsExactly("Acme");

    here.end(Scope.ROUTE, "customers", "ada");
    ResyncTurn.of(resync);
    assertThat(names()).containsExactly("Acme", "Company Acme");
  }

  @Test
  void aRouteThatIsNotLiveAnyMoreHasNoPauseLeft() {
    here.begin(pause(null));

    keeper.changeState("customers", RouteState.PLAN, "ada");

    assertThat(here.all()).isEmpty();
    assertThatThrownBy(() -> here.begin(pause(null)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is in the state plan and delivers nothing");
    keeper.remove("customers", "ada");
    assertThatThrownBy(() -> here.begin(pause(null))).hasMessage("There is no route customers");
  }

  @Test
  void aRouteForTheFirstRecordsSendsThoseThatChangedMeanwhileAndNoOthers() {
    take("old", 1, "Old");
    keeper.save(firstOne(), "ada", null, List.of());
    ResyncTurn.of(resync);
    here.begin(pause(null));
    take("x", 2, "Changed");
    take("y", 3, "Changed too");
    int before = names().size();

    here.end(Scope.ROUTE, "customers", "ada");
    ResyncTurn.of(resync);

    assertThat(names().subList(before, names().size())).containsExactly("Changed", "Changed too");
  }

  @Test
  void bothRoutesOfATwoWayPairStandStillAndGoOnTogether() {
    StoredRoutes.put(mapping.transactions, BOTH_WAYS);
    here.begin(new Pause(Scope.ROUTE, "there", "names", "ada", mapping.clock.instant(), null));
    Mirror mirror = mapping.routes.newest().mirrors().get(0);
    assertThat(mirror.live()).isFalse();

    here.end(Scope.ROUTE, "there", "ada");

    assertThat(mapping.routes.newest().mirrors().get(0).live()).isTrue();
    assertThat(mapping.rows("select route from run order by route"))
        .containsExactly("back", "there");
  }

  @Test
  void allOfItStandsStillBesideSingleRoutes() {
    Pauses seen = new Pauses(mapping.transactions, mapping.clock);
    here.begin(new Pause(Scope.EVERYTHING, "", "migration", "ada", mapping.clock.instant(), null));
    assertThat(seen.everything()).isTrue();

    here.end(Scope.EVERYTHING, "", "ada");
    seen.refresh();

    assertThat(seen.everything()).isFalse();
  }

  private Pause pause(Duration time) {
    return new Pause(
        Scope.ROUTE,
        "customers",
        "wrong names",
        "ada",
        mapping.clock.instant(),
        time == null ? null : mapping.clock.instant().plus(time));
  }

  private Pause paused() {
    return keeper.find("customers").orElseThrow().pause();
  }

  private static Route route(String name) {
    return RouteYaml.read(CUSTOMERS.replace("name: name }", "name: \"" + name + "\" }"))
        .routes()
        .get(0);
  }

  private static Route firstOne() {
    return RouteYaml.read(CUSTOMERS.replace("state: live", "state: live\n    firstN: 1"))
        .routes()
        .get(0);
  }

  private void take(String key, long number, String name) {
    mapping.take(changed(customer(key), number, Map.of("key", key, "name", name)));
  }

  /** All that was ever delivered. */
  private List<String> names() {
    for (Delivery delivery : mapping.outbox.deliveries()) {
      delivery.fields().stream()
          .filter(field -> field.path().equals("name"))
          .forEach(field -> delivered.add(field.value().asText()));
    }
    return delivered;
  }
}
