package io.mlconnector.mapping.route;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.MappingConfig;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.resync.Resync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesFileTest {

  private static final String CUSTOMERS =
      """
        - name: customers
          from: { connection: fusion-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          fields: { FIELD: name }
          state: live
      """;

  private static final String CONTACTS =
      """
        - name: contacts
          from: { connection: fusion-prod, entity: contact }
          to: { connection: zendesk-prod, object: user }
          fields: { name: name, organization_id: "$linked('customer', customerKey)" }
          state: live
      """;

  @TempDir Path folder;

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private final RouteKeeper keeper =
      new RouteKeeper(
          mapping.transactions,
          mapping.routes,
          new RouteValidator(adapters),
          new Resync(
              mapping.transactions,
              mapping.routes,
              mapping.redelivery,
              mapping.outbox,
              Clock.systemUTC()),
          Clock.systemUTC());

  private final MovedClock clock = new MovedClock();

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  void close() {
    mapping.close();
  }

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
    clock.now = clock.now.plusSeconds(3);
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
  void shippedRoutesAreTakenWithTheFieldsTheyNeedAndCanBeReplacedOneByOne() throws Exception {
    RoutesFile file =
        file("defaults:\n  - { from: fusion-prod, to: zendesk-prod, createFields: true }\n");
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(routes())
        .containsExactly(
            "fusion-prod-contacts-to-zendesk-prod 1", "fusion-prod-customers-to-zendesk-prod 1");
    assertThat(keeper.all()).extracting(r -> r.route().state()).containsOnly(RouteState.PLAN);

    write(
        "defaults:\n  - { from: fusion-prod, to: zendesk-prod, state: live }\nroutes:\n"
            + customers("name")
                .replace("name: customers", "name: fusion-prod-customers-to-zendesk-prod"));
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(keeper.find("fusion-prod-customers-to-zendesk-prod"))
        .hasValueSatisfying(r -> assertThat(r.route().fields()).containsOnlyKeys("name"));
    assertThat(keeper.all()).extracting(r -> r.route().state()).containsOnly(RouteState.LIVE);
  }

  @Test
  void fieldsOfShippedRoutesAreMadeOnceAndNotAtEveryStart() throws Exception {
    String text = "defaults:\n  - { from: fusion-prod, to: zendesk-prod, createFields: true }\n";
    file(text).look();
    int made = adapters.provisions;

    RoutesFile afterARestart = file(text);
    afterARestart.look();

    assertThat(made).isEqualTo(2);
    assertThat(adapters.provisions).isEqualTo(made);
    assertThat(afterARestart.problem()).isNull();
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

  @Test
  void shippedRoutesThatCannotBeMadeSayWhy() throws Exception {
    RoutesFile file =
        file("defaults:\n  - { from: fusion-prod, to: zendesk-prod, state: alive, form: x }\n");
    file.look();
    assertThat(file.problem())
        .contains("defaults[0].state", "not alive", "defaults[0].form", "did you mean 'from'");

    write("defaults:\n  - { from: fusion-pord, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem()).contains("from there is no connection", "'fusion-prod'");

    write("defaults:\n  - { from: zendesk-prod, to: fusion-prod }\n");
    file.look();
    assertThat(file.problem())
        .contains(
            "No routes are shipped from zendesk to oracle-fusion, only from oracle-fusion to"
                + " zendesk;");

    write("defaults:\n  - { from: fusion-prod, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem())
        .contains("has no field 'organization_fields.account_number'", "create it in the target");
  }

  private RoutesFile file(String text) throws IOException {
    write(text);
    return new RoutesFile(
        new MappingConfig() {
          @Override
          public Optional<Path> file() {
            return Optional.of(folder.resolve("routes.yaml"));
          }

          @Override
          public Duration patience() {
            return Duration.ofSeconds(1);
          }
        },
        keeper,
        new DefaultRoutes(adapters),
        clock);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("routes.yaml"), text);
  }

  private static String customers(String field) {
    return CUSTOMERS.replace("FIELD", field);
  }

  private List<String> routes() {
    return mapping.rows("select name, version from route order by name");
  }
}
