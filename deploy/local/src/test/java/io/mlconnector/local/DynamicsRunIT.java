package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The other ERP on one command, and what the helpdesk says on its accounts. */
@TestInstance(Lifecycle.PER_CLASS)
class DynamicsRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration LOAD = Duration.ofMinutes(3);
  private static final Duration SECONDS = Duration.ofSeconds(30);

  @TempDir static Path data;

  private RunningLauncher run;
  private SandboxView vendors;

  @BeforeAll
  void load() throws Exception {
    run =
        RunningLauncher.start(REPOSITORY, data, RunningLauncher.freeBase(), "--erp", "dynamics365");
    run.awaitLine("Console: http");
    vendors = new SandboxView(run.ports());
    await("every customer and vendor is an organization, every person with an address a user")
        .atMost(LOAD)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Map<String, JsonNode> made = organizations();
              assertThat(made.keySet()).containsAll(expected());
              assertThat(vendors.emails()).containsAll(emails());
            });
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  private static String key(JsonNode row, String number) {
    String company = row.path("dataAreaId").asText().toLowerCase(Locale.ROOT);
    return company + ":" + row.path(number).asText();
  }

  /** External ids, as far as they are plain. */
  private List<String> expected() throws Exception {
    Stream<String> customers =
        vendors.rows("CustomersV3").stream()
            .map(row -> "dynamics:customer:" + key(row, "CustomerAccount"));
    Stream<String> suppliers =
        vendors.rows("VendorsV2").stream()
            .map(row -> "dynamics:vendor:" + key(row, "VendorAccountNumber"));
    return Stream.concat(customers, suppliers).map(DynamicsRunIT::encoded).toList();
  }

  /** As the default external id writes what is not plain. */
  private static String encoded(String id) {
    StringBuilder text = new StringBuilder();
    for (char c : id.toCharArray()) {
      boolean plain = Character.toString(c).matches("[a-z0-9._:-]");
      text.append(plain ? Character.toString(c) : "%%%02x".formatted((int) c));
    }
    return text.toString();
  }

  private List<String> emails() throws Exception {
    return vendors.rows("ContactPersons").stream()
        .map(row -> row.path("PrimaryEmailAddress").asText().toLowerCase(Locale.ROOT))
        .filter(email -> !email.isEmpty())
        .distinct()
        .toList();
  }

  /** What was made from the ERP, by external id. */
  private Map<String, JsonNode> organizations() throws Exception {
    Map<String, JsonNode> made = new HashMap<>();
    vendors.organizations().forEach(each -> made.put(each.path("external_id").asText(), each));
    return made;
  }

  private JsonNode customer(String key) throws Exception {
    return vendors.rows("CustomersV3").stream()
        .filter(row -> key(row, "CustomerAccount").equals(key))
        .findFirst()
        .orElseThrow();
  }

  private List<String> attachments(String ticket) throws Exception {
    return vendors.rows("CustomerAttachmentsV2").stream()
        .map(row -> row.path("CustomerAccountNumber").asText() + " " + row.path("Notes").asText())
        .filter(note -> note.endsWith("[zendesk:ticket:" + ticket + "]"))
        .toList();
  }

  @Test
  void equalNumbersInTwoCompaniesAndACustomerThatIsAVendorAreOrganizationsOfTheirOwn()
      throws Exception {
    Map<String, JsonNode> made = organizations();

    JsonNode one = made.get(encoded("dynamics:customer:usmf:US-001"));
    JsonNode other = made.get(encoded("dynamics:customer:gbsi:US-001"));
    assertThat(one.path("id")).isNotEqualTo(other.path("id"));
    assertThat(made.values().stream().map(each -> each.path("name").asText()))
        .doesNotHaveDuplicates();
    String vendor = expected().stream().filter(id -> id.contains(":vendor:")).findFirst().get();
    assertThat(made.get(vendor).path("tags").toString()).contains("vendor");
  }

  @Test
  void aTicketAndTheOpenCountAreOnTheAccountWithinSeconds() throws Exception {
    String key = "usmf:US-002";
    JsonNode organization = organizations().get(encoded("dynamics:customer:" + key));
    JsonNode user =
        vendors.users().stream()
            .filter(
                each ->
                    each.path("organization_id").asText().equals(organization.path("id").asText())
                        && each.hasNonNull("email"))
            .findFirst()
            .orElseThrow();

    String ticket = vendors.openTicket(user.path("email").asText(), "No delivery", "Where is it?");
    await().atMost(SECONDS).until(() -> attachments(ticket).size() == 1);
    assertThat(attachments(ticket).get(0))
        .startsWith("US-002 Support ticket " + ticket + ": No delivery")
        .contains("Status: new");
    await()
        .atMost(SECONDS)
        .untilAsserted(
            () -> assertThat(customer(key).path("SalesMemo").asText()).contains("Open 1,"));

    vendors.answerTicket(ticket, "It is on its way.");
    vendors.solveTicket(ticket);
    await().atMost(SECONDS).until(() -> attachments(ticket).get(0).contains("It is on its way."));
    await()
        .atMost(SECONDS)
        .untilAsserted(
            () ->
                assertThat(customer(key).path("SalesMemo").asText())
                    .contains("Open 0,", "solved in 30 days 1"));
    assertThat(attachments(ticket)).hasSize(1);

    String record = "zendesk%7Cticket%7C" + ticket;
    assertThat(run.get("console", "/api/journeys?record=" + record))
        .contains("\"WEBHOOK_ACCEPTED\"", "\"PUBLISHED\"", "\"ROUTED\"", "\"CREATED\"");
  }

  @Test
  void aRenamedCustomerIsOneRenamedOrganization() throws Exception {
    String id = encoded("dynamics:customer:usmf:US-003");
    String before = organizations().get(id).path("id").asText();
    int count = organizations().size();

    vendors.setCustomer("usmf/US-003", "OrganizationName", "Renamed and Sons");

    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> organizations().get(id).path("name").asText().equals("Renamed and Sons"));
    assertThat(organizations().get(id).path("id").asText()).isEqualTo(before);
    assertThat(organizations()).hasSize(count);
  }
}
