package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.embedded.EmbeddedKafka;
import io.mlconnector.sandbox.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of docs/operations.md, "Restore": all databases go back to a moment, Kafka and the
 * vendors stay where they are. The vendors are the judge. It takes some minutes: {@code
 * -Drestore=true}.
 */
@EnabledIfSystemProperty(named = "restore", matches = "true")
class RestoreIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration CHANGE = Duration.ofMinutes(2);
  private static final Company COMPANY = Company.generate(1, 40, 100);
  private static final List<String> CUSTOMERS =
      COMPANY.customers().stream().map(each -> each.partyNumber()).limit(3).toList();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> GROUPS =
      Set.of("mapping", "mapping-outcomes", "console", "deliveries-zendesk");

  /** How much before the moment groups are set back. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final String base = String.valueOf(RunningLauncher.freeBase());

  @Test
  void allDatabasesGoBackToAMomentAndNothingIsLostOrMadeTwice() throws Exception {
    Path data = folder.resolve("data");
    BaseBackup backup = BaseBackup.of(data.resolve("postgres"), folder.resolve("backup"));
    String moment;
    Instant back;
    Ports ports;
    SolvedTickets tickets;
    Set<String> aside;
    try (RunningStages run = run(data)) {
      run.start();
      ports = run.ports();
      SandboxView vendors = new SandboxView(ports);
      tickets = tickets(vendors, run);
      backup.archive(run.database());
      run.restartDatabase(Duration.ofMillis(100));
      backup.take(run.database());
      new Loaded(COMPANY, vendors).await("the load, backed up in the middle");
      tickets.solve(vendors.requesters().get(0), () -> {});
      tickets.awaitNotes();
      setLimit(vendors, 0, "111111");
      aside = aside(run.services());

      moment = BaseBackup.now(run.database());
      back = Instant.now().minus(BEFORE);

      // What the restored databases will not know: other owners, writes, a note.
      for (int kill = 0; kill < 2; kill++) {
        run.killOnly("oracle-fusion", "fusion");
      }
      setLimit(vendors, 1, "222222");
      tickets.solve(vendors.requesters().get(1), () -> {});
      tickets.awaitNotes();
      backup.archiveAll(run.database());
    }

    backup.restore(moment, ports.of(Ports.POSTGRES));
    setGroupsBack(data, ports, back);

    try (RunningStages run = run(data)) {
      run.start();
      SandboxView vendors = new SandboxView(ports);
      ServiceView services = run.services();
      services.awaitPoll("oracle-fusion", "fusion", "customers");
      services.awaitPoll("oracle-fusion", "fusion", "contacts");
      resync(services);
      setLimit(vendors, 2, "333333");

      tickets.awaitNotes();
      new Loaded(COMPANY, vendors).await("nothing is missing or twice");
      assertLimit(vendors, 0, "111111");
      assertLimit(vendors, 1, "222222");
      assertThat(aside(services)).isEqualTo(aside);
      new Loaded(COMPANY, vendors).assertAudited(new Topics("127.0.0.1:" + ports.of(Ports.KAFKA)));
      assertLedgerFits(services);
    }
  }

  /** Refs that wait for a person, such as a contact with an agent's address. */
  private static Set<String> aside(ServiceView services) throws Exception {
    return new TreeSet<>(
        JSON.readTree(services.get("zendesk", "/api/deliveries/parked?connection=zendesk"))
            .findValuesAsText("ref"));
  }

  private static void resync(ServiceView services) throws Exception {
    List<String> live = new ArrayList<>();
    for (JsonNode route : JSON.readTree(services.get("mapping", "/api/routes"))) {
      if (route.findValue("state").asText().equals("live")) {
        live.add(route.findValue("name").asText());
      }
    }
    assertThat(live).isNotEmpty();
    for (String name : live) {
      services.post("mapping", "/api/routes/" + name + "/resync", JSON.createObjectNode());
    }
  }

  private RunningStages run(Path data) throws Exception {
    return new RunningStages(
        REPOSITORY, data, List.of("--sandbox-company", "small", "--port-base", base));
  }

  private static SolvedTickets tickets(SandboxView vendors, RunningStages run) {
    return new SolvedTickets(
        "zendesk", vendors, run.services(), user -> vendors.notes(vendors.customerOf(user)));
  }

  private static void setGroupsBack(Path data, Ports ports, Instant back) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), ports.of(Ports.KAFKA))) {
      ConsumerGroups.setBack(kafka.bootstrapServers(), GROUPS, back);
    }
  }

  private static void setLimit(SandboxView vendors, int customer, String limit) {
    vendors.setAccount(CUSTOMERS.get(customer), "CreditLimit_c", limit);
    await("credit limit " + limit)
        .atMost(CHANGE)
        .untilAsserted(() -> assertLimit(vendors, customer, limit));
  }

  private static void assertLimit(SandboxView vendors, int customer, String limit) {
    assertThat(vendors.creditLimit(CUSTOMERS.get(customer))).isEqualTo(limit);
  }

  private static void assertLedgerFits(ServiceView services) throws Exception {
    services.post("console", "/api/ledger/verify", JSON.createObjectNode());
    await("the ledger is verified")
        .atMost(CHANGE)
        .untilAsserted(
            () -> assertThat(services.get("console", "/api/ledger/verify")).contains("\"fits\""));
  }
}
