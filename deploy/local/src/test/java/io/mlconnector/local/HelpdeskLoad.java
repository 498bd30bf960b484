package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.fusion.FusionTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** What people do in the ERP and in the helpdesk meanwhile, and what has to become of it. */
final class HelpdeskLoad implements ChaosPair {

  /** Behind the newest minute, of which the export gives nothing. */
  private static final Duration EXPORTED = Duration.ofSeconds(70);

  private static final String LIMIT = "CreditLimit_c";
  private static final int MOST_DELETED = 5;
  private static final List<String> STATES = List.of("open", "pending", "solved");

  private final RunningStages run;
  private final Sandbox sandbox;
  private final SandboxView vendors;
  private final Random random;
  private final Map<String, String> created = new TreeMap<>();
  private final Set<String> deleted = new TreeSet<>();
  private final Set<String> staying = new TreeSet<>();
  private final Set<String> poisoned = new TreeSet<>();
  private final Map<String, Told> tickets = new LinkedHashMap<>();
  private VendorBook.Moved moved;
  private int number;

  private record Told(JsonNode requester, String status, String answer) {}

  HelpdeskLoad(RunningStages run, Random random) {
    this.run = run;
    this.sandbox = run.stages().runningSandbox();
    this.vendors = new SandboxView(run.ports());
    this.random = random;
  }

  @Override
  public Map<String, String> connections() {
    return new TreeMap<>(Map.of("oracle-fusion", "fusion", "zendesk", "zendesk"));
  }

  @Override
  public Map<String, String> vendors() {
    return Map.of("oracle-fusion", "fusion", "zendesk", "zendesk");
  }

  @Override
  public List<String> entities() {
    return List.of("customer", "contact", "ticket", "support-summary");
  }

  @Override
  public List<String> reasons() {
    return List.of("belongs to an agent or administrator");
  }

  @Override
  public Map<String, VendorBook> books() {
    return Map.of(
        "zendesk",
        new VendorBook(sandbox.ledger(), "zendesk", "/oauth/tokens", moved),
        "oracle-fusion",
        new VendorBook(sandbox.ledger(), "fusion", "/oauth2/v1/token", moved));
  }

  @Override
  public Map<String, List<String>> streams() {
    return Map.of("oracle-fusion", List.of("customers", "contacts"), "zendesk", List.of("tickets"));
  }

