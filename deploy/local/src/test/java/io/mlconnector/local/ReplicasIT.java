package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Customer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas of each adapter: during the first load the owners are killed, and the database and
 * the broker are restarted; afterwards owners are stopped and continued.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ReplicasIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Company COMPANY = Company.generate(1, 400, 1_000);

  /** Enough to be written by a job, which our share of single updates does not slow down. */
  private static final List<String> CHANGED =
      COMPANY.customers().stream().map(Customer::partyNumber).limit(5).toList();

  private static final Duration CHANGE = Duration.ofMinutes(2);
  private static final Duration TAKEOVER = Duration.ofSeconds(10);
  private static final Duration AWAY = Duration.ofSeconds(4);
  private static final Map<String, String> CONNECTIONS =
      new TreeMap<>(Map.of("zendesk", "zendesk", "oracle-fusion", "fusion"));

  /** Of the 400 calls a minute of Zendesk's growth plan. */
  private static final String SHARE = "0.5";

  private static final int OUR_CALLS_A_MINUTE = 200;

  @TempDir static Path data;

  private final Map<String, Duration> takeovers = new LinkedHashMap<>();
  private RunningStages run;
  private SandboxView vendors;

  @BeforeAll
  void load() throws Exception {
    run =
        new RunningStages(
            REPOSITORY, data, List.of("--replicas", "2", "--sandbox-company", "medium"));
    run.share("growth", SHARE);
    run.takeCallsADayLate();
    run.start();
    vendors = new SandboxView(run.ports());
    await().atMost(CHANGE).until(() -> !vendors.organizations().isEmpty());
    List<Killed> killed = new ArrayList<>();
    for (Map.Entry<String, String> each : CONNECTIONS.entrySet()) {
      RunningStages.Owner owner = run.killOwner(each.getKey(), each.getValue());
      killed.add(new Killed(each.getKey(), owner, System.nanoTime()));
    }
    for (Killed each : killed) {
      run.awaitOwnerOtherThan(each.owner, each.system, CONNECTIONS.get(each.system));
      takeovers.put(each.system, Duration.ofNanos(System.nanoTime() - each.at));
    }
    run.restartDatabase(AWAY);
    run.restartBroker(AWAY);
    new Loaded(COMPANY, vendors).await("the load, after kills and restarts");
  }

  private record Killed(String system, RunningStages.Owner owner, long at) {}

  @AfterAll
  void stop() {
    run.close();
  }

  @Test
  void aKilledOwnerIsReplacedSoon() {
    assertThat(takeovers).hasSize(CONNECTIONS.size());
    assertThat(takeovers).allSatisfy((system, took) -> assertThat(took).isLessThan(TAKEOVER));
  }

  @Test
  void ourShareOfTheQuotaIsKeptAcrossOwners() throws Exception {
    assertThat(vendors.mostCallsWithin(Duration.ofMinutes(1))).isBetween(1, OUR_CALLS_A_MINUTE);
  }

  @Test
  void everythingIsAuditedAndInOrder() throws Exception {
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));

    new Loaded(COMPANY, vendors).assertAudited(topics);
    assertThat(topics.disordered("customer")).isEmpty();
    assertThat(topics.disordered("contact")).isEmpty();
  }

  @Test
  void anOwnerThatWasStoppedAndGoesOnPublishesAndWritesNothingStale() throws Exception {
    CONNECTIONS.keySet().forEach(run::awaitReplicas);
    setCreditLimits("111111");
    RunningStages.Owner fusion = run.awaitOwner("oracle-fusion", "fusion");
    RunningStages.Owner zendesk = run.awaitOwner("zendesk", "zendesk");
    ProcessHandle source = run.process("oracle-fusion", fusion);
    ProcessHandle target = run.process("zendesk", zendesk);
    RunningStages.signal(source, "STOP");
    RunningStages.signal(target, "STOP");
    run.awaitOwnerOtherThan(fusion, "oracle-fusion", "fusion");
    run.awaitOwnerOtherThan(zendesk, "zendesk", "zendesk");
    setCreditLimits("222222");
    run.services().awaitPoll(run.part("oracle-fusion", fusion, false), "fusion", "customers");
    await().atMost(CHANGE).untilAsserted(() -> assertCreditLimits("222222"));
    int writes = vendors.writes().size();

    String sourcePart = run.part("oracle-fusion", fusion, true);
    String targetPart = run.part("zendesk", zendesk, true);
    long sources = run.endedLeases(sourcePart, "fusion");
    long targets = run.endedLeases(targetPart, "zendesk");
    RunningStages.signal(source, "CONT");
    RunningStages.signal(target, "CONT");
    await().atMost(CHANGE).until(() -> run.endedLeases(sourcePart, "fusion") > sources);
    await().atMost(CHANGE).until(() -> run.endedLeases(targetPart, "zendesk") > targets);
    run.services().awaitPoll("oracle-fusion", "fusion", "customers");
    run.services().awaitPoll("oracle-fusion", "fusion", "contacts");

    assertCreditLimits("222222");
    assertThat(vendors.writes()).hasSize(writes);
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    assertThat(topics.disordered("customer")).isEmpty();
  }

  @Test
  void aTicketIsOneNoteAlthoughEveryOwnerIsKilledInTheMiddle() throws Exception {
    Random random = new Random(Long.getLong("chaos.seed", 1L));
    List<JsonNode> users = vendors.requesters();
    SolvedTickets tickets = tickets();
    for (String system : CONNECTIONS.keySet()) {
      run.awaitReplicas(system);
      int pause = random.nextInt(600);
      tickets.solve(
          users.get(random.nextInt(users.size())),
          () -> {
            await().pollDelay(Duration.ofMillis(pause)).until(() -> true);
            run.killOwner(system, CONNECTIONS.get(system));
          });
    }

    tickets.awaitOneNoteEach();

    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    assertThat(topics.disordered("ticket")).isEmpty();
    assertThat(topics.disordered("support-summary")).isEmpty();
  }

  private SolvedTickets tickets() {
    return new SolvedTickets(
        "zendesk", vendors, run.services(), user -> vendors.notes(vendors.customerOf(user)));
  }

  /** The last one, because the simulated vendors are a day ahead afterwards. */
  @Test
  @Order(Integer.MAX_VALUE)
  void webhooksThatAreMissingLostDoubledReversedAndADayLateLeaveEachTicketItsOneNote()
      throws Exception {
    CONNECTIONS.keySet().forEach(run::awaitReplicas);
    vendors.holdWebhooks();
    SolvedTickets tickets = tickets();
    Map<String, JsonNode> requesters = new LinkedHashMap<>();
    for (JsonNode user : vendors.requesters().subList(0, 3)) {
      requesters.put(tickets.solve(user, () -> {}), user);
    }
    tickets.awaitOneNoteEach();

    for (String ticket : requesters.keySet()) {
      vendors.setStatus(ticket, "open");
      vendors.setStatus(ticket, "pending");
      vendors.answerTicket(ticket, "Is it on?");
    }
    vendors.later(Duration.ofDays(1));
    vendors.releaseWebhooksDoubledAndReversed(3);

    await().atMost(CHANGE).untilAsserted(() -> assertPending(requesters));
    await()
        .atMost(CHANGE)
        .until(
            () ->
                run.services()
                    .get("zendesk", "/api/connections/zendesk/hooks")
                    .replaceAll("\\s", "")
                    .equals("[]"));
    assertPending(requesters);
  }

  private void assertPending(Map<String, JsonNode> requesters) throws Exception {
    for (Map.Entry<String, JsonNode> each : requesters.entrySet()) {
      String marker = "[zendesk:ticket:" + each.getKey() + "]";
      assertThat(vendors.notes(vendors.customerOf(each.getValue())))
          .filteredOn(note -> note.endsWith(marker))
          .singleElement()
          .asString()
          .contains("Status: pending");
    }
  }

  private void setCreditLimits(String limit) throws Exception {
    for (String customer : CHANGED) {
      vendors.setAccount(customer, "CreditLimit_c", limit);
    }
  }

  private void assertCreditLimits(String limit) throws Exception {
    for (String customer : CHANGED) {
      assertThat(vendors.creditLimit(customer)).isEqualTo(limit);
    }
  }
}
