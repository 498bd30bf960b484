package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void allRecordsCanBeReadByPageTokens() {
    List<String> ids = new ArrayList<>();
    Answer page = crm.get("Contacts", "fields", "Last_Name,Email", "per_page", "30");
    ids.addAll(Crm.texts(page, "id"));
    while (page.json().at("/info/more_records").asBoolean()) {
      String token = page.json().at("/info/next_page_token").asText();
      page =
          crm.get("Contacts", "fields", "Last_Name,Email", "per_page", "30", "page_token", token);
      ids.addAll(Crm.texts(page, "id"));
    }

    assertThat(ids).hasSize(100).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(page.json().at("/info/page").asInt()).isEqualTo(4);
    assertThat(page.json().at("/info/count").asInt()).isEqualTo(10);
    assertThat(page.json().at("/info/next_page_token").isNull()).isTrue();
  }

  @Test
  void aListNeedsFieldsThatTheModuleHas() {
    assertThat(crm.get("Accounts").json().path("code").asText())
        .isEqualTo("REQUIRED_PARAM_MISSING");
    assertThat(crm.get("Accounts", "fields", "Nothing").status()).isEqualTo(400);
    assertThat(crm.get("Accounts", "fields", "Account_Name", "per_page", "201").status())
        .isEqualTo(400);
    assertThat(crm.get("Accounts", "fields", "Account_Name", "more", "x").json().path("code"))
        .hasToString("\"EXTRA_PARAM_FOUND\"");
    assertThat(crm.get("Nothing", "fields", "id").json().path("code").asText())
        .isEqualTo("INVALID_MODULE");
  }

  @Test
  void anUpsertAddsThenUpdatesByTheKeyThatWasNamed() {
    String body =
        "{'data':[{'Account_Name':'Ganz Neu','ERP_Id':'4711','Credit_Limit':1000.5}],"
            + "'duplicate_check_fields':['ERP_Id'],'trigger':[]}";

    Answer first = crm.api("POST", "Accounts/upsert", body);
    Answer second = crm.api("POST", "Accounts/upsert", body.replace("1000.5", "2000"));

    JsonNode added = first.json().at("/data/0");
    JsonNode updated = second.json().at("/data/0");
    assertThat(first.status()).isEqualTo(200);
    assertThat(added.path("action").asText()).isEqualTo("insert");
    assertThat(added.path("duplicate_field").isNull()).isTrue();
    assertThat(updated.path("action").asText()).isEqualTo("update");
    assertThat(updated.path("duplicate_field").asText()).isEqualTo("ERP_Id");
    assertThat(updated.at("/details/id")).isEqualTo(added.at("/details/id"));
    JsonNode read = crm.get("Accounts/" + Crm.id(first)).json().at("/data/0");
    assertThat(read.path("Credit_Limit").decimalValue()).isEqualByComparingTo("2000");
    assertThat(read.path("Account_Number").asText()).isEqualTo("0");
    assertThat(read.path("Modified_Time").asText())
        .matches("\\d{4}-.*T\\d\\d:\\d\\d:\\d\\d\\+03:00");
    assertThat(read.path("id").asText()).hasSize(18);
  }

  @Test
  void everyRecordOfABatchHasItsOwnResult() {
    Answer answer =
        crm.api(
            "POST",
            "Accounts/upsert",
            "{'data':[{'Account_Name':'Eins','ERP_Id':'1'},{'ERP_Id':'2'},"
                + "{'Account_Name':'Drei','ERP_Id':'3','Payment_Terms':'Net 7'},"
                + "{'Account_Name':'Eins','ERP_Id':'4'}],'duplicate_check_fields':['ERP_Id']}");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(Crm.texts(answer, "code"))
        .containsExactly("SUCCESS", "MANDATORY_NOT_FOUND", "INVALID_DATA", "DUPLICATE_DATA");
    assertThat(answer.json().at("/data/1/details/json_path").asText())
        .isEqualTo("$.data[1].Account_Name");
    assertThat(answer.json().at("/data/3/details/duplicate_record/id"))
        .isEqualTo(answer.json().at("/data/0/details/id"));
  }
}
