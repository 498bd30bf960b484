package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.LONG_AGO;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.path;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.prompts;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.query;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.rows;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryTest {

  private PeopleSoftClient hr;

  @BeforeEach
  void start() {
    hr = new PeopleSoftClient();
    hr.vendor().seed(60, 30, 1);
  }

  @AfterEach
  void stop() {
    hr.close();
  }

  private void assertRefused(String path, String words) {
    Answer answer = hr.rest(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/xml");
    assertThat(answer.header("transactionid")).isNotEmpty();
    assertThat(answer.body())
        .contains("<IBResponse type=\"error\">", "<StatusCode>20</StatusCode>", words);
  }

  @Test
  void jsonHasTheLiteralKeyOfTheQueryName() {
    Answer answer = hr.rest(path("MLC_TODAY", 1));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(query(answer).path("queryname=").asText()).isEqualTo("MLC_TODAY");
    assertThat(query(answer).path("numrows").asInt()).isEqualTo(1);
    JsonNode row = rows(answer).get(0);
    assertThat(row.path("attr:rownumber").asInt()).isEqualTo(1);
    assertThat(row.path("TODAY").asText()).isEqualTo(hr.vendor().clock().today().toString());
    assertThat(row.path("NOW").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
    assertThat(row.path("OPRID").asText()).isEqualTo(PeopleSoftAccounts.OPRID);
    assertThat(row.path("TOOLSREL").asText()).isEqualTo("8.61.07");
  }

  @Test
  void aKeysetPromptWalksThroughEverybody() {
    List<String> whole = texts(hr.everybody(), "A.EMPLID");
    String today = hr.vendor().clock().today().toString();
    List<String> walked = new ArrayList<>();
    String last = "";
    while (true) {
      List<JsonNode> page = rows(hr.employees(LONG_AGO, today, today, last, 20));
      if (page.isEmpty()) {
        break;
      }
      String cut = page.get(page.size() - 1).path("A.EMPLID").asText();
      List<String> full = texts(page, "A.EMPLID");
      if (page.size() == 20) {
        full = full.stream().filter(emplid -> !emplid.equals(cut)).toList();
      }
      walked.addAll(full);
      last = full.get(full.size() - 1);
    }

    assertThat(walked).isEqualTo(whole).hasSizeGreaterThan(55);
    assertThat(whole).isSorted();
  }

  @Test
  void aCapCutsWithoutAWord() {
    hr.set("{'rowCap':7}");
    String today = hr.vendor().clock().today().toString();

    Answer answer = hr.employees(LONG_AGO, today, today, "", 50);

    assertThat(query(answer).path("numrows").asInt()).isEqualTo(7);
    assertThat(rows(answer)).hasSize(7);
    assertThat(rows(hr.employees(LONG_AGO, today, today, "", 5))).hasSize(5);
  }

  @Test
  void noRowsLeaveOutTheListOrShowItEmptyOrNull() {
    String today = hr.vendor().clock().today().toString();

    JsonNode absent = query(hr.employees(LONG_AGO, today, today, "9999999", 5));
    hr.set("{'rowsWhenNone':'empty'}");
    JsonNode empty = query(hr.employees(LONG_AGO, today, today, "9999999", 5));
    hr.set("{'rowsWhenNone':'null'}");
    JsonNode none = query(hr.employees(LONG_AGO, today, today, "9999999", 5));

    assertThat(absent.path("numrows").asInt()).isZero();
    assertThat(absent.has("rows")).isFalse();
    assertThat(empty.path("rows")).isEmpty();
    assertThat(empty.path("rows").isArray()).isTrue();
    assertThat(none.path("rows").isNull()).isTrue();
  }

  @Test
  void refusalsOfTheHandlerComeWithStatus200() {
    assertRefused(path("NOBODYS_QUERY", 1), "NOBODYS_QUERY does not exist");
    assertRefused(path("mlc_today", 1), "mlc_today does not exist");
    assertRefused(path("MLC_TODAY", 1).replace("PUBLIC", "PRIVATE"), "does not exist");
    assertRefused(path("MLC_TODAY", 1).replace("PUBLIC", "Public"), "owner");
    assertRefused(path("MLC_TODAY", 1).replace("JSON", "CSV"), "CSV");
    assertRefused(path("MLC_TODAY", 1).replace("NONFILE", "FILE"), "FILE");
    assertRefused(path("MLC_TODAY", 1).replace("maxrows", "maxRows"), "maxRows");
    assertRefused(path("MLC_TODAY", 1).replace("&maxrows=1", ""), "maxrows");
    assertRefused(path("MLC_TODAY", 1).replace("query=N", "query=Y"), "connected");
    assertRefused(path("MLC_TODAY", 1) + "&offset=20", "offset");
    assertRefused(path("MLC_TODAY", 1) + prompts("SINCE", "x"), "no prompt SINCE");
    assertRefused(path("MLC_TODAY", 1) + "&filterfields=NOPE", "NOPE");
  }

  @Test
  void everyPromptHasToComeWithAValueOfItsKind() {
    String all = "SINCE,EFF_FROM,AS_OF,LAST_EMPLID";
    String query = path("MLC_EMPLOYEES", 5);
    String ok = "1900-01-01T00:00:00,2026-01-01,2026-01-02,";

    assertThat(hr.rest(query + prompts(all, ok)).body()).contains("success");
    assertRefused(query, "Missing prompt SINCE");
    assertRefused(
        query + prompts("SINCE,EFF_FROM,AS_OF", "1900-01-01T00:00:00,2026-01-01,2026-01-02"),
        "Missing prompt LAST_EMPLID");
    assertRefused(
        query + prompts(all, "1900-01-01T00:00:00,2026-01-01,2026-01-02"), "4 prompt names");
    assertRefused(query + prompts(all.toLowerCase(), ok), "Missing prompt SINCE");
    assertRefused(query + prompts(all.replace(",", "%2C"), ok.replace(",", "%2C")), "Invalid");
    assertRefused(query + prompts(all, ok.replace("2026-01-01", "01/01/2026")), "prompt EFF_FROM");
    assertRefused(query + prompts(all, ok.replace("T00:00:00", "")), "prompt SINCE");
    assertRefused(query + prompts(all, ok.replace("T00:00:00", "T00:00:00Z")), "prompt SINCE");
    assertRefused(query + prompts(all, ok + "012345678901"), "too long");
  }

  @Test
  void aRefusedQueryCanComeAsJsonOrWithAnErrorStatus() {
    hr.set("{'queryErrors':'json'}");
    Answer json = hr.rest(path("NOBODYS_QUERY", 1));
    hr.set("{'queryErrors':'http'}");
    Answer http = hr.rest(path("NOBODYS_QUERY", 1));

    assertThat(json.status()).isEqualTo(200);
    assertThat(json.json().path("status").asText()).isEqualTo("error");
    assertThat(http.status()).isEqualTo(400);
    assertThat(http.body()).contains("IBResponse");
  }

  @Test
  void anotherNodeOrServiceHasNoRouting() {
    assertRefused(path("MLC_TODAY", 1).replace("PSFT_HR", "PSFT_EP"), "PSFT_EP is not known");
    assertRefused("PSFT_HR/ExecuteQuery.v2/PUBLIC/MLC_TODAY/JSON/NONFILE", "routing");
    assertThat(hr.bare("GET", "/psc/ps/EMPLOYEE/HRMS", null).status()).isEqualTo(404);
  }

  @Test
  void xmlHasTheFieldNamesAsTagsOrValuesByPosition() {
    Answer xmlp = hr.rest(path("MLC_VENDORS", 2).replace("JSON", "XMLP") + all());
    Answer rowSet = hr.rest(path("MLC_VENDORS", 1).replace("JSON", "WEBROWSET") + all());
    Answer ignored = hr.rest(path("MLC_VENDORS", 1).replace("&json_resp=true", "") + all());
    Answer page = hr.rest(path("MLC_VENDORS", 1).replace("JSON", "HTML") + all());
    hr.set("{'jsonSupported':false,'xmlPrefix':'qas'}");
    Answer old = hr.rest(path("MLC_VENDORS", 1) + all());

    assertThat(xmlp.body())
        .contains("<query numrows=\"2\"", "<row rownumber=\"2\"><A.SETID>EUR01</A.SETID>");
    assertThat(rowSet.body())
        .contains("<data><currentRow><columnValue>EUR01</columnValue><columnValue>0000001");
    assertThat(ignored.body()).contains("<query numrows=\"1\"");
    assertThat(page.body()).startsWith("<html>");
    assertThat(old.body()).contains("<qas:query numrows=\"1\"", "<qas:A.SETID>EUR01</qas:A.SETID>");
    assertRefused(path("MLC_VENDORS", 1).replace("JSON", "EXCEL") + all(), "EXCEL");
  }

  private static String all() {
    return prompts("LAST_SETID,LAST_VENDOR_ID", ",");
  }

  @Test
  void filterFieldsChooseColumns() {
    Answer answer = hr.rest(path("MLC_VENDORS", 1) + all() + "&filterfields=A.NAME1,SPEND_12M");

    assertThat(rows(answer).get(0).fieldNames())
        .toIterable()
        .containsExactly("attr:rownumber", "A.NAME1", "SPEND_12M");
    assertThat(rows(answer).get(0).path("SPEND_12M").isNumber()).isTrue();
  }

  @Test
  void aCustomersOwnQueryTakesThePlaceOfAShippedOne() {
    hr.done("DELETE", "/queries/MLC_VENDORS", null);
    hr.done(
        "PUT",
        "/queries/XX_SUPPLIERS",
        "{'owner':'PRIVATE','recordSet':'VENDORS','prompts':{'LAST_SETID':'P1',"
            + "'LAST_VENDOR_ID':'VENDOR_ID_OFFSET'},'columns':{'A.NAME1':'NAME1','SUM':'SPEND_12M'}}");

    Answer own =
        hr.rest(
            path("XX_SUPPLIERS", 3).replace("PUBLIC", "PRIVATE")
                + prompts("P1,VENDOR_ID_OFFSET", "SHARE,0000001005"));

    assertThat(rows(own)).hasSize(3).allMatch(row -> row.has("A.NAME1") && row.has("SUM"));
    assertRefused(path("MLC_VENDORS", 1) + all(), "does not exist");
    assertThat(hr.control("PUT", "/queries/X", "{'owner':'PUBLIC','recordSet':'TODAY'}").body())
        .contains("prompts");
  }
}
