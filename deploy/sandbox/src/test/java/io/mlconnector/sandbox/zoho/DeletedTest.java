package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletedTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void deletedRecordsAreListedNewestFirst() {
    assertThat(deleted("all").status()).isEqualTo(204);
    String first = delete("Erst");
    crm.sandbox.clock().advance(Duration.ofSeconds(5));
    String second = delete("Dann");

    Answer answer = deleted("all");

    assertThat(Crm.texts(answer, "id")).containsExactly(second, first);
    JsonNode row = Crm.rows(answer).get(1);
    assertThat(row.path("display_name").asText()).isEqualTo("Erst");
    assertThat(row.path("type").asText()).isEqualTo("recycle");
    assertThat(row.at("/deleted_by/id").asText()).isEqualTo(Org.COLLEAGUE);
    assertThat(crm.get("Accounts/" + first).status()).isEqualTo(204);
  }

  @Test
  void onlyWhatWasDeletedSinceIsListed() {
    delete("Erst");
    String time = Crm.rows(deleted("all")).get(0).path("deleted_time").asText();

    assertThat(since(time).status()).isEqualTo(304);
    crm.sandbox.clock().advance(Duration.ofSeconds(5));
    String second = delete("Dann");
    assertThat(Crm.texts(since(time), "id")).containsExactly(second);
  }

  @Test
  void whatLeavesTheBinIsPermanentAndThenForgotten() {
    String id = delete("Alt");
    String purged = delete("Geleert");
    crm.control("POST", "/records/Accounts/" + purged + "/purge", "{}");

    assertThat(Crm.texts(deleted("permanent"), "id")).containsExactly(purged);
    assertThat(Crm.texts(deleted("recycle"), "id")).containsExactly(id);
    later(Duration.ofDays(60));
    assertThat(Crm.texts(deleted("permanent"), "id")).containsExactly(id);
    later(Duration.ofDays(1));
    assertThat(deleted("all").status()).isEqualTo(204);
  }

  @Test
  void aRestoredRecordIsBackUnderItsId() {
    String id = delete("Zurück");

    crm.control("POST", "/records/Accounts/" + id + "/restore", "{}");

    assertThat(crm.get("Accounts/" + id).json().at("/data/0/Account_Name").asText())
        .isEqualTo("Zurück");
    assertThat(deleted("all").status()).isEqualTo(204);
  }

  @Test
  void theListIsPaged() {
    for (String name : List.of("A", "B", "C")) {
      delete(name);
    }

    Answer first = crm.get("Accounts/deleted", "per_page", "2");
    Answer second = crm.get("Accounts/deleted", "per_page", "2", "page", "2");

    assertThat(first.json().at("/info/more_records").asBoolean()).isTrue();
    assertThat(Crm.rows(second)).hasSize(1);
    assertThat(deleted("some").status()).isEqualTo(400);
  }

  private String delete(String name) {
    String id = crm.account(name);
    assertThat(crm.control("DELETE", "/records/Accounts/" + id, null).status()).isEqualTo(204);
    return id;
  }

  private void later(Duration step) {
    crm.sandbox.clock().advance(step);
    crm.token(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText());
  }

  private Answer deleted(String type) {
    return crm.get("Accounts/deleted", "type", type);
  }

  private Answer since(String time) {
    return crm.api("GET", "Accounts/deleted?type=all", null, "If-Modified-Since", time);
  }
}
