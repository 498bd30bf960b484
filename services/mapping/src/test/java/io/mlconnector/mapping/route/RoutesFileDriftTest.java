package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.mapping.route.RouteDrift.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people change stays, and is told, until the file says otherwise. */
class RoutesFileDriftTest extends RoutesFileCase {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private RoutesFileDrift drift(RoutesFile file) {
    file.look();
    return new RoutesFileDrift(file, keeper, meters);
  }

  private double told() {
    return meters.get("mlconnector.routes.drifted").gauge().value();
  }

  @Test
  void whatTheFileSaysIsNoDrift() throws Exception {
    RoutesFileDrift drift = drift(file("routes:\n" + customers("name") + CONTACTS));

    assertThat(drift.now()).isEmpty();
  }

  @Test
  void whatAPersonChangedIsToldWithWhereAndWhomUntilTheFileIsTakenAgain() throws Exception {
    RoutesFile file = file("routes:\n" + customers("name"));
    RoutesFileDrift drift = drift(file);
    keeper.changeState("customers", RouteState.PAUSED, "olaf");
    drift.look();

    assertThat(drift.now())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.route()).isEqualTo("customers");
              assertThat(one.kind()).isEqualTo(Kind.CHANGED);
              assertThat(one.paths()).containsExactly("state");
              assertThat(one.author()).isEqualTo("olaf");
            });
    assertThat(told()).isEqualTo(1);
    file.look();
    assertThat(routes()).as("the person's word holds").containsExactly("customers 2");

    write("routes:\n" + customers("name").replace("live", "draft"));
    file.look();
    drift.look();

    assertThat(drift.now()).isEmpty();
    assertThat(told()).isZero();
  }

  @Test
  void aRouteThatAPersonRemovedAndOneThatTheFileLeftAreTold() throws Exception {
    RoutesFile file = file("routes:\n" + customers("name") + CONTACTS);
    RoutesFileDrift drift = drift(file);
    keeper.remove("contacts", "olaf");
    assertThat(drift.now())
        .extracting(RouteDrift::route, RouteDrift::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("contacts", Kind.REMOVED));

    write("routes: []\n");
    file.look();

    assertThat(drift.now())
        .extracting(RouteDrift::route, RouteDrift::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("customers", Kind.LEFT));
  }

  @Test
  void aRouteThatNoFileEverHadIsNone() throws Exception {
    RoutesFileDrift drift = drift(file("routes: []\n"));
    StoredRoutes.put(mapping.transactions, "routes:\n" + customers("name"));

    assertThat(drift.now()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsAProblemAndNoDrift() throws Exception {
    RoutesFile file = file("routes: [broken\n");

    assertThat(drift(file).now()).isEqualTo(List.of());
    assertThat(file.problem()).isNotNull();
  }
}
