package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built services, from the simulated ERP to the simulated helpdesk and back on their feet after
 * a restart.
 */
class LocalRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration LOAD = Duration.ofMinutes(10);
  private static final Duration CHANGE = Duration.ofMinutes(2);
  private static final int CUSTOMERS = 2_000;

  private static final Company COMPANY = Company.generate(1, CUSTOMERS, 5_000);

  private static final String CUSTOMER = "300100010002";
  private static final String ORGANIZATION = "fusion:customer:" + CUSTOMER;

  @TempDir Path data;

  @Test
  void everyCustomerAndContactArrivesOnceAndAChangeIsOneWriteAndSoItIsAfterARestart()
      throws Exception {
    int base = RunningLauncher.freeBase();
    try (RunningLauncher run = start(base)) {
      run.awaitLine("Console: http");
      SandboxView vendors = new SandboxView(run);

      await()
          .atMost(LOAD)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertLoaded(vendors));

      assertThat(distinctExternalIds(vendors.organizations())).hasSize(CUSTOMERS);
      assertThat(vendors.duplicates().path("user_external_id")).isEmpty();
      assertThat(vendors.duplicates().path("email")).isEmpty();
      assertEveryUserIsInAnOrganizationOf(vendors);
      assertThat(vendors.calls()).as(vendors.callsByKind()).isLessThanOrEqualTo(450);
      assertOneWriteFollows(vendors, "123456");
      run.stop();
      run.awaitLine("Stopped; ");
    }
    try (RunningLauncher again = start(base)) {
      again.awaitLine("Console: http");
      SandboxView vendors = new SandboxView(again);
      assertThat(vendors.organizations()).hasSize(CUSTOMERS);
      assertOneWriteFollows(vendors, "234567");
      assertThat(vendors.writes()).isEqualTo(1);
    }
  }

  private RunningLauncher start(int base) throws Exception {
    return RunningLauncher.start(REPOSITORY, data, base, "--sandbox-company", "default");
  }

  private static void assertLoaded(SandboxView vendors) throws Exception {
    assertThat(vendors.organizations()).as("organizations").size().isEqualTo(CUSTOMERS);
    assertThat(vendors.users()).as("users").size().isEqualTo((int) usersToBe());
  }

  /**
   * One user per address of a contact or customer, the helpdesk agent's left out, and one per
   * contact without an address.
   */
  private static long usersToBe() {
    Set<String> addresses = new HashSet<>();
    COMPANY.customers().forEach(customer -> addresses.add(customer.email()));
    COMPANY.contacts().forEach(contact -> addresses.add(contact.email()));
    addresses.remove(null);
    addresses.remove(Company.AGENT_EMAIL);
    return addresses.size()
        + COMPANY.contacts().stream().filter(contact -> contact.email() == null).count();
  }

  /** Two polls later it is still that one write. */
  private static void assertOneWriteFollows(SandboxView vendors, String limit) throws Exception {
    long before = vendors.writes();
    vendors.setAccount(CUSTOMER, "CreditLimit_c", limit);
    await().atMost(CHANGE).until(() -> creditLimit(vendors).equals(limit));
    long calls = vendors.calls();
    await().atMost(CHANGE).until(() -> vendors.calls() >= calls + 4);
    assertThat(vendors.writes()).isEqualTo(before + 1);
  }

  private static String creditLimit(SandboxView vendors) throws Exception {
    JsonNode organization = vendors.organization(ORGANIZATION);
    return organization
        .path("organization_fields")
        .path("credit_limit")
        .decimalValue()
        .toBigInteger()
        .toString();
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

  private static Set<String> distinctExternalIds(List<JsonNode> records) {
    Set<String> ids = new HashSet<>();
    records.forEach(record -> ids.add(record.path("external_id").asText()));
    return ids;
  }
}
