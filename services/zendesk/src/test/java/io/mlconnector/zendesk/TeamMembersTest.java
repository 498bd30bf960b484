package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People of the team: roles, groups, departures and returns. */
@QuarkusTest
class TeamMembersTest extends ZendeskTest {

  private static final String ENDED = "access_ended";

  private static Wish member(String key) {
    return Wish.of(CONNECTION, "team_member", new RecordKey("peoplesoft", "employee", key))
        .with("name", "Person " + key)
        .with("email", key + "@company.example")
        .match("external_id", "email")
        .with("suspended", BooleanNode.FALSE);
  }

  private static Wish leaver(String key) {
    return member(key).with("suspended", BooleanNode.TRUE);
  }

  private static Wish agent(String key, String... groups) {
    JsonNode names = CanonicalJson.mapper().valueToTree(List.of(groups));
    return member(key).with("role", "agent").with("groups", names);
  }

  private JsonNode stored(String key) {
    return users(member(key)).get(0);
  }

  private static Outcome good(Wish wish, Result result) {
    Outcome outcome = delivered(wish);
    assertThat(outcome.result()).as(outcome.reason()).isEqualTo(result);
    return outcome;
  }

  private static String parked(Wish wish) {
    return good(wish, Result.PARKED).reason();
  }

  private long ticketOf(String assignee) {
    String requester = newKey() + "@customers.example";
    zendesk.post("/users", "{\"name\":\"Asks\",\"email\":\"%s\"}".formatted(requester));
    return zendesk
        .post(
            "/tickets",
            """
            {"requester":"%s","subject":"S","comment":"C","assignee_id":%s}
            """
                .formatted(requester, stored(assignee).path("id").asText()))
        .path("id")
        .asLong();
  }