  @Override
  public Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    vendors.organizations().forEach(each -> targets.add(each.path("id").asText()));
    vendors.users().forEach(each -> targets.add(each.path("id").asText()));
    return targets;
  }

  @Override
  public boolean twoWay() {
    return false;
  }

  @Override
  public Set<String> secrets(Path data) throws IOException {
    return Planted.in(data);
  }

  @Override
  public Set<String> addresses() {
    Set<String> addresses = vendors.emails();
    addresses.removeIf(mail -> !mail.contains("@"));
    return addresses;
  }

  @Override
  public String done() {
    return "%d changes, %d tickets".formatted(number, tickets.size());
  }

  @Override
  public void change() throws Exception {
    number++;
    int dice = random.nextInt(100);
    if (dice < 45) {
      raise(any(accounts().keys()));
    } else if (dice < 55) {
      accounts().touch(any(accounts().keys()));
    } else if (dice < 63) {
      create();
    } else if (dice < 70 && !created.isEmpty()) {
      String contact = any(List.copyOf(created.keySet()));
      contacts().set(contact, Map.of("JobTitle", "Title " + number));
    } else if (dice < 72 && created.size() > 3 && deleted.size() < MOST_DELETED) {
      String contact = any(List.copyOf(created.keySet()));
      String mail = created.remove(contact);
      if (vendors.emails().contains(mail)) {
        staying.add(mail);
      }
      deleted.add(contact);
      contacts().delete(contact);
    } else if (dice < 74 && poisoned.isEmpty()) {
      String account = any(accounts().keys());
      poisoned.add(account);
      accounts().poison(account, "OrganizationName", List.of("not", "a", "text"));
    } else if (dice < 86) {
      talk();
    } else {
      raise(any(accounts().keys()));
    }
  }

  private void raise(String account) {
    if (!poisoned.contains(account)) {
      accounts()
          .set(
              account,
              Map.of(LIMIT, BigDecimal.valueOf(1_000_000L + number), "CreditCurrency_c", "EUR"));
    }
  }

  private void create() {
    String account =
        sandbox
            .fusion()
            .edits()
            .create(
                accounts(),
                Map.of(
                    "OrganizationName",
                    "Newcomer %d Ltd".formatted(number),
                    LIMIT,
                    BigDecimal.valueOf(number),
                    "CreditCurrency_c",
                    "EUR"));
    String mail = "person%d@newcomer.example".formatted(number);
    String contact =
        sandbox
            .fusion()
            .edits()
            .create(
                contacts(),
                Map.of(
                    "FirstName",
                    "Person",
                    "LastName",
                    "Number" + number,
                    "EmailAddress",
                    mail,
                    "JobTitle",
                    "Title " + number,
                    "AccountPartyNumber",
                    account));
    created.put(contact, mail);
  }

  private void talk() throws Exception {
    if (tickets.isEmpty() || random.nextInt(3) == 0) {
      List<JsonNode> users = vendors.requesters();
      if (!users.isEmpty()) {
        JsonNode user = users.get(random.nextInt(users.size()));
        String mail = user.path("email").asText();
        String id = vendors.openTicket(mail, "Broken " + number, "It is.");
        tickets.put(id, new Told(user, "new", "It is."));
      }
      return;
    }
    String id = any(List.copyOf(tickets.keySet()));
    Told told = tickets.get(id);
    if (!told.status().equals("solved")) {
      String answer = "Answer " + number;
      String status = STATES.get(random.nextInt(STATES.size()));
      vendors.answerTicket(id, answer);
      vendors.setStatus(id, status);
      tickets.put(id, new Told(told.requester(), status, status.equals("solved") ? answer : ""));
    }
  }

  private String any(List<String> keys) {
    return keys.get(random.nextInt(keys.size()));
  }

  private FusionTable accounts() {
    return sandbox.fusion().accounts();
  }

  private FusionTable contacts() {
    return sandbox.fusion().contacts();
  }

  @Override
  public void settle() {
    for (String account : poisoned) {
      accounts().set(account, Map.of("OrganizationName", "Mended " + account));
    }
    poisoned.clear();
    moved = new VendorBook.Moved(Instant.now(), EXPORTED);
    vendors.releaseWebhooksDoubledAndReversed(0);
    vendors.later(EXPORTED);
  }

  @Override
  public void awaitBegun() {
    Awaitility.await("people can open tickets")
        .atMost(Duration.ofMinutes(2))
        .until(() -> vendors.requesters().size() > 5);
  }

  @Override
  public void assertThere() throws Exception {
    Map<String, JsonNode> organizations = new TreeMap<>();
    for (JsonNode each : vendors.organizations()) {
      assertThat(
              organizations.put(each.path("external_id").asText().toLowerCase(Locale.ROOT), each))
          .isNull();
    }
    for (String account : accounts().keys()) {
      Map<String, Object> source = accounts().get(account).orElseThrow();
      JsonNode there = organizations.get(externalId(account));
      assertThat(there).as("organization of " + account).isNotNull();
      if (source.get(LIMIT) != null) {
        assertThat(there.path("organization_fields").path("credit_limit").decimalValue())
            .as("credit limit of " + account)
            .isEqualByComparingTo(new BigDecimal(source.get(LIMIT).toString()));
      }
    }
    assertThat(organizations).hasSize(accounts().keys().size());
    assertPeople();
    assertThat(vendors.duplicates().path("user_external_id")).isEmpty();
    assertThat(vendors.duplicates().path("email")).isEmpty();
    for (Map.Entry<String, Told> each : tickets.entrySet()) {
      assertThat(problem(each.getKey(), each.getValue())).isEmpty();
    }
  }

  private void assertPeople() {
    Map<String, JsonNode> users = new TreeMap<>();
    vendors.users().forEach(user -> users.put(user.path("email").asText(), user));
    for (Map.Entry<String, String> each : created.entrySet()) {
      JsonNode there = users.get(each.getValue());
      assertThat(there).as("user of contact " + each.getKey()).isNotNull();
      assertThat(there.path("user_fields").path("job_title").asText())
          .as("job title of contact " + each.getKey())
          .isEqualTo(contacts().get(each.getKey()).orElseThrow().get("JobTitle"));
      assertThat(there.path("memberships")).as("memberships of " + each.getKey()).hasSize(1);
    }
    for (String contact : contacts().keys()) {
      Object mail = contacts().get(contact).orElseThrow().get("EmailAddress");
      assertThat(
              mail == null || vendors.emails().contains(mail.toString().toLowerCase(Locale.ROOT)))
          .as("user of contact " + contact)
          .isTrue();
    }
  }

  /** Other letters than small ones are percent-encoded. */
  private static String externalId(String account) {
    StringBuilder id = new StringBuilder("fusion:customer:");
    for (byte each : account.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) each;
      id.append(
          "abcdefghijklmnopqrstuvwxyz0123456789._:-".indexOf(letter) >= 0
              ? String.valueOf(letter)
              : "%%%02x".formatted(each & 0xff));
    }
    return id.toString();
  }

  /** The customer of a person, by its key in the ERP. */
  private String customerOf(JsonNode requester) {
    return URLDecoder.decode(vendors.customerOf(requester), StandardCharsets.UTF_8);
  }

  /** What is wrong with the note of a ticket; empty for nothing. */
  private String problem(String ticket, Told told) {
    String marker = "[zendesk:ticket:" + ticket + "]";
    List<String> notes = new ArrayList<>();
    for (String note : vendors.notes(customerOf(told.requester()))) {
      if (note.endsWith(marker)) {
        notes.add(note);
      }
    }
    if (notes.size() != 1) {
      return "ticket %s has %d notes".formatted(ticket, notes.size());
    }
    boolean right =
        notes.get(0).contains("Status: " + told.status()) && notes.get(0).contains(told.answer());
    return right ? "" : "the note of ticket %s is not its newest state".formatted(ticket);
  }

  @Override
  public void assertNobodyIsGone() {
    assertThat(vendors.emails()).containsAll(staying);
  }
}
