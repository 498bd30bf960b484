package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest extends DeskTest {

  @Test
  void everyAnswerTellsTheBudget() {
    Desk.Seen answer = desk.get("groups");

    assertThat(answer.header("X-Rate-Limit")).isEqualTo("700");
    assertThat(answer.header("X-Rate-Limit-Remaining")).isEqualTo("699");
    assertThat(answer.header("ratelimit-limit")).isEqualTo("700");
    assertThat(answer.header("ratelimit-remaining")).isEqualTo("699");
    assertThat(Integer.parseInt(answer.header("ratelimit-reset"))).isBetween(55, 60);
    assertThat(desk.get("nonsense").header("X-Rate-Limit-Remaining")).isEqualTo("698");
  }

  @Test
  void theBudgetOfTheAccountIsSharedWithEverybodyElse() {
    desk.zendesk.spend(699);
    assertThat(desk.get("groups").status()).isEqualTo(200);

    Desk.Seen refused = desk.get("groups");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(50, 60);
    assertThat(refused.header("X-Rate-Limit-Remaining")).isEqualTo("0");
    assertThat(refused.json().path("error").asText()).isEqualTo("APIRateLimitExceeded");
    desk.advance(60);
    assertThat(desk.get("groups").status()).isEqualTo(200);
  }

  @Test
  void whoHammersMeetsTheEdgeProtection() {
    desk.zendesk.spend(700);
    for (int i = 0; i < 50; i++) {
      assertThat(desk.get("groups").status()).isEqualTo(429);
    }

    Desk.Seen refused = desk.get("groups");

    assertThat(refused.json().path("detail").asText())
        .isEqualTo("Rate limited by Zendesk edge protection");
    assertThat(refused.header("Retry-After")).isNotNull();
  }

  @Test
  void thePlanSetsTheBudget() {
    desk.settings("{'plan':'TEAM'}");
    assertThat(desk.get("groups").header("X-Rate-Limit")).isEqualTo("200");

    desk.settings("{'highVolume':true}");

    assertThat(desk.get("groups").header("X-Rate-Limit")).isEqualTo("2500");
  }

  @Test
  void oneOrganizationTakesFiveUpdatesAMinuteWhileTheBudgetIsHigh() {
    long id = desk.organization("Kestrel");
    long other = desk.organization("Vega");
    for (int i = 0; i < 5; i++) {
      Desk.Seen written = desk.put("organizations/" + id, "{'organization':{'notes':'" + i + "'}}");
      assertThat(written.status()).isEqualTo(200);
      assertThat(written.header("zendesk-ratelimit-organization-update"))
          .startsWith("total=5; remaining=" + (4 - i));
    }

    Desk.Seen refused = desk.put("organizations/" + id, "{'organization':{'notes':'x'}}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("TooManyRequests");
    assertThat(Integer.parseInt(refused.header("X-Rate-Limit-Remaining"))).isGreaterThan(600);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(50, 60);
    assertThat(desk.put("organizations/" + other, "{'organization':{'notes':'x'}}").status())
        .isEqualTo(200);
    desk.advance(60);
    assertThat(desk.put("organizations/" + id, "{'organization':{'notes':'x'}}").status())
        .isEqualTo(200);
  }

  @Test
  void createOrUpdateOfAKnownOrganizationCountsAsAnUpdate() {
    String body = "{'organization':{'name':'K','external_id':'k'}}";
    for (int i = 0; i < 6; i++) {
      desk.post("organizations/create_or_update", body);
    }

    assertThat(desk.post("organizations/create_or_update", body).status()).isEqualTo(429);
  }

  @Test
  void usersTakeOneUpdateASecondAltogether() {
    long ada = desk.user("'name':'Ada'");
    long bob = desk.user("'name':'Bob'");
    desk.advance(2);
    Set<Integer> statuses = new HashSet<>();
    Desk.Seen refused = null;
    for (long id : new long[] {ada, bob, ada, bob}) {
      Desk.Seen answer = desk.put("users/" + id, "{'user':{'notes':'x'}}");
      statuses.add(answer.status());
      refused = answer.status() == 429 ? answer : refused;
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("zendesk-ratelimit-users-update")).startsWith("total=1;");
  }

  @Test
  void oneUserTakesFiveUpdatesAMinute() {
    long id = desk.user("'name':'Ada','external_id':'a'");
    for (int i = 0; i < 5; i++) {
      desk.advance(1);
      Desk.Seen written =
          desk.post("users/create_or_update", "{'user':{'name':'A','external_id':'a'}}");
      assertThat(written.status()).isEqualTo(200);
    }
    desk.advance(1);

    Desk.Seen refused = desk.put("users/" + id, "{'user':{'notes':'x'}}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(45, 56);
  }

  @Test
  void exportsAreLimitedToHundredAMinute() {
    String path = "search/export?query=x&filter[type]=user";
    for (int i = 0; i < 100; i++) {
      assertThat(desk.get(path).status()).isEqualTo(200);
    }

    assertThat(desk.get(path).status()).isEqualTo(429);
  }

  @Test
  void strangersSpendNothing() {
    desk.as(null).get("users/me");
    desk.get("organizations");

    assertThat(
            desk.as(Desk.basic(ZendeskAccess.SERVICE_EMAIL))
                .get("groups")
                .header("X-Rate-Limit-Remaining"))
        .isEqualTo("699");
  }
}
