package io.mlconnector.local;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Customer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The built services on one command, from the simulated ERP to the simulated helpdesk. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration CHANGE = Duration.ofMinutes(2);
  private static final Duration SECONDS = Duration.ofSeconds(20);
  private static final int CUSTOMERS = 2_000;
  private static final int CALLS_OF_THE_FIRST_LOAD = 450;

  private static final Company COMPANY = Company.generate(1, CUSTOMERS, 5_000);

  private static final String CUSTOMER = "300100010002";
  private static final String ANOTHER = "300100010003";
  private static final String ORGANIZATION = "fusion:customer:" + CUSTOMER;

  @TempDir static Path data;

  private final int base = RunningLauncher.freeBase();
  private RunningLauncher run;
  private SandboxView vendors;
  private long callsOfTheFirstLoad;
  private String callsByKind;

  @BeforeAll
  void load() throws Exception {
    start();
    new Loaded(COMPANY, vendors).await("the first load");
    callsOfTheFirstLoad = vendors.callsForRecords();
    callsByKind = vendors.callsByKind();
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  private void start() throws Exception {
    run = RunningLauncher.start(REPOSITORY, data, base, "--sandbox-company", "default");
    run.awaitLine("Console: http");
    vendors = new SandboxView(run.ports());
  }

  @Test
  void everyUserIsInAnOrganizationOfTheCompany() throws Exception {
    assertEveryUserIsInAnOrganizationOf(vendors);
  }

  @Test
  void thePageShowsBothConnectionsAndTheJourneyOfACustomer() throws Exception {
    String record = "fusion%7Ccustomer%7C" + CUSTOMER;

    assertThat(run.services().get("console", "/"))
        .contains(
            "aria-label=\"fusion, oracle-fusion, test\"", "aria-label=\"zendesk, zendesk, test\"")
        .contains("belongs to an agent or administrator");
    assertThat(run.services().get("console", "/routes")).contains("fusion-customers-to-zendesk");
    assertThat(run.services().get("console", "/journeys?q=" + record))
        .contains("fusion|customer|" + CUSTOMER);
    assertThat(run.services().get("console", "/api/journeys?record=" + record))
        .as("an organization of that name was there before, and is adopted")
        .contains("\"PUBLISHED\"", "\"ROUTED\"", "\"UPDATED\"");
  }

  @Test
  void theFirstLoadTakesFewCalls() {
    assertThat(callsOfTheFirstLoad).as(callsByKind).isLessThanOrEqualTo(CALLS_OF_THE_FIRST_LOAD);
  }

  @Test
  void everyEventObeysThePublishedSchema() {
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));

    assertThat(topics.problems("customer")).isEmpty();
    assertThat(topics.problems("contact")).isEmpty();
    assertThat(topics.keys("fusion", "customer")).hasSize(CUSTOMERS);
    assertThat(topics.keys("fusion", "contact"))
        .hasSizeGreaterThanOrEqualTo(COMPANY.contacts().size());
  }

  @Test
  void noCredentialIsInAnyTableTopicOrLogAndNoPersonInAnyLog() throws Exception {
    Traces traces = Traces.of(run.ports(), data);
    Set<String> secrets = Planted.in(data);

    assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
    assertThat(traces.placesOf(ORGANIZATION))
        .as("a text that is not secret is found, so the search sees what is there")
        .anyMatch(place -> place.startsWith("table"))
        .anyMatch(place -> place.startsWith("topic"));
    assertThat(traces.placesOf("connection=fusion")).anyMatch(place -> place.startsWith("log"));
    assertThat(secrets).allSatisfy(secret -> assertThat(traces.placesOf(secret)).isEmpty());
    assertThat(COMPANY.customers())
        .extracting(Customer::email)
        .filteredOn(email -> email != null)
        .allSatisfy(email -> assertThat(traces.logsWith(email)).as(email).isEmpty());
  }

  /** What is left of a person who has tickets, too: nothing but on topics, until Kafka drops it. */
  @Test
  void anErasedPersonIsInNoTableAndLogAndDoesNotComeBack() throws Exception {
    JsonNode user = withoutNamesake();
    String mail = user.path("email").asText();
    String ticket = vendors.openTicket(mail, "Where is my parcel", "I wait for it.");
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    await().atMost(SECONDS).until(() -> topics.keys("zendesk", "ticket").contains(key(ticket)));
    assertThat(placesOf(mail)).as("what is looked for is there").isNotEmpty();

    JsonNode proof = new Erased(run.services()).by(mail);
    List<String> records = new ArrayList<>();
    proof.path("found").path("records").forEach(each -> records.add(each.asText()));

    assertThat(placesOf(mail)).isEmpty();
    assertThat(placesOf("Where is my parcel")).isEmpty();
    assertThat(placesOf(user.path("name").asText())).isEmpty();
    assertThat(records).contains(key(ticket)).anyMatch(each -> each.startsWith("fusion|contact|"));
    assertThat(records)
        .allSatisfy(
            each -> assertThat(topics.isErased(each.split("\\|")[1], each)).as(each).isTrue());
    vendors.answerTicket(ticket, "It is on its way.");
    run.services().awaitPoll("oracle-fusion", "fusion", "contacts");
    await().atMost(SECONDS).until(() -> suppressed("zendesk") > 0);
    assertThat(placesOf(mail)).isEmpty();
    assertThat(topics.isErased("ticket", key(ticket))).isTrue();
  }

  /** Somebody whose name is nobody else's, so that it can be looked for. */
  private JsonNode withoutNamesake() {
    Map<String, Long> names =
        COMPANY.contacts().stream()
            .collect(groupingBy(each -> each.firstName() + " " + each.lastName(), counting()));
    return vendors.requesters().stream()
        .filter(user -> names.getOrDefault(user.path("name").asText(), 0L) == 1)
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static String key(String ticket) {
    return "zendesk|ticket|" + ticket;
  }

  private List<String> placesOf(String text) throws Exception {
    return Traces.of(run.ports(), data).placesOf(text).stream()
        .filter(place -> !place.startsWith("topic"))
        .toList();
  }

  private double suppressed(String service) throws Exception {
    return run.services()
        .get(service, "/q/metrics")
        .lines()
        .filter(line -> line.startsWith("mlconnector_suppressed_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Every step is seen by a webhook: the export gives nothing of the newest minute. */
  @Test
  void aTicketIsANoteOnItsCustomerWithinSecondsAndStaysOne() throws Exception {
    JsonNode user = vendors.requesters().get(0);
    String customer = vendors.customerOf(user);

    String ticket =
        vendors.openTicket(user.path("email").asText(), "Wrong invoice", "It came twice.");
    await().atMost(SECONDS).until(() -> vendors.notes(customer).size() == 1);
    assertThat(vendors.notes(customer).get(0))
        .startsWith("Support ticket " + ticket + ": Wrong invoice\nStatus: new\n")
        .contains("It came twice.")
        .endsWith("[zendesk:ticket:" + ticket + "]");

    vendors.answerTicket(ticket, "The second one is cancelled.");
    vendors.solveTicket(ticket);
    await()
        .atMost(SECONDS)
        .until(() -> vendors.notes(customer).get(0).contains("The second one is cancelled."));
    assertThat(vendors.notes(customer)).hasSize(1);
    assertThat(vendors.notes(customer).get(0)).contains("Status: solved", "Solved 20");

    String record = "zendesk%7Cticket%7C" + ticket;
    assertThat(run.services().get("console", "/api/journeys?record=" + record))
        .contains("\"WEBHOOK_ACCEPTED\"", "\"PUBLISHED\"", "\"ROUTED\"", "\"CREATED\"");
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    await().atMost(SECONDS).until(() -> topics.solvedTickets() > 0);
    assertThat(topics.problems("support-summary")).isEmpty();
    assertThat(topics.disordered("support-summary")).isEmpty();
  }

  @Test
  void aChangeIsOneWriteAndSoItIsAfterARestart() throws Exception {
    assertOneWriteFollows("123456");
    run.stop();
    run.awaitLine("Stopped; ");
    run.close();

    start();

    assertThat(vendors.organizations()).hasSize(CUSTOMERS);
    assertOneWriteFollows("234567");
    assertThat(vendors.writes()).hasSize(2);
  }

  /** Two polls later, and behind another change, it is still that one write. */
  private void assertOneWriteFollows(String limit) throws Exception {
    int before = vendors.writes().size();
    changeCreditLimit(CUSTOMER, limit);
    run.services().awaitPoll("oracle-fusion", "fusion", "customers");
    run.services().awaitPoll("oracle-fusion", "fusion", "contacts");
    changeCreditLimit(ANOTHER, limit);
    assertThat(vendors.writes()).hasSize(before + 2);
  }

  private void changeCreditLimit(String customer, String limit) throws Exception {
    vendors.setAccount(customer, "CreditLimit_c", limit);
    run.services().awaitPoll("oracle-fusion", "fusion", "customers");
    await().atMost(CHANGE).until(() -> vendors.creditLimit(customer).equals(limit));
  }

  private static void assertEveryUserIsInAnOrganizationOf(SandboxView vendors) throws Exception {
    Set<Long> organizations = new HashSet<>();
    vendors.organizations().forEach(each -> organizations.add(each.path("id").asLong()));
    assertThat(vendors.users())
        .allSatisfy(
            user -> {
              assertThat(user.path("memberships"))
                  .as(user.path("external_id").asText())
                  .isNotEmpty();
              assertThat(organizations)
                  .contains(user.path("memberships").path(0).path("organization_id").asLong());
            });
  }
}
