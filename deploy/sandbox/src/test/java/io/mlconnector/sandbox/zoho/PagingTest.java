package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void pageReachesTheFirstRowsOnly() {
    crm.set("{'pagedRows':60}");

    assertThat(page("page", "3", "per_page", "20").status()).isEqualTo(200);
    assertCode(page("page", "4", "per_page", "20"), "DISCRETE_PAGINATION_LIMIT_EXCEEDED");
  }

  @Test
  void pageTokensReachTheirRowsOnly() {
    crm.set("{'tokenRows':40}");
    Answer second = page("per_page", "20", "page_token", token(page("per_page", "20")));

    assertThat(second.json().at("/info/previous_page_token").isNull()).isTrue();
    assertCode(page("per_page", "20", "page_token", token(second)), "PAGINATION_LIMIT_EXCEEDED");
  }

  @Test
  void aPageTokenServesItsOwnQuestionForADay() {
    String token = token(page("per_page", "20"));

    assertCode(page("per_page", "30", "page_token", token), "TOKEN_BOUND_DATA_MISMATCH");
    assertCode(
        page("per_page", "20", "page_token", token, "page", "2"), "AMBIGUITY_DURING_PROCESSING");
    assertCode(page("per_page", "20", "page_token", "made-up"), "INVALID_DATA");
    crm.sandbox.clock().advance(Duration.ofHours(24));
    crm.token(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText());
    assertCode(page("per_page", "20", "page_token", token), "EXPIRED_VALUE");
  }

  @Test
  void rowsThatLeaveTheListMakeOthersBeSkippedUnlessTokensAreStable() {
    List<String> all = Crm.texts(page("sort_order", "asc"), "id");
    Answer first = page("sort_order", "asc", "per_page", "20");
    crm.zoho().edits().delete("Contacts", all.get(0));

    Answer skipping = page("sort_order", "asc", "per_page", "20", "page_token", token(first));
    crm.set("{'stablePageTokens':true}");
    Answer stable = page("sort_order", "asc", "per_page", "20", "page_token", token(first));

    assertThat(Crm.texts(skipping, "id").get(0)).isEqualTo(all.get(21));
    assertThat(Crm.texts(stable, "id").get(0)).isEqualTo(all.get(20));
  }

  @Test
  void onlyWhatChangedSinceIsListed() {
    String before =
        OffsetDateTime.ofInstant(crm.sandbox.clock().instant(), java.time.ZoneOffset.UTC)
            .withNano(0)
            .minusSeconds(1)
            .toString();
    assertThat(since(before).status()).isEqualTo(304);
    String id = crm.account("Frisch");

    Answer changed = since(before);
    String exactly = Crm.rows(changed).get(0).path("Modified_Time").asText();

    assertThat(Crm.texts(changed, "id")).containsExactly(id);
    assertThat(since(exactly).status()).isEqualTo(304);
    assertCode(since("yesterday"), "INVALID_DATA");
  }

  @Test
  void anEmptyModuleIsAnswered204() {
    crm.zoho()
        .edits()
        .records("Vendors")
        .forEach(vendor -> crm.zoho().edits().delete("Vendors", vendor.path("id").asText()));

    Answer answer = crm.get("Vendors", "fields", "Vendor_Name");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void listsAreSortedByIdOrByTheTwoTimes() {
    List<String> ids = Crm.texts(page("sort_by", "id", "sort_order", "asc"), "id");
    List<String> times =
        Crm.texts(
            crm.get("Contacts", "fields", "Modified_Time", "sort_by", "Modified_Time"),
            "Modified_Time");

    assertThat(ids).isSorted();
    assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertCode(page("sort_by", "Last_Name"), "INVALID_DATA");
    assertCode(page("sort_order", "up"), "INVALID_DATA");
  }

  @Test
  void recordsAreReadByTheirIds() {
    List<String> two = Crm.texts(page(), "id").subList(3, 5);

    assertThat(Crm.texts(page("ids", String.join(",", two)), "id")).containsExactlyElementsOf(two);
  }

  @Test
  void whatIsNotThereIsAnsweredAsTheOrganizationIsSet() {
    String gone = "554023000000999999";

    assertThat(crm.get("Contacts/" + gone).status()).isEqualTo(204);
    assertCode(crm.get("Contacts/17"), "INVALID_DATA");
    crm.set("{'missingRecordStatus':400}");
    assertCode(crm.get("Contacts/" + gone), "INVALID_DATA");
  }

  private Answer page(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "fields";
    all[1] = "Last_Name";
    System.arraycopy(more, 0, all, 2, more.length);
    return crm.get("Contacts", all);
  }

  private Answer since(String time) {
    return crm.api(
        "GET", "Accounts" + Crm.query("fields", "Modified_Time"), null, "If-Modified-Since", time);
  }

  private static String token(Answer answer) {
    return answer.json().at("/info/next_page_token").asText();
  }

  private static void assertCode(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
  }
}
