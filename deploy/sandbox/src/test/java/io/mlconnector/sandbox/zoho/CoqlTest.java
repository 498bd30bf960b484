package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoqlTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void aModuleCanBeReadByTheKeyOfTheLastRow() {
    List<String> ids = new ArrayList<>();
    String last = "0";
    Answer page;
    do {
      page =
          query(
              "select id, Last_Name from Contacts where id > '"
                  + last
                  + "' order by id asc limit 30");
      ids.addAll(Crm.texts(page, "id"));
      last = ids.get(ids.size() - 1);
    } while (page.json().at("/info/more_records").asBoolean());

    assertThat(ids).hasSize(100).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aWriteIsSeenAtOnceAndChangesAreFoundByTime() {
    String id = crm.account("Sofort");
    String time = crm.get("Accounts/" + id).json().at("/data/0/Modified_Time").asText();

    Answer found =
        query(
            "select Account_Name from Accounts where Modified_Time >= '"
                + time
                + "' order by Modified_Time asc, id asc");

    assertThat(Crm.texts(found, "id")).containsExactly(id);
  }

  @Test
  void lookupsAreFollowedAndShownByTheirId() {
    String account = crm.account("Ziel");
    crm.api(
        "POST",
        "Contacts",
        "{'data':[{'Last_Name':'L','Email':'l@ziel.example','Account_Name':{'id':'"
            + account
            + "'}}]}");

    JsonNode row =
        Crm.rows(
                query(
                    "select Email, Account_Name, Account_Name.Account_Name from Contacts"
                        + " where Email in ('l@ziel.example', 'nobody@x.example')"))
            .get(0);

    assertThat(row.path("Account_Name")).isEqualTo(SandboxJson.object().put("id", account));
    assertThat(row.path("Account_Name.Account_Name").asText()).isEqualTo("Ziel");
    assertThat(Crm.rows(query("select id from Contacts where Account_Name.Account_Name = 'Ziel'")))
        .hasSize(1);
  }

  @Test
  void lettersCaseMattersUnlessTheOrganizationIsSetOtherwise() {
    crm.account("Groß Klein");
    String query =
        "select id from Accounts where Account_Name = 'GROSS klein' or Account_Name = 'groß klein'";

    assertThat(query(query).status()).isEqualTo(204);
    crm.set("{'coqlIgnoresCase':true}");
    assertThat(Crm.rows(query(query))).hasSize(1);
  }

  @Test
  void emptyFieldsFulfilOnlyIsNull() {
    crm.account("Leer");

    assertThat(names("Account_Name = 'Leer' and Tax_ID is null")).containsExactly("Leer");
    assertThat(names("Account_Name = 'Leer' and Tax_ID != 'x'")).isEmpty();
    assertThat(names("Account_Name like 'Le%' and Tax_ID not in ('x')")).isEmpty();
    assertThat(names("Account_Name = 'Leer' and Tax_ID is not null")).isEmpty();
  }

  @Test
  void apostrophesAreDoubled() {
    crm.api("POST", "Accounts", "{'data':[{'Account_Name':\"O\\u0027Connell\"}]}");

    assertThat(names("Account_Name = 'O''Connell'")).containsExactly("O'Connell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from Accounts",
        "select id from Accounts where id is not null and Phone is null and Fax is null",
        "select id Account_Name from Accounts where id is not null",
        "select id from Accounts where id is not null limit many",
        "select id from Accounts where Phone = nothing",
        "select id from Accounts where id is not null group by id",
        "update Accounts"
      })
  void whatIsNotCoqlIsASyntaxError(String query) {
    Answer answer = query(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("SYNTAX_ERROR");
  }

  @Test
  void threeConditionsStandInBracketsByPairs() {
    crm.account("Klammer");

    assertThat(names("((id is not null and Fax is null) and Account_Name = 'Klammer')"))
        .containsExactly("Klammer");
  }

  @Test
  void unknownColumnsAndWrongValuesAreNamed() {
    assertThat(
            query("select Nothing from Accounts where id is not null")
                .json()
                .at("/details/column_name")
                .asText())
        .isEqualTo("Nothing");
    assertThat(
            query("select id from Accounts where Modified_Time > 'yesterday'")
                .json()
                .at("/details/column_name")
                .asText())
        .isEqualTo("Modified_Time");
  }

  @Test
  void rowsOffsetsAndListsHaveLimits() {
    String values =
        IntStream.range(0, 101).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));

    assertLimit("select id from Accounts where id is not null limit 2001");
    assertLimit("select id from Accounts where id is not null limit 100001, 10");
    assertLimit("select id from Accounts where Phone in (" + values + ")");
  }

  @Test
  void aLargerLimitCostsMore() {
    long before = crm.zoho().credits().used();

    query("select id from Accounts where id is not null limit 200");
    query("select id from Accounts where id is not null limit 1000");
    query("select id from Accounts where id is not null limit 2000");

    assertThat(crm.zoho().credits().used() - before).isEqualTo(6);
  }

  private List<String> names(String where) {
    Answer answer = query("select Account_Name from Accounts where " + where);
    return answer.status() == 204 ? List.of() : Crm.texts(answer, "Account_Name");
  }

  private void assertLimit(String query) {
    assertThat(query(query).json().path("code").asText()).isEqualTo("LIMIT_EXCEEDED");
  }

  private Answer query(String query) {
    return crm.raw("POST", "coql", SandboxJson.object().put("select_query", query).toString());
  }
}
