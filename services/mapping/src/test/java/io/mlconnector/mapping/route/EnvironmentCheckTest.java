package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.resync.Resync;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes from one environment to another are refused unless they say so. */
class EnvironmentCheckTest {

  private static final String ACROSS = "acrossEnvironments";

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private final RouteKeeper keeper =
      new RouteKeeper(
          mapping.transactions,
          mapping.routes,
          new RouteValidator(adapters, mapping.transactions),
          new Resync(
              mapping.transactions,
              mapping.routes,
              mapping.redelivery,
              mapping.outbox,
              mapping.clock),
          mapping.clock);

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aRouteAcrossEnvironmentsIsRefusedWithBothTheirNames() {
    are("production", "test");

    assertThatThrownBy(() -> save("live", ""))
        .isInstanceOfSatisfying(
            Problem.class,
            refused ->
                assertThat(refused.errors())
                    .containsExactly(
                        new FieldError(
                            ACROSS,
                            "is not said, and the route leads from fusion-prod, which is"
                                + " production, to zendesk-prod, which is test: choose connections"
                                + " of one environment, or say acrossEnvironments: true")));
  }

  @Test
  void itIsTakenWhereTheRouteSaysSo() {
    are("production", "test");

    assertThat(save("live", "acrossEnvironments: true").warnings()).isEmpty();

    assertThat(RouteDocuments.text(keeper.find("customers").orElseThrow().route()))
        .contains("\"acrossEnvironments\":true");
  }

  @Test
  void oneEnvironmentIsOneWhateverItsCase() {
    are("Production", "production");

    assertThat(save("live", "").warnings()).isEmpty();
  }

  @Test
  void aConnectionWithoutAnEnvironmentIsHeldToNoneAndThatIsSaid() {
    are("production", null);

    assertThat(save("live", "").warnings())
        .containsExactly(
            new FieldError(
                ACROSS,
                "cannot be checked: connection zendesk-prod names no environment, and fusion-prod"
                    + " is production"));
    are(null, null);
    assertThat(save("live", "").warnings()).isEmpty();
  }

  @Test
  void whatAnAdapterSaidBeforeItWentAwayStillCounts() {
    are("test", "test");
    save("plan", "");
    are("test", "production");
    adapters.silent = true;
    assertThat(save("draft", "").warnings()).isNotEmpty();

    adapters.silent = false;
    assertThatThrownBy(() -> save("plan", "")).isInstanceOf(Problem.class);
    adapters.silent = true;

    assertThatThrownBy(() -> save("draft", ""))
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> assertThat(refused.errors()).extracting(FieldError::field).contains(ACROSS));
  }

  @Test
  void aRouteThatSaysNothingOfItHasTheDocumentThatItAlwaysHad() {
    assertThat(RouteDocuments.text(route("live", ""))).doesNotContain(ACROSS);
    assertThat(RouteDocuments.text(route("live", "acrossEnvironments: false")))
        .doesNotContain(ACROSS);
  }

  private void are(String source, String target) {
    adapters.environments.put("fusion-prod", source);
    adapters.environments.put("zendesk-prod", target);
  }

  private RouteKeeper.Saved save(String state, String more) {
    return keeper.save(route(state, more), "ada", null, List.of());
  }

  private static Route route(String state, String more) {
    return RouteYaml.read(
            """
            routes:
              - name: customers
                from: { connection: fusion-prod, entity: customer }
                to: { connection: zendesk-prod, object: organization }
                fields: { external_id: "$externalId()", name: name }
                state: %s
                %s
            """
                .formatted(state, more))
        .routes()
        .get(0);
  }
}
