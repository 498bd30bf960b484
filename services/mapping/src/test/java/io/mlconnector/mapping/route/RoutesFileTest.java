package io.mlconnector.mapping.route;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.MappingConfig;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import io.mlconnector.mapping.record.Snapshot;
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
          new RouteValidator(adapters, mapping.transactions),
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
  void ticketsAreShippedToTheErpAsNotesThatReadWell() throws Exception {
    RoutesFile file = file("defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live }\n");
    file.look();
    assertThat(file.problem()).isNull();
    RecordKey ticket = new RecordKey("zendesk-prod", "ticket", "4711");
    CompiledRoute route =
        mapping.routes.current().named("zendesk-prod-tickets-to-fusion-prod").orElseThrow();

    assertThat(note(route, ticket, example()))
        .isEqualTo(
            """
            Support ticket 4711: Invoice 30017 arrived twice
            Status: solved, priority normal
            Opened 2026-03-03 by Maren Ostermann

            We received invoice 30017 on Monday and again today. Which one shall we pay?

            Solved 2026-03-04 by Support Desk: Please pay the first one. The second was sent by \
            mistake and is cancelled.

            https://example.zendesk.com/agent/tickets/4711\
            """);
    assertThat(
            note(
                route,
                ticket,
                CanonicalJson.tree(
                    Map.of("key", "1", "status", "deleted", "createdAt", "2026-03-03T08:15Z"))))
        .isEqualTo("Support ticket 1\nStatus: deleted\nOpened 2026-03-03");
  }

  @Test
  void usersAreShippedToTheErpSwitchedOffAndSayOnlyWhatHappened() throws Exception {
    file("defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live }\n").look();
    String name = "zendesk-prod-users-to-fusion-prod";
    assertThat(keeper.find(name))
        .hasValueSatisfying(route -> assertThat(route.route().state()).isEqualTo(RouteState.DRAFT));
    CompiledRoute route = mapping.routes.current().named(name).orElseThrow();
    RecordKey user = new RecordKey("zendesk-prod", "contact", "77");

    assertThat(note(route, user, user("active", "2026-11-21", null)))
        .isEqualTo("Helpdesk user Nora Berg was added on 2026-11-21");
    assertThat(note(route, user, user("suspended", "2026-11-24", "fusion:contact:1")))
        .isEqualTo("Helpdesk user Nora Berg is suspended, as of 2026-11-24");
    for (JsonNode nothing :
        List.of(
            user("active", "2026-11-24", null), user("active", "2026-11-21", "fusion:contact:1"))) {
      assertThat(mapped(route, user, nothing)).isInstanceOf(Mapped.Filtered.class);
    }
  }

  @Test
  void aRouteThatIsShippedSwitchedOffIsAskedForByItsName() throws Exception {
    String pair = "defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live, also: ";
    RoutesFile file = file(pair + "[userz] }\n");
    file.look();
    assertThat(file.problem()).contains("also", "userz", "there are users");

    write(pair + "[users] }\n");
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(keeper.all()).hasSize(2);
    assertThat(keeper.all()).extracting(r -> r.route().state()).containsOnly(RouteState.LIVE);
  }

  private static JsonNode user(String status, String updated, String externalId) {
    return CanonicalJson.tree(
        Map.of(
            "key", "77",
            "name", "Nora Berg",
            "status", status,
            "customerKey", "5",
            "createdAt", "2026-11-21T08:00:00Z",
            "updatedAt", updated + "T09:00:00Z",
            "custom", externalId == null ? Map.of() : Map.of("external_id", externalId)));
  }

  private Mapped mapped(CompiledRoute route, RecordKey record, JsonNode data) {
    Snapshot snapshot =
        new Snapshot(
            record,
            new Sequence(1, 1),
            "event",
            Journey.begin(),
            Snapshot.State.PRESENT,
            data,
            Instant.EPOCH);
    return mapping.decider.decide(List.of(new Wish(route, snapshot))).get(0).mapped();
  }

  private String note(CompiledRoute route, RecordKey record, JsonNode data) {
    Mapped mapped = mapped(route, record, data);
    assertThat(mapped).isInstanceOf(Mapped.Fields.class);
    return ((Mapped.Fields) mapped)
        .fields().stream()
            .filter(field -> field.path().equals("text"))
            .map(field -> field.value().asText())
            .findFirst()
            .orElseThrow();
  }

  private static JsonNode example() throws IOException {
    try (var json = RecordKey.class.getResourceAsStream("/examples/ticket.json")) {
      return CanonicalJson.read(json.readAllBytes(), JsonNode.class);
    }
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

    write("defaults:\n  - { from: zendesk-prod, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem())
        .contains(
            "No routes are shipped from zendesk to zendesk, only from oracle-fusion to zendesk,"
                + " from zendesk to oracle-fusion, from dynamics365 to zendesk,"
                + " from zendesk to dynamics365, from jdedwards to zoho-crm,"
                + " from zoho-crm to jdedwards;");

    write("defaults:\n  - { from: fusion-prod, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem())
        .contains("has no field 'organization_fields.account_number'", "create it in the target");
  }

  @Test
  void shippedRoutesHaveAccountNumbersForTheEntitiesThatAreNamed() throws Exception {
    adapters.companies.put("d365-prod", List.of("usmf"));
    String text =
        "defaults:\n  - { from: d365-prod, to: zendesk-prod, createFields: true,"
            + " accountNumbers: [ENTITIES] }\n";
    RoutesFile file = file(text.replace("ENTITIES", "customer"));
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(keeper.all())
        .filteredOn(stored -> stored.route().scheme() == ExternalIdScheme.ACCOUNT_NUMBER)
        .extracting(stored -> stored.route().from().entity())
        .containsExactly("customer");

    write(text.replace("ENTITIES", "customer, vendor"));
    file.look();
    assertThat(file.problem()).contains("a vendor and a customer of d365-prod may have one");

    write(text.replace("ENTITIES", "employee"));
    file.look();
    assertThat(file.problem()).contains("accountNumbers none of the shipped routes is for");
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
