package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZohoControlTest {

  private static final Predicate<String> SITE = site -> site.startsWith("https://www.site-");

  @TempDir Path folder;

  @Test
  void peopleMakeChangeAndDeleteRecords() {
    try (Crm crm = new Crm()) {
      Answer made =
          crm.control(
              "POST", "/records/Accounts", "{'Account_Name':'Hand','Account_Type':'Prospect'}");
      String id = made.json().path("id").asText();
      crm.sandbox.clock().advance(Duration.ofSeconds(2));
      Answer changed = crm.control("PATCH", "/records/Accounts/" + id, "{'Account_Type':null}");

      assertThat(made.status()).isEqualTo(201);
      assertThat(changed.json().path("Account_Type").isNull()).isTrue();
      assertThat(changed.json().path("Modified_Time"))
          .isNotEqualTo(made.json().path("Modified_Time"));
      assertThat(changed.json().at("/Modified_By/id").asText()).isEqualTo(Org.COLLEAGUE);
      assertThat(crm.control("DELETE", "/records/Accounts/" + id, null).status()).isEqualTo(204);
      Answer gone = crm.control("GET", "/records/Accounts/" + id, null);
      assertThat(gone.status()).isEqualTo(400);
      assertThat(gone.json().path("error").asText()).contains(id);
    }
  }

  @Test
  void wrongCommandsAreNamed() {
    try (Crm crm = new Crm()) {
      assertThat(error(crm, "PATCH", "/settings", "{'colour':1}")).contains("colour");
      assertThat(error(crm, "PATCH", "/settings", "{'offset':'noon'}")).isNotEmpty();
      assertThat(error(crm, "POST", "/records/Deals", "{}")).contains("Deals").contains("Vendors");
      assertThat(error(crm, "POST", "/records/Accounts", "{}")).contains("Account_Name");
      assertThat(error(crm, "POST", "/changes", "{}")).contains("count");
      assertThat(error(crm, "POST", "/grant-codes", "{'scope':'x'}")).contains("scope");
    }
  }

  @Test
  void changesAreDrawnFromTheFieldsThatWereNamed() {
    try (Crm crm = new Crm()) {
      JsonNode ids =
          crm.control(
                  "POST", "/changes", "{'module':'Vendors','count':2,'seed':3,'fields':['Street']}")
              .json()
              .path("ids");
      crm.zoho().edits().changes("Accounts", 40, 1, List.of());

      assertThat(ids).hasSize(2);
      assertThat(crm.zoho().edits().record("Vendors", ids.get(1).asText()).path("Street").asText())
          .startsWith("New Street ");
      List<ObjectNode> accounts = crm.zoho().edits().records("Accounts");
      assertThat(accounts).allMatch(each -> each.toString().contains(Org.COLLEAGUE));
      assertThat(accounts).extracting(each -> each.path("Website").asText()).anyMatch(SITE);
      assertThat(accounts)
          .extracting(each -> each.path("Website").asText())
          .anyMatch(SITE.negate());
    }
  }

  @Test
  void recordsAreCountedFoundAndHeldAgainstEachOther() {
    try (Crm crm = new Crm()) {
      crm.zoho().edits().create("Accounts", Crm.object("{'Account_Name':'A','Tax_ID':'DE 1'}"));
      crm.zoho().edits().create("Accounts", Crm.object("{'Account_Name':'B','Tax_ID':'de1'}"));

      JsonNode found =
          crm.control("GET", "/records/Accounts?field=Account_Name&value=b", null)
              .json()
              .path("records");
      JsonNode twice = crm.control("GET", "/duplicates/Accounts/Tax_ID", null).json();

      assertThat(found).hasSize(1);
      assertThat(found.get(0).path("Tax_ID").asText()).isEqualTo("de1");
      assertThat(twice.at("/duplicates/de1")).hasSize(2);
      assertThat(crm.control("GET", "/counts", null).json().at("/Accounts/records").asInt())
          .isEqualTo(42);
    }
  }

  @Test
  void theOverviewTellsWhatANewcomerNeeds() throws Exception {
    try (Crm crm = new Crm()) {
      JsonNode zoho = TestHttp.get(crm.sandbox.control(), "/sandbox").json().at("/vendors/zoho");

      assertThat(zoho.path("url").asText()).isEqualTo(zoho.path("apiDomain").asText());
      assertThat(zoho.path("accountsServer").asText())
          .isEqualTo(crm.uri(ZohoVendor.ACCOUNTS).toString());
      assertThat(zoho.at("/records/Contacts").asInt()).isEqualTo(100);
    }
  }

  @Test
  void aSecondStartGoesOnWhereTheFirstStopped() {
    String id;
    String gone;
    String page;
    try (Crm first = new Crm(SandboxOptions.forTests().folder(folder))) {
      id = first.account("Bleibt");
      gone = first.account("Geht");
      first.zoho().edits().delete("Accounts", gone);
      first.zoho().edits().lock("Accounts", id, true, false);
      first.control("POST", "/fields/Accounts", "{'apiName':'Region','type':'TEXT'}");
      first.set("{'creditsPerDay':77}");
      first.api(
          "POST",
          "actions/watch",
          "{'watch':[{'channel_id':5,'events':['Accounts.all'],'token':'t',"
              + "'notify_url':'http://127.0.0.1:9/x'}]}");
      page = first.get("Accounts/" + id).body();
    }

    try (Crm second = new Crm(SandboxOptions.forTests().folder(folder))) {
      assertThat(second.get("Accounts/" + id).body()).isEqualTo(page).contains("Region");
      assertThat(Crm.texts(second.get("Accounts/deleted"), "id")).containsExactly(gone);
      assertThat(second.zoho().settings().creditsPerDay()).isEqualTo(77);
      assertThat(second.get("actions/watch").json().at("/watch/0/token").asText()).isEqualTo("t");
      assertThat(second.account("Neu")).isNotIn(id, gone);
    }
  }

  private static String error(Crm crm, String method, String path, String body) {
    Answer answer = crm.control(method, path, body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().path("error").asText();
  }
}
