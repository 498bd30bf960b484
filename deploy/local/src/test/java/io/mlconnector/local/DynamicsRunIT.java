package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The other ERP, and what the helpdesk says on its accounts: two environments, each with a helpdesk
 * of its own, and two replicas of each adapter. Of the four owners two are killed during the first
 * load, the other two while tickets and records change. Another history: {@code -Dchaos.seed=…}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DynamicsRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration LOAD = Duration.ofMinutes(5);
  private static final Duration CHANGE = Duration.ofMinutes(2);
  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration A_MINUTE = Duration.ofSeconds(70);

  /** Called by one name here, by another there; all other keys and names are the same in both. */
  private static final String TWIN = "usmf:US-004";

  @TempDir static Path data;

  private final Random random = new Random(Long.getLong("chaos.seed", 1L));
  private final Map<DynamicsPair, Deque<String>> unused = new HashMap<>();
  private Sandbox otherVendors;
  private RunningStages run;
  private DynamicsPair one;
  private DynamicsPair other;
  private List<Owned> connections;

  @BeforeAll
  void load() throws Exception {
    otherVendors = Sandbox.start(SandboxOptions.forTests());
    run =
        new RunningStages(
            REPOSITORY,
            data,
            List.of("--erp", "dynamics365", "--replicas", "2", "--sandbox-company", "small"));
    run.secondAccounts(otherVendors);
    one = new DynamicsPair("dynamics", "zendesk", new SandboxView(run.ports()));
    other =
        new DynamicsPair(
            "dynamics" + SecondAccounts.SUFFIX,
            "zendesk" + SecondAccounts.SUFFIX,
            new SandboxView(otherVendors.control()));
    other.rename(TWIN, "Another company of that number");
    connections = connections();
    run.start();
    for (DynamicsPair pair : pairs()) {
      pair.vendors().buyHighVolume();
    }
    for (Owned owned : connections.subList(0, 2)) {
      pause();
      run.killOwner(owned.system(), owned.connection());
    }
    for (DynamicsPair pair : pairs()) {
      await("every customer and vendor is an organization, every person with an address a user")
          .atMost(LOAD)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                assertThat(pair.organizations().keySet()).isEqualTo(pair.expected());
                assertThat(pair.vendors().emails()).containsAll(pair.emails());
              });
      unused.put(pair, new ArrayDeque<>(pair.requesters().keySet()));
    }
  }

  @AfterAll
  void stop() {
    run.close();
    otherVendors.close();
  }

  private record Owned(String system, String connection) {}

  private List<DynamicsPair> pairs() {
    return List.of(one, other);
  }

  /** All four, in an order that the seed draws, in which each half has one of each system. */
  private List<Owned> connections() {
    List<DynamicsPair> erps = new ArrayList<>(pairs());
    List<DynamicsPair> helpdesks = new ArrayList<>(pairs());
    Collections.shuffle(erps, random);
    Collections.shuffle(helpdesks, random);
    List<Owned> all = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      all.add(new Owned("dynamics365", erps.get(half).erp()));
      all.add(new Owned("zendesk", helpdesks.get(half).helpdesk()));
    }
    return all;
  }

  private void pause() {
    int millis = random.nextInt(1_000);
    await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
  }

  private void awaitReplicas() {
    run.awaitReplicas("dynamics365");
    run.awaitReplicas("zendesk");
  }

  private void pollCustomersAndContacts(DynamicsPair pair) {
    run.services().awaitPoll("dynamics365", pair.erp(), "customers");
    run.services().awaitPoll("dynamics365", pair.erp(), "contacts");
  }

  /** A customer that no other test looks at. */
  private String customer(DynamicsPair pair) {
    return unused.get(pair).remove();
  }

  private SolvedTickets tickets(DynamicsPair pair) {
    return new SolvedTickets(
        pair.helpdesk(), pair.vendors(), run.services(), requester -> pair.attachments());
  }

  private void awaitMemo(DynamicsPair pair, String customer, String... parts) {
    await(customer + " of " + pair.erp())
        .atMost(CHANGE)
        .untilAsserted(() -> assertThat(pair.memo(customer)).contains(parts));
  }

  @Test
  void nothingIsThereTwiceAndAllOfItIsAudited() throws Exception {
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    Set<String> targets = new HashSet<>();
    for (DynamicsPair pair : pairs()) {
      assertThat(pair.vendors().duplicates()).isEmpty();
      pair.organizations().values().forEach(each -> targets.add(each.path("id").asText()));
      pair.vendors().users().forEach(each -> targets.add(each.path("id").asText()));
    }
    await()
        .atMost(SECONDS)
        .untilAsserted(() -> assertThat(topics.auditedTargets()).containsAll(targets));
    assertThat(topics.disordered("customer")).isEmpty();
    assertThat(topics.disordered("vendor")).isEmpty();
    assertThat(topics.disordered("contact")).isEmpty();
  }

  @Test
  void equalNumbersInTwoCompaniesAndACustomerThatIsAVendorAreOrganizationsOfTheirOwn()
      throws Exception {
    Map<String, JsonNode> made = one.organizations();

    assertThat(one.organization("usmf:US-001").path("id"))
        .isNotEqualTo(one.organization("gbsi:US-001").path("id"));
    assertThat(made.values().stream().map(each -> each.path("name").asText()))
        .doesNotHaveDuplicates();
    String vendor = one.id("vendor", one.vendorKeys().findFirst().get());
    assertThat(made.get(vendor).path("tags").toString()).contains("vendor");
  }

  @Test
  void twoAccountsOfEachSystemKeepToTheirOwnRoutes() throws Exception {
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    for (DynamicsPair pair : pairs()) {
      assertThat(pair.organization(TWIN).path("name").asText())
          .startsWith(pair.customer(TWIN).path("OrganizationName").asText());
      assertThat(pair.organizations().keySet()).allMatch(id -> id.startsWith(pair.erp() + ":"));
      assertThat(pair.vendors().users())
          .allMatch(user -> user.path("external_id").asText().startsWith(pair.erp() + ":"));
      assertThat(topics.keys(pair.erp(), "customer"))
          .hasSameSizeAs(pair.customerKeys().toList())
          .contains(pair.erp() + "|customer|" + TWIN);
    }
    assertThat(one.organization(TWIN).path("name"))
        .isNotEqualTo(other.organization(TWIN).path("name"));

    awaitReplicas();
    for (DynamicsPair pair : pairs()) {
      String customer = customer(pair);
      String email = pair.requesters().get(customer).path("email").asText();
      String ticket = pair.vendors().openTicket(email, "Whose is it?", "Ours.");
      await().atMost(CHANGE).until(() -> pair.attachments(ticket).size() == 1);
      assertThat(pair.attachments(ticket).get(0)).startsWith(customer + " ");
      awaitMemo(pair, customer, "Open 1,");
    }
    for (DynamicsPair pair : pairs()) {
      assertThat(pair.attachments()).allMatch(note -> note.contains("[" + pair.helpdesk() + ":"));
    }
  }

  @Test
  void thePageShowsEveryConnectionAndNoSystemThatIsNotInUse() throws Exception {
    awaitReplicas();

    assertThat(run.services().get("console", "/"))
        .contains("/connections/dynamics\"", "/connections/dynamics-b\"")
        .contains("/connections/zendesk\"", "/connections/zendesk-b\"")
        .doesNotContain("oracle-fusion", "does not answer");
  }

  @Test
  void aTicketAndTheOpenCountAreOnTheAccountWithinSeconds() throws Exception {
    awaitReplicas();
    String customer = customer(one);
    String email = one.requesters().get(customer).path("email").asText();
    SandboxView desk = one.vendors();

    String ticket = desk.openTicket(email, "No delivery", "Where is it?");
    await().atMost(SECONDS).until(() -> one.attachments(ticket).size() == 1);
    assertThat(one.attachments(ticket).get(0))
        .startsWith(customer + " Support ticket " + ticket + ": No delivery")
        .contains("Status: new");
    await().atMost(SECONDS).until(() -> one.memo(customer).contains("Open 1,"));

    desk.answerTicket(ticket, "It is on its way.");
    desk.solveTicket(ticket);
    await()
        .atMost(SECONDS)
        .until(() -> one.attachments(ticket).get(0).contains("It is on its way."));
    await()
        .atMost(SECONDS)
        .untilAsserted(
            () -> assertThat(one.memo(customer)).contains("Open 0,", "solved in 30 days 1"));
    assertThat(one.attachments(ticket)).hasSize(1);

    String record = "zendesk%7Cticket%7C" + ticket;
    assertThat(run.services().get("console", "/api/journeys?record=" + record))
        .contains("\"WEBHOOK_ACCEPTED\"", "\"PUBLISHED\"", "\"ROUTED\"", "\"CREATED\"");
  }

  @Test
  void aRenamedCustomerIsOneRenamedOrganizationAndANewAddressAFurtherOneOfOneUser()
      throws Exception {
    Renaming renaming = new Renaming(one, customer(one));
    renaming.change();
    pollCustomersAndContacts(one);
    renaming.awaitSeen();
  }

  /** The second helpdesk is a day ahead afterwards. */
  @Test
  void webhooksThatAreMissingLostDoubledReversedAndADayLateChangeNothingInTheEnd()
      throws Exception {
    awaitReplicas();
    SandboxView desk = other.vendors();
    desk.holdWebhooks();
    SolvedTickets tickets = tickets(other);
    List<String> customers = List.of(customer(other), customer(other), customer(other));
    List<String> ids = new ArrayList<>();
    for (String customer : customers) {
      ids.add(tickets.solve(other.requesters().get(customer), () -> {}));
    }
    tickets.awaitOneNoteEach();

    for (String ticket : ids) {
      desk.setStatus(ticket, "open");
      desk.setStatus(ticket, "pending");
      desk.answerTicket(ticket, "Is it on?");
    }
    desk.later(A_DAY);
    desk.releaseWebhooksDoubledAndReversed(3);

    await().atMost(CHANGE).untilAsserted(() -> assertPending(ids));
    desk.later(A_MINUTE);
    run.services().awaitPoll("zendesk", other.helpdesk(), "tickets");
    for (String customer : customers) {
      awaitMemo(other, customer, "Open 0, pending 1,", "solved in 30 days 0");
    }
    await()
        .atMost(CHANGE)
        .until(
            () -> run.services().get("zendesk", hooks(other)).replaceAll("\\s", "").equals("[]"));
    assertPending(ids);
  }

  private static String hooks(DynamicsPair pair) {
    return "/api/connections/" + pair.helpdesk() + "/hooks";
  }

  private void assertPending(Collection<String> tickets) throws Exception {
    for (String ticket : tickets) {
      assertThat(other.attachments(ticket)).hasSize(1);
      assertThat(other.attachments(ticket).get(0)).contains("Status: pending");
    }
  }

  @Test
  void ticketsCountsAndChangedRecordsAreRightAlthoughEveryOwnerIsKilledInTheMiddle()
      throws Exception {
    Map<DynamicsPair, SolvedTickets> tickets = Map.of(one, tickets(one), other, tickets(other));
    Map<String, DynamicsPair> solved = new HashMap<>();
    List<Renaming> changes = new ArrayList<>();
    awaitReplicas();
    for (Owned owned : connections.subList(2, 4)) {
      for (DynamicsPair pair : pairs()) {
        changes.add(new Renaming(pair, customer(pair)));
      }
      DynamicsPair theirs = Stream.of(one, other).filter(pair -> of(pair, owned)).findFirst().get();
      String customer = customer(theirs);
      solved.put(theirs.erp() + " " + customer, theirs);
      for (Renaming change : changes.subList(changes.size() - 2, changes.size())) {
        change.change();
        run.services().poll("dynamics365", change.pair().erp(), "customers");
      }
      tickets
          .get(theirs)
          .solve(
              theirs.requesters().get(customer),
              () -> {
                pause();
                run.killOwner(owned.system(), owned.connection());
              });
    }

    for (DynamicsPair pair : pairs()) {
      tickets.get(pair).awaitOneNoteEach();
      pollCustomersAndContacts(pair);
    }
    solved.forEach(
        (key, pair) ->
            awaitMemo(pair, key.substring(key.indexOf(' ') + 1), "Open 0,", "solved in 30 days 1"));
    for (Renaming change : changes) {
      change.awaitSeen();
    }
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    assertThat(topics.disordered("ticket")).isEmpty();
    assertThat(topics.disordered("support-summary")).isEmpty();
  }

  private static boolean of(DynamicsPair pair, Owned owned) {
    return pair.erp().equals(owned.connection()) || pair.helpdesk().equals(owned.connection());
  }
}
