package io.mlconnector.mapping.route;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesFileTest extends RoutesFileCase {

  @Test
  void aFileIsTakenOnceAndAgainWhenItChanges() throws Exception {
    RoutesFile file = file("routes:\n" + customers("name"));
    file.look();
    file.look();
    assertThat(routes()).containsExactly("customers 1");

    write("routes:\n" + customers("name").replace("live", "paused"));
    file.look();

    assertThat(routes()).containsExactly("customers 2");
    assertThat(file.problem()).isNull();
  }

  @Test
  void aRouteWhoseParentCannotBeTakenWaitsForIt() throws Exception {
    RoutesFile file = file("routes:\n" + CONTACTS + customers("nam"));
    file.look();

    assertThat(routes()).isEmpty();
    assertThat(file.problem())
        .contains("customers:", "did you mean 'name'")
        .contains("contacts:", "no route maps customer", "make that route first");

    write("routes:\n" + CONTACTS + customers("name"));
    file.look();

    assertThat(routes()).containsExactly("contacts 1", "customers 1");
    assertThat(file.problem()).isNull();
  }

  @Test
  void aRouteThatIsRightIsTakenBesideOneThatIsNot() throws Exception {
    RoutesFile file =
        file("routes:\n" + customers("name") + CONTACTS.replace("name: name", "n: n"));
    file.look();

    assertThat(routes()).containsExactly("customers 1");
    assertThat(file.problem()).contains("contacts:", "'n'");
  }

  @Test
  void whatCannotBeReadIsSaidAndLeavesWhatRuns() throws Exception {
    RoutesFile file = file("routes:\n" + customers("name"));
    file.look();

    write("routes:\n  - name: [broken\n");
    file.look();
    assertThat(file.problem()).contains("line 3");
    assertThat(routes()).containsExactly("customers 1");

    Files.delete(folder.resolve("routes.yaml"));
    file.look();
    assertThat(file.problem()).contains("cannot be read", "routes.yaml");
  }

  @Test
  void anAdapterThatDoesNotAnswerIsAskedAgain() throws Exception {
    adapters.silent = true;
    RoutesFile file = file("routes:\n" + customers("name"));
    file.look();
    assertThat(routes()).isEmpty();
    assertThat(file.problem()).contains("cannot be taken before it is checked");

    adapters.silent = false;
    file.look();
    assertThat(routes()).as("it is not asked at every look").isEmpty();
    clock.add(Duration.ofSeconds(3));
    file.look();

    assertThat(routes()).containsExactly("customers 1");
  }

  @Test
  void recordsThatWereParkedForWantOfTheParentsRouteAreSentOnceItIsThere() throws Exception {
    StoredRoutes.put(mapping.transactions, "routes:\n" + CONTACTS);
    mapping.take(
        changed(
            contact("9"),
            1,
            Map.of("key", "9", "name", "N", "status", "active", "customerKey", "c1")));
    assertThat(mapping.rows("select result from delivery_state")).containsExactly("PARKED");

    file("routes:\n" + customers("name")).look();

    assertThat(mapping.rows("select route from run where state = 'RUNNING' order by route"))
        .containsExactly("contacts", "customers");
  }

  @Test
  void aNameHasRoomForTwoConnectionsAndNotForMore() throws Exception {
    String longest = "a".repeat(63) + "-customers-to-" + "b".repeat(63);
    RoutesFile file =
        file("routes:\n" + customers("name").replace("name: customers", "name: " + longest));
    file.look();
    assertThat(file.problem()).isNull();

    write("routes:\n" + customers("name").replace("name: customers", "name: " + "a".repeat(151)));
    file.look();
    assertThat(file.problem()).contains("name must be", "at most 150");
  }
}
