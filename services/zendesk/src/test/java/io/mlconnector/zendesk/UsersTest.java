package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsersTest extends ZendeskTest {

  @Test
  void aNewUserIsAnEndUserInItsOrganizationAndGetsNoVerificationMail() {
    long mails = verificationMails();
    Wish parent = organization(newKey());
    delivered(parent);
    Wish wish = user(newKey()).with("email", mail()).linked("organization_id", parent.ref());

    Outcome outcome = delivered(wish);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.CREATED);
    JsonNode made = users(wish).get(0);
    assertThat(made.path("role").asText()).isEqualTo("end-user");
    assertThat(made.path("memberships")).hasSize(1);
    assertThat(verificationMails()).isEqualTo(mails);
  }

  @Test
  void aChildWaitsForItsParent() {
    Wish parent = organization(newKey());
    Wish child = user(newKey()).linked("organization_id", parent.ref());
    Delivery waits = child.delivery();
    send(waits);
    org.awaitility.Awaitility.await().until(() -> counts().path("waiting").asLong() > 0);
    assertThat(users(child)).isEmpty();

    delivered(parent);

    assertThat(Topic.outcome(waits).result()).isEqualTo(Result.CREATED);
    assertThat(users(child).get(0).path("memberships")).hasSize(1);
  }

  @Test
  void aChangedEmailBecomesOneMoreAddress() {
    String key = newKey();
    String first = mail();
    String second = mail();
    delivered(user(key).with("email", first));

    Outcome outcome = delivered(user(key).with("email", second));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    JsonNode user = users(user(key)).get(0);
    assertThat(user.path("email").asText()).isEqualTo(first);
    assertThat(user.path("identities").toString()).contains(first, second);
    long before = zendesk.now();
    assertThat(delivered(user(key).with("email", second)).result()).isEqualTo(Result.UNCHANGED);
    assertThat(zendesk.writesSince(before)).isEmpty();
  }

  @Test
  void orThePrimaryOneWherePolicySaysSo() {
    String key = newKey();
    String second = mail();
    delivered(user(key).with("email", mail()));

    delivered(user(key).with("email", second).policy("emailChange", "primary"));

    assertThat(users(user(key)).get(0).path("email").asText()).isEqualTo(second);
  }

  @Test
  void anEmptyEmailNeverClearsOne() {
    String key = newKey();
    String first = mail();
    delivered(user(key).with("email", first));

    delivered(user(key).with("email", (String) null).with("notes", "n"));

    assertThat(users(user(key)).get(0).path("email").asText()).isEqualTo(first);
  }

  @Test
  void aSecondOrganizationIsAddedBesideTheFirst() {
    Wish one = organization(newKey());
    Wish two = organization(newKey());
    delivered(one);
    delivered(two);
    String key = newKey();
    delivered(user(key).linked("organization_id", one.ref()));

    delivered(user(key).linked("organization_id", two.ref()));

    assertThat(users(user(key)).get(0).path("memberships")).hasSize(2);
  }

  @Test
  void anEndUserWithoutAnExternalIdIsAdoptedByItsEmail() {
    String email = mail();
    JsonNode other = zendesk.post("/users", person(email, null));
    Wish wish = user(newKey()).with("email", email).match("external_id", "email");
    settle();

    Outcome outcome = delivered(wish);

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(other.path("id").asText());
  }

  @Test
  void oneThatHasAnotherExternalIdIsNot() {
    String email = mail();
    String theirs = "theirs-" + newKey();
    zendesk.post("/users", person(email, theirs));
    settle();

    Outcome outcome = delivered(user(newKey()).with("email", email).match("external_id", "email"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("address of their own", "shares");
    assertThat(zendesk.get("/users?email=" + email).get(0).path("external_id").asText())
        .isEqualTo(theirs);
  }

  @Test
  void aUserWhoWasMergedIsFoundAgainByItsEmailAndItsLinkMoves() {
    Wish wish = user(newKey()).with("email", mail()).match("external_id", "email");
    String loser = delivered(wish).targetKey();
    String winner = zendesk.post("/users", person(mail(), null)).path("id").asText();
    merge(loser, winner);

    Outcome outcome = delivered(wish.with("notes", "after the merge"));

    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UPDATED);
    assertThat(outcome.targetKey()).isEqualTo(winner);
    assertThat(users(wish).get(0).path("id").asText()).isEqualTo(winner);
    long before = zendesk.now();
    assertThat(delivered(wish.with("notes", "after the merge")).result())
        .isEqualTo(Result.UNCHANGED);
    assertThat(zendesk.callsSince(before)).noneMatch(call -> call.contains("/users/search"));
  }

  @Test
  void oneWhoWasMergedIntoAnotherContactsUserIsParkedOnceAndSharedWherePolicySaysSo() {
    String email = mail();
    Wish wish = user(newKey()).with("email", email).match("external_id", "email");
    Wish other = user(newKey()).with("email", mail());
    String loser = delivered(wish).targetKey();
    String winner = delivered(other).targetKey();
    merge(loser, winner);

    Outcome parked = delivered(wish.with("notes", "n"));
    assertThat(parked.result()).isEqualTo(Result.PARKED);
    assertThat(parked.reason()).contains("merged into user " + winner, "shares");

    Outcome shared = delivered(wish.with("notes", "n").policy("shares", "true"));
    assertThat(shared.agreed()).as(shared.reason()).isTrue();
    assertThat(shared.targetKey()).isEqualTo(winner);
    assertThat(users(other).get(0).path("id").asText())
        .as("keeps the external id of the contact that it belongs to")
        .isEqualTo(winner);
  }

  @Test
  void oneWhoseEmailNobodyHasAnyMoreIsGone() {
    Wish wish = user(newKey()).with("email", mail()).match("external_id", "email");
    zendesk.delete("/users/" + delivered(wish).targetKey());
    settle();

    Outcome outcome = delivered(wish.with("notes", "n"));

    assertThat(outcome.result()).isEqualTo(Result.PARKED);
    assertThat(outcome.reason()).contains("no longer there", "recreate");
  }

  private void merge(String loser, String winner) {
    zendesk.post("/users/" + loser + "/merge", "{\"into\":" + winner + "}");
    settle();
  }

  @Test
  void agentsAndAdministratorsAreNeverChanged() {
    for (String staff : List.of(ZendeskAccess.OWNER_EMAIL, ZendeskAccess.PLAIN_AGENT_EMAIL)) {
      JsonNode before = zendesk.get("/users?email=" + staff).get(0);

      Outcome outcome =
          delivered(user(newKey()).with("email", staff).match("external_id", "email"));

      assertThat(outcome.result()).isEqualTo(Result.PARKED);
      assertThat(outcome.reason()).contains("agent or administrator");
      assertThat(zendesk.get("/users?email=" + staff).get(0)).isEqualTo(before);
    }
  }

  @Test
  void contactsThatShareAnEmailBecomeOneUserWherePolicySaysSoAlsoOutOfAJob() {
    String email = mail();
    Wish owner = user(newKey()).with("email", email);
    delivered(owner);
    settle();
    List<Delivery> all =
        Stream.generate(
                () ->
                    user(newKey())
                        .with("email", email)
                        .match("external_id", "email")
                        .policy("shares", "true")
                        .delivery())
            .limit(4)
            .toList();

    Topic.deliveries("zendesk").send(all);

    String id = users(owner).get(0).path("id").asText();
    assertThat(Topic.outcomes(all).values())
        .allSatisfy(
            outcome -> {
              assertThat(outcome.result()).as(outcome.reason()).isEqualTo(Result.UNCHANGED);
              assertThat(outcome.targetKey()).isEqualTo(id);
            });
  }

  @Test
  void personsOfOneBatchWhoShareAnEmailAreMadeOnceAndAskedForNoFurtherTime() {
    String email = mail();
    List<Wish> homes = Stream.generate(() -> organization(newKey())).limit(3).toList();
    homes.forEach(ZendeskTest::delivered);
    List<Delivery> all =
        homes.stream()
            .map(
                home ->
                    user(newKey())
                        .with(
                            "email", home == homes.get(1) ? email.toUpperCase(Locale.ROOT) : email)
                        .linked("organization_id", home.ref())
                        .match("external_id", "email")
                        .policy("shares", "true")
                        .delivery())
            .toList();
    long before = zendesk.now();

    Topic.deliveries("zendesk").send(all);

    assertThat(Topic.outcomes(all).values())
        .allSatisfy(outcome -> assertThat(outcome.agreed()).as(outcome.reason()).isTrue())
        .extracting(Outcome::targetKey)
        .containsOnly(zendesk.get("/users?email=" + email).get(0).path("id").asText());
    assertThat(zendesk.get("/users?email=" + email).get(0).path("memberships")).hasSize(3);
    assertThat(zendesk.writesSince(before))
        .containsExactlyInAnyOrder(
            "POST /api/v2/users/create_many.json 200",
            "POST /api/v2/organization_memberships.json 201",
            "POST /api/v2/organization_memberships.json 201");
    assertThat(zendesk.bodiesSince(before, "/api/v2/users/create_many.json"))
        .singleElement(STRING)
        .containsOnlyOnce("@");
  }

  @Test
  void whereTheAccountForbidsBulkImportEachUserIsMadeAlone() {
    zendesk.patch("/settings", "{\"bulkUserImport\":false}");
    try {
      List<Delivery> all =
          Stream.generate(() -> user(newKey()).with("email", mail()).delivery()).limit(5).toList();

      Topic.deliveries("zendesk").send(all);

      assertThat(Topic.outcomes(all).values())
          .allSatisfy(outcome -> assertThat(outcome.result()).isEqualTo(Result.CREATED));
    } finally {
      zendesk.patch("/settings", "{\"bulkUserImport\":true}");
    }
  }

  @Test
  void aThousandNewUsersAreFewCalls() {
    List<Delivery> all =
        Stream.generate(() -> user(newKey()).with("email", mail()).delivery())
            .limit(1_000)
            .toList();
    long before = zendesk.now();

    Topic.deliveries("zendesk").send(all);

    assertThat(Topic.outcomes(all).values())
        .allSatisfy(outcome -> assertThat(outcome.result()).isEqualTo(Result.CREATED));
    assertThat(zendesk.callsSince(before)).hasSizeLessThanOrEqualTo(60);
  }

  private JsonNode counts() {
    return service().get("/api/deliveries/counts?connection=" + CONNECTION).good().json();
  }

  private long verificationMails() {
    return zendesk.get("/state").path("verification_mails").asLong(-1);
  }

  /** What was written is in the search index from now on. */
  private void settle() {
    zendesk.later(java.time.Duration.ofSeconds(2));
  }

  private static String mail() {
    return newKey() + "@company.example";
  }

  private static String person(String email, String externalId) {
    return externalId == null
        ? "{\"name\":\"By Hand\",\"email\":\"%s\"}".formatted(email)
        : "{\"name\":\"By Hand\",\"email\":\"%s\",\"external_id\":\"%s\"}"
            .formatted(email, externalId);
  }
}