  private JsonNode ticket(long id) {
    return list(zendesk.get("/tickets")).stream()
        .filter(ticket -> ticket.path("id").asLong() == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aNewPersonIsAnEndUserUnlessTheRouteSaysOtherwise() {
    String plain = newKey();
    String works = newKey();

    good(member(plain), Result.CREATED);
    good(agent(works, "Support"), Result.CREATED);

    assertThat(stored(plain).path("role").asText()).isEqualTo("end-user");
    assertThat(stored(works).path("role").asText()).isEqualTo("agent");
    assertThat(stored(works).path("groups").toString()).isEqualTo("[\"Support\"]");
    long before = zendesk.now();
    good(agent(works, "support"), Result.UNCHANGED);
    good(member(plain).with("groups", "Support"), Result.UNCHANGED);
    assertThat(zendesk.writesSince(before)).isEmpty();
  }

  @Test
  void aLightAgentHasTheRoleOfLightAgents() {
    String key = newKey();

    good(member(key).with("role", "light-agent"), Result.CREATED);

    assertThat(stored(key).path("role_type").asInt()).isEqualTo(TeamRole.LIGHT);
    good(member(key).with("role", "light-agent"), Result.UNCHANGED);
  }

  @Test
  void whoeverChangesDepartmentIsAddedToItsGroupAndLeavesOnlyManagedOnes() {
    String key = newKey();
    good(agent(key, "Support"), Result.CREATED);

    good(agent(key, "Billing questions"), Result.UPDATED);
    assertThat(stored(key).path("groups")).hasSize(2);

    good(agent(key, "Billing questions").policy("managedGroups", "Support"), Result.UPDATED);
    assertThat(stored(key).path("groups").toString()).isEqualTo("[\"Billing questions\"]");
    assertThat(parked(agent(key, "Nobody's"))).contains("no group called Nobody's", "Support");
  }

  @Test
  void aLeaverLosesTheRoleThenTheAccessAndGetsBothBackWithTheGroups() {
    String key = newKey();
    good(
        agent(key, "Support")
            .with("tags", CanonicalJson.read("[\"night\"]".getBytes(), JsonNode.class)),
        Result.CREATED);

    long before = zendesk.now();
    good(leaver(key), Result.UPDATED);

    JsonNode gone = stored(key);
    assertThat(gone.path("role").asText()).isEqualTo("end-user");
    assertThat(gone.path("suspended").asBoolean()).isTrue();
    assertThat(gone.path("tags").toString()).contains("night", ENDED);
    assertThat(zendesk.writesSince(before)).hasSize(2).allMatch(call -> call.startsWith("PUT"));
    before = zendesk.now();
    good(leaver(key), Result.UNCHANGED);
    assertThat(zendesk.writesSince(before)).isEmpty();

    good(member(key), Result.UPDATED);

    JsonNode back = stored(key);
    assertThat(back.path("suspended").asBoolean()).isFalse();
    assertThat(back.path("role").asText()).isEqualTo("agent");
    assertThat(back.path("groups").toString()).isEqualTo("[\"Support\"]");
    assertThat(back.path("tags").toString()).isEqualTo("[\"night\"]");
    good(member(key), Result.UNCHANGED);
  }

  @Test
  void whoeverIsNoAgentAnyMoreByPolicyLosesTheRoleAndKeepsTheAccess() {
    String key = newKey();
    good(agent(key, "Support"), Result.CREATED);
    Wish moved = member(key).with("role", "end-user");

    good(moved, Result.UPDATED);

    assertThat(stored(key).path("role").asText()).isEqualTo("end-user");
    assertThat(stored(key).path("suspended").asBoolean()).isFalse();
    assertThat(stored(key).path("tags").toString()).doesNotContain(ENDED);
    good(moved, Result.UNCHANGED);
  }

  @Test
  void aDepartureThatIsInterruptedGoesOnWhereItWas() {
    String key = newKey();
    good(agent(key, "Support"), Result.CREATED);
    String user = stored(key).path("id").asText();
    // The downgrade is done, and its answer lost.
    zendesk.fault(
        """
        {"kind":"applied-then-dropped","method":"PUT","path":"/api/v2/users/%s.json","times":1}
        """
            .formatted(user));

    good(leaver(key), Result.UPDATED);

    assertThat(stored(key).path("suspended").asBoolean()).isTrue();
    assertThat(stored(key).path("role").asText()).isEqualTo("end-user");
    good(member(key), Result.UPDATED);
    assertThat(stored(key).path("role").asText()).isEqualTo("agent");
  }

  @Test
  void anAgentWhomSomebodySuspendedStillGivesTheSeatBack() {
    String key = newKey();
    good(agent(key), Result.CREATED);
    suspendByHand(key, true);

    good(leaver(key), Result.UPDATED);

    assertThat(stored(key).path("role").asText()).isEqualTo("end-user");
  }

  @Test
  void whoWasSuspendedByHandStaysSoAndThatIsSaid() {
    String key = newKey();
    good(member(key), Result.CREATED);
    suspendByHand(key, true);

    assertThat(parked(member(key))).contains("by hand", "stays so");

    assertThat(stored(key).path("suspended").asBoolean()).isTrue();
    suspendByHand(key, false);
    good(member(key), Result.UNCHANGED);
  }

  private void suspendByHand(String key, boolean suspended) {
    zendesk.patch(
        "/users/" + stored(key).path("id").asText(), "{\"suspended\":%s}".formatted(suspended));
  }

  @Test
  void openTicketsOfALeaverAreListedOrWaitedForOrReassigned() {
    String listed = newKey();
    good(agent(listed), Result.CREATED);
    long one = ticketOf(listed);
    assertThat(good(leaver(listed), Result.UPDATED).reason()).contains("#" + one);
    assertThat(stored(listed).path("suspended").asBoolean()).isTrue();

    String waits = newKey();
    good(agent(waits), Result.CREATED);
    long two = ticketOf(waits);
    assertThat(parked(leaver(waits).policy("openTickets", "wait"))).contains("#" + two);
    assertThat(stored(waits).path("role").asText()).isEqualTo("agent");

    Wish reassigned = leaver(waits).policy("openTickets", "reassign");
    assertThat(parked(reassigned)).contains("reassignTo");
    good(reassigned.policy("reassignTo", "Support"), Result.UPDATED);
    assertThat(ticket(two).path("assignee_id").isNull()).isTrue();
    assertThat(ticket(two).path("group_id").isNull()).isFalse();
    assertThat(stored(waits).path("suspended").asBoolean()).isTrue();
  }

  @Test
  void nobodyBecomesAnAgentBeyondTheSeats() {
    String key = newKey();

    assertThat(parked(agent(key).policy("seats", "1"))).contains("seats", "free one");

    good(member(key).with("role", "light-agent").policy("seats", "1"), Result.UPDATED);
    good(agent(key).policy("seats", "1000"), Result.UPDATED);
  }

  @Test
  void administratorsKeepTheirAccessUnlessTheRouteIncludesThem() {
    String key = newKey();
    good(member(key), Result.CREATED);
    zendesk.patch("/users/" + stored(key).path("id").asText(), "{\"role\":\"admin\"}");
    good(member(key).with("notes", "Is an administrator"), Result.UNCHANGED);

    assertThat(parked(leaver(key))).contains("administrator", "by hand");
    Wish included = leaver(key).policy("admins", "include");
    assertThat(parked(included)).contains("owner");
    String email = key + "@company.example";
    assertThat(parked(included.policy("owner", email))).contains("owns");
    assertThat(stored(key).path("suspended").asBoolean()).isFalse();

    good(included.policy("owner", ZendeskAccess.OWNER_EMAIL), Result.UPDATED);
    assertThat(stored(key).path("suspended").asBoolean()).isTrue();
  }

  @Test
  void aPersonWithoutAnAddressIsSentOnceThereIsOneAndAnEmptyOneClearsNothing() {
    String key = newKey();
    assertThat(parked(member(key).with("email", (String) null))).contains("e-mail");
    assertThat(users(member(key))).isEmpty();

    good(member(key), Result.CREATED);

    good(member(key).with("email", (String) null).with("notes", "n"), Result.UPDATED);
    assertThat(stored(key).path("email").asText()).isEqualTo(key + "@company.example");
  }

  @Test
  void aChangedAddressIsOneMoreOfTheSameUserOrThePrimaryOneWherePolicySaysSo() {
    String key = newKey();
    good(member(key), Result.CREATED);
    String email = "new." + key + "@company.example";
    Wish changed = member(key).with("email", email);

    good(changed, Result.UPDATED);

    assertThat(users(member(key))).hasSize(1);
    assertThat(stored(key).path("email").asText()).isEqualTo(key + "@company.example");
    good(changed, Result.UNCHANGED);
    good(changed.policy("emailChange", "primary"), Result.UPDATED);
    assertThat(stored(key).path("email").asText()).isEqualTo(email);
  }

  @Test
  void whoLeftBeforeWeMetIsNotMadeButDoesNotStayEither() {
    String unknown = newKey();
    good(leaver(unknown), Result.UNCHANGED);
    assertThat(users(member(unknown))).isEmpty();

    String known = newKey();
    String email = known + "@company.example";
    JsonNode user =
        zendesk.post(
            "/users",
            "{\"name\":\"Long here\",\"email\":\"%s\",\"role\":\"agent\",\"verified\":true}"
                .formatted(email));
    zendesk.later(java.time.Duration.ofSeconds(5));
    assertThat(good(leaver(known), Result.UPDATED).targetKey()).isEqualTo(user.path("id").asText());
    assertThat(stored(known).path("suspended").asBoolean()).isTrue();
  }
}
