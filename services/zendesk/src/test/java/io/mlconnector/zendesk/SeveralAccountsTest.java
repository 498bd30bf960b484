package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Persons of several accounts, and contacts that share an address, on plans of either kind. */
@QuarkusTest
class SeveralAccountsTest extends ZendeskTest {

  private static final String REFUSED = "POST /api/v2/organization_memberships.json 422";

  private final Wish one = organization(newKey());
  private final Wish two = organization(newKey());

  @BeforeEach
  void organizations() {
    delivered(one);
    delivered(two);
  }

  @AfterEach
  void severalAgain() {
    severalOrganizations(true);
  }

  private void severalOrganizations(boolean allowed) {
    zendesk.patch("/settings", "{\"severalOrganizations\":" + allowed + "}");
  }

  /** What was written is in the search index from now on. */
  private void settle() {
    zendesk.later(Duration.ofSeconds(2));
  }

  /** As the shipped routes make it of a person's record for one of its accounts. */
  private static Wish account(String person, Wish organization, boolean further) {
    String key = further ? person + "#" + organization.ref().source().key() : person;
    return Wish.of(CONNECTION, "user", new RecordKey("dynamics", "contact", key))
        .with("external_id", "dynamics:contact:" + person)
        .with("name", "Person " + person)
        .with("email", person + "@company.example")
        .with("further_organization", BooleanNode.valueOf(further))
        .linked("organization_id", organization.ref())
        .match("external_id", "email")
        .policy("shares", "true");
  }

  private Wish contact(String email, Wish organization) {
    return user(newKey())
        .with("email", email)
        .linked("organization_id", organization.ref())
        .match("external_id", "email")
        .policy("shares", "true");
  }

  private String id(Wish organization) {
    return organizations(organization).get(0).path("id").asText();
  }

  private JsonNode only(Wish wish) {
    assertThat(users(wish)).hasSize(1);
    return users(wish).get(0);
  }

  private void assertOnlyIn(Wish organization, Wish wish) {
    assertThat(only(wish).path("memberships")).hasSize(1);
    assertThat(only(wish).path("organization_id").asText()).isEqualTo(id(organization));
  }

  @Test
  void theDefaultAccountTakesThePlaceOfAFurtherOneThatCameFirst() {
    severalOrganizations(false);
    String person = newKey();
    assertThat(delivered(account(person, two, true)).result()).isEqualTo(Result.CREATED);
    Wish main = account(person, one, false);
    assertOnlyIn(two, main);
    long before = zendesk.now();

    Delivery delivery = main.delivery();
    send(delivery);
    Outcome outcome = Topic.outcome(delivery);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertOnlyIn(one, main);
    assertThat(gaps(delivery.journey())).containsExactly(outcome.reason());
    assertThat(outcome.reason())
        .contains("no further organization", "took the place of " + id(two));
    assertThat(zendesk.writesSince(before).stream().filter(REFUSED::equals)).hasSize(1);

    before = zendesk.now();
    Outcome further = delivered(account(person, two, true).with("notes", "prefers to be called"));
    assertThat(further.result()).as(further.reason()).isEqualTo(Result.UPDATED);
    assertThat(further.reason()).contains("stays that of the person's default account");
    assertThat(further.stored().get("organization_id").asText()).isEqualTo(id(one));
    assertThat(zendesk.writesSince(before).stream().filter(REFUSED::equals)).hasSize(1);
    assertOnlyIn(one, main);
    assertThat(only(main).path("notes").asText()).isEqualTo("prefers to be called");
    before = zendesk.now();
    assertThat(delivered(main).result()).isEqualTo(Result.UNCHANGED);
    assertThat(zendesk.writesSince(before)).isEmpty();
  }

  @Test
  void itKeepsItWhereItCameFirstAndTheRestIsAGapThatIsNotTriedAgain() {
    severalOrganizations(false);
    String person = newKey();
    Wish main = account(person, one, false);
    delivered(main);
    long before = zendesk.now();

    Delivery further = account(person, two, true).delivery();
    send(further);
    Outcome outcome = Topic.outcome(further);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(gaps(further.journey())).containsExactly(outcome.reason());
    assertThat(zendesk.writesSince(before)).containsExactly(REFUSED);
    assertOnlyIn(one, main);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void soItIsWhereAllComeAtOnceAndOnePersonIsOneUser(boolean several) {
    severalOrganizations(several);
    List<Wish> mains = new ArrayList<>();
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String person = newKey();
      mains.add(account(person, one, false));
      all.add(account(person, two, true).delivery());
    }
    mains.forEach(main -> all.add(main.delivery()));

    Topic.deliveries("zendesk").send(all);

    assertThat(Topic.outcomes(all).values())
        .allSatisfy(outcome -> assertThat(outcome.agreed()).as(outcome.reason()).isTrue());
    for (Wish main : mains) {
      if (several) {
        assertThat(only(main).path("memberships")).hasSize(2);
      } else {
        assertOnlyIn(one, main);
      }
    }
  }

  @Test
  void aSharedUserIsInTheOrganizationsOfAllItsContactsAndOtherwiseAsTheFirstOneHasIt() {
    String email = newKey() + "@company.example";
    Wish owner = contact(email, one);
    delivered(owner);
    settle();

    Outcome outcome = delivered(contact(email, two).with("name", "Another name"));

    assertThat(outcome.agreed()).as(outcome.reason()).isTrue();
    JsonNode user = only(owner);
    assertThat(outcome.targetKey()).isEqualTo(user.path("id").asText());
    assertThat(user.path("memberships")).hasSize(2);
    assertThat(user.path("name").asText()).isNotEqualTo("Another name");
  }

  /** Several persons: none of them has the default account of the others. */
  @Test
  void aPlanOfOneOrganizationKeepsASharedUserInItsFirstAndThatIsAGapWhichIsNotTriedAgain() {
    String email = newKey() + "@company.example";
    Wish owner = contact(email, one);
    delivered(owner);
    settle();
    severalOrganizations(false);

    for (Wish other :
        List.of(
            contact(email, two),
            contact(email, two).with("further_organization", BooleanNode.FALSE))) {
      long before = zendesk.now();
      Delivery further = other.delivery();
      send(further);
      Outcome outcome = Topic.outcome(further);

      assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UNCHANGED);
      assertThat(outcome.reason())
          .startsWith("organization_id: ")
          .contains("no further organization", "several organizations on this plan");
      assertThat(gaps(further.journey())).containsExactly(outcome.reason());
      assertOnlyIn(one, owner);
      assertThat(outcome.stored().get("organization_id").asText()).isEqualTo(id(one));
      assertThat(zendesk.writesSince(before).stream().filter(call -> call.contains("memberships")))
          .containsExactly(REFUSED);
    }
  }

  private static List<String> gaps(String journey) {
    return Topic.audit().all().stream()
        .map(record -> CanonicalJson.read(record.value(), AuditEvent.class))
        .filter(event -> event.step() == AuditEvent.Step.DATA_GAP)
        .flatMap(event -> event.items().stream())
        .filter(item -> item.journey().equals(journey))
        .map(AuditItem::reason)
        .toList();
  }
}
