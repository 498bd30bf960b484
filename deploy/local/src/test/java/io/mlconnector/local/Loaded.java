package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** What the local run's routes make of a company, and how to see that it is there. */
final class Loaded {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration AUDITED = Duration.ofSeconds(60);

  private final Company company;
  private final SandboxView vendors;

  Loaded(Company company, SandboxView vendors) {
    this.company = company;
    this.vendors = vendors;
  }

  /** Waits until every record is there, and none of them twice. */
  void await(String whatHappened) {
    Awaitility.await(whatHappened)
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(this::assertComplete);
  }

  private void assertComplete() throws Exception {
    List<JsonNode> organizations = vendors.organizations();
    assertThat(organizations).as("organizations").hasSize(company.customers().size());
    assertThat(organizations)
        .extracting(each -> each.path("external_id").asText())
        .doesNotHaveDuplicates();
    List<JsonNode> users = vendors.users();
    assertThat(users).as("users").hasSize(users());
    assertThat(users.stream().mapToInt(user -> user.path("memberships").size()).sum())
        .as("memberships")
        .isEqualTo(memberships());
    assertThat(vendors.duplicates().path("user_external_id")).isEmpty();
    assertThat(vendors.duplicates().path("email")).isEmpty();
  }

  /**
   * One user per address of a contact or customer, the helpdesk agent's left out, and one per
   * contact without an address.
   */
  private int users() {
    Set<String> addresses = new HashSet<>();
    company.customers().forEach(customer -> addresses.add(customer.email()));
    company.contacts().forEach(contact -> addresses.add(contact.email()));
    addresses.remove(null);
    addresses.remove(Company.AGENT_EMAIL);
    long without = company.contacts().stream().filter(contact -> contact.email() == null).count();
    return addresses.size() + (int) without;
  }

  /** One per user and customer, so that the last writes of a load are waited for too. */
  private int memberships() {
    Set<String> addresses = new HashSet<>();
    Set<List<String>> memberships = new HashSet<>();
    for (Contact contact : company.contacts()) {
      if (!Company.AGENT_EMAIL.equals(contact.email())) {
        String person = contact.email() == null ? contact.partyId() : contact.email();
        memberships.add(List.of(person, contact.customer()));
      }
      addresses.add(contact.email());
    }
    for (Customer customer : company.customers()) {
      if (!addresses.contains(customer.email())) {
        memberships.add(List.of(customer.email(), customer.partyNumber()));
      }
    }
    return memberships.size();
  }

  /** Every record at the target has its writing audited. */
  void assertAudited(Topics topics) throws Exception {
    Set<String> targets = new HashSet<>();
    vendors.organizations().forEach(each -> targets.add(each.path("id").asText()));
    vendors.users().forEach(each -> targets.add(each.path("id").asText()));
    Awaitility.await()
        .atMost(AUDITED)
        .untilAsserted(() -> assertThat(topics.auditedTargets()).containsAll(targets));
  }
}
