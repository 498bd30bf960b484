package io.mlconnector.sandbox.jde;

import static io.mlconnector.sandbox.jde.JdeClient.condition;
import static io.mlconnector.sandbox.jde.JdeClient.query;
import static io.mlconnector.sandbox.jde.JdeClient.rows;
import static io.mlconnector.sandbox.jde.JdeClient.texts;
import static io.mlconnector.sandbox.jde.JdeClient.where;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data service: vendor sheet 3.2 and 3.3. Every test begins with the settings of the shelf. */
class DataServiceTest {

  private static JdeClient client;

  @BeforeAll
  static void start() {
    client = new JdeClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @BeforeEach
  void likeNew() {
    client.sandbox.jde().settings(before -> JdeSettings.standard());
  }

  @Test
  void aBrowseHasTheFormOfADataBrowser() {
    Answer answer =
        client.browse(
            "F0101",
            "'returnControlIDs':'F0101.AN8|F0101.ALPH|F0101.MCU|F0101.UPMJ|F0101.ALKY'",
            where("F0101.AN8", "EQUAL", "100001"));

    JsonNode all = answer.json();
    assertThat(all.at("/fs_DATABROWSE_F0101/title").asText())
        .isEqualTo("Data Browser - F0101 [Address Book Master]");
    assertThat(all.path("currentApp").asText()).isEqualTo("DATABROWSE_F0101");
    assertThat(all.path("sysErrors")).isEmpty();
    assertThat(all.path("links")).isEmpty();
    assertThat(JdeClient.grid(answer).at("/columns/F0101_ALPH").asText()).isEqualTo("Alpha Name");
    assertThat(JdeClient.grid(answer).at("/summary/records").asInt()).isEqualTo(1);
    assertThat(JdeClient.grid(answer).at("/summary/moreRecords").isBoolean()).isTrue();
    JsonNode row = rows(answer).get(0);
    assertThat(row).hasSize(5);
    assertThat(row.path("F0101_AN8").isIntegralNumber()).isTrue();
    assertThat(row.path("F0101_ALPH").asText()).hasSize(40).endsWith("  ").doesNotStartWith(" ");
    assertThat(row.path("F0101_MCU").asText()).isEqualTo("           1");
    assertThat(row.path("F0101_ALKY").asText()).isEqualTo(" ");
    assertThat(row.path("F0101_UPMJ").asText()).isEqualTo("20240108");
  }

  @Test
  void rowsComeInNoOrderUnlessOneIsAskedFor() {
    List<String> lying = texts(client.browse("F0101", "'maxPageSize':'No Max'"), "F0101_AN8");
    List<String> ordered =
        texts(
            client.browse("F0101", "'maxPageSize':'No Max'", JdeClient.orderBy("F0101.AN8")),
            "F0101_AN8");

    assertThat(ordered).isSorted().hasSameSizeAs(lying);
    assertThat(lying).isNotEqualTo(ordered).containsExactlyInAnyOrderElementsOf(ordered);
  }

  @Test
  void nothingIsFoundWhereNobodyPressesFind() {
    String body = "{'targetType':'table','targetName':'F0101','dataServiceType':'BROWSE'}";
    assertThat(rows(client.send("POST", "/jderest/v2/dataservice", body))).isEmpty();
  }

  @Test
  void aHundredRowsComeUnlessMoreAreAskedFor() {
    client.set("{'defaultPageSize':20}");
    Answer answer = client.browse("F0101");
    assertThat(rows(answer)).hasSize(20);
    assertThat(JdeClient.more(answer)).isTrue();
    assertThat(JdeClient.more(client.browse("F0101", "'maxPageSize':'No Max'"))).isFalse();
    client.set("{'largestPage':5}");
    assertThat(rows(client.browse("F0101", "'maxPageSize':'No Max'"))).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F0101.AN8 | LESS | 100004 | | 3",
        "F0101.AN8 | LESS_EQUAL | 100004 | | 4",
        "F0101.AN8 | BETWEEN | 100002 | 100004 | 3",
        "F0101.AN8 | LIST | 100002 | 100009 | 2",
        "F0101.AT1 | EQUAL | V | | 10",
        "F0101.AT1 | EQUAL | 'V  ' | | 10",
        "F0101.AT1 | EQUAL | v | | 0",
        "F0101.AT1 | NOT_EQUAL | C | | 13",
        "F0101.MCU | EQUAL | 1 | | 53",
        "F0101.ALPH | STR_START_WITH | Supply | | 10",
        "F0101.ALPH | STR_CONTAIN | upply | | 10",
        "F0101.AT1 | STR_END_WITH | V | | 10",
        "F0101.ALKY | STR_BLANK | | | 53",
        "F0101.ALKY | STR_NOT_BLANK | | | 0"
      })
  void operatorsCompareAsTheDatabaseDoes(
      String column, String operator, String one, String other, int rows) {
    String[] contents =
        one == null
            ? new String[0]
            : other == null ? new String[] {one} : new String[] {one, other};

    Answer answer =
        client.browse("F0101", "'maxPageSize':'No Max'", where(column, operator, contents));

    assertThat(rows(answer)).as(answer.body()).hasSize(rows);
  }

  @Test
  void queriesAreAllOrAnyAndLieWithinEachOther() {
    String one = condition("F0101.AN8", "EQUAL", "{'content':'100001'}");
    String two = condition("F0101.AN8", "EQUAL", "{'content':'100002'}");
    String both = query(one + "," + two);

    assertThat(rows(client.browse("F0101", both))).isEmpty();
    assertThat(rows(client.browse("F0101", both.replace("MATCH_ALL", "MATCH_ANY")))).hasSize(2);
    String nested =
        "'query':{'condition':["
            + one
            + "],'complexQuery':[{'andOr':'OR','query':{'condition':["
            + two
            + "]}}]}";
    assertThat(rows(client.browse("F0101", nested))).hasSize(2);
    assertThat(rows(client.browse("F0101", nested.replace("'OR'", "'AND'")))).isEmpty();
  }

  @Test
  void daysAreCountedBackFromTheUsersToday() {
    client.done("PATCH", "/rows/F03012/100005/00000", "{'ACL':77}");
    String recent =
        query(
            condition(
                "F03012.UPMJ",
                "GREATER_EQUAL",
                "{'content':'2','specialValueId':'TODAY_MINUS_DAY'}"));

    assertThat(texts(client.browse("F03012", recent), "F03012_AN8"))
        .as("and the row of a wrong century, which is ever new")
        .contains("100005", "100017")
        .doesNotContain("100001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dd/MM/yyyy | dd/MM/yyyy | true | 1",
        "dd/MM/yyyy | ddMMyyyy | true | 1",
        "dd/MM/yyyy | ddMMyyyy | false | 0",
        "dd/MM/yyyy | yyyy-MM-dd | true | 0",
        "dd/MM/yyyy | yyyyMMdd | true | 0",
        "yyyy-MM-dd | yyyy-MM-dd | true | 1",
        "MM/dd/yyyy | dd/MM/yyyy | true | 0"
      })
  void aDateLiteralIsReadInTheUsersFormat(String user, String literal, boolean compact, int found) {
    client.set("{'dateFormat':'" + user + "','compactDates':" + compact + "}");
    LocalDate day = LocalDate.of(2024, 1, 27);
    client.done("POST", "/rows/F01112", "{'AN8':100001,'IDLN':1,'CNLN':1,'UPMJ':'2024-01-27'}");

    Answer answer =
        client.browse(
            "F01112",
            where("F01112.UPMJ", "EQUAL", DateTimeFormatter.ofPattern(literal).format(day)));
    client.done("DELETE", "/rows/F01112/100001/1/1", null);

    assertThat(rows(answer)).hasSize(found);
    assertThat(answer.json().at("/fs_DATABROWSE_F01112/errors")).hasSize(1 - found);
  }

  @Test
  void stampsAreOfAClockThatIsAhead() {
    LocalDate there = LocalDate.now(client.sandbox.clock().withZone(ZoneId.of("Australia/Sydney")));
    client.done("PATCH", "/rows/F03012/100006/00000", "{'ACL':78}");

    Answer answer = client.browse("F03012", where("F03012.AN8", "EQUAL", "100006"));

    assertThat(rows(answer).get(0).path("F03012_UPMJ").asText())
        .isEqualTo(DateTimeFormatter.BASIC_ISO_DATE.format(there));
    assertThat(rows(answer).get(0).path("F03012_UPMT").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'maxPageSize':'0'",
        "'maxPageSize':'many'",
        "'returnControlIDs':'F0101.NOPE'",
        "'returnControlIDs':'F03012.ACL'",
        "'returnControlIDs':'AN8'",
        "'outputType':'CSV'",
        "'pageSize':'5'",
        "'query':{'condition':[{'controlId':'F0101.AN8','operator':'EQ','value':[]}]}",
        "'query':{'condition':[{'controlId':'F0101.AN8','operator':'EQUAL','value':[]}]}",
        "'query':{'condition':[{'controlId':'F0101.AN8','operator':'STR_BLANK','value':[]}]}",
        "'query':{'conditions':[]}",
        "'query':{'matchType':'MATCH_SOME'}",
        "'aggregation':{'orderBy':[{'column':'F0101.AN8','direction':'UP'}]}",
        "'aggregation':{'order':[]}",
        "'having':{}"
      })
  void whatTheSheetDoesNotNameIsRefused(String member) {
    Answer answer = client.browse("F0101", member);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("message").asText()).startsWith("Bad Request");
  }

  @Test
  void tablesThatAreNotThereAndViewsAreRefused() {
    assertThat(client.browse("F9999").status()).isEqualTo(400);
    String view = "{'targetType':'view','targetName':'V0101A','findOnEntry':'TRUE'}";
    assertThat(client.send("POST", "/jderest/v2/dataservice", view).status()).isEqualTo(400);
    assertThat(client.send("POST", "/jderest/v3/dataservice", view).status()).isEqualTo(404);
  }

  @Test
  void aCountIsAnOutputOrPlain() {
    String count =
        "{'targetType':'table','targetName':'F0101','dataServiceType':'COUNT','findOnEntry':'TRUE',"
            + where("F0101.AT1", "EQUAL", "V")
            + "}";
    assertThat(
            client
                .send("POST", "/jderest/v2/dataservice", count)
                .json()
                .at("/ds_F0101/output/0/COUNT")
                .asInt())
        .isEqualTo(10);
    client.set("{'plainCount':true}");
    assertThat(
            client
                .send("POST", "/jderest/v2/dataservice", count)
                .json()
                .at("/ds_F0101/count")
                .asInt())
        .isEqualTo(10);
  }

  @Test
  void aggregationsAreByGroup() {
    String body =
        "{'targetType':'table','targetName':'F0101','dataServiceType':'AGGREGATION',"
            + "'findOnEntry':'TRUE','aggregation':{'aggregations':["
            + "{'aggregation':'COUNT','column':'*'},{'aggregation':'MIN','column':'F0101.AN8'}],"
            + "'groupBy':[{'column':'F0101.AT1'}]}}";
    JsonNode output =
        client.send("POST", "/jderest/v2/dataservice", body).json().at("/ds_F0101/output");

    assertThat(output).hasSize(3);
    assertThat(output)
        .anySatisfy(
            group -> {
              assertThat(group.at("/groupBy/AT1").asText()).isEqualTo("V");
              assertThat(group.path("COUNT").asInt()).isEqualTo(10);
              assertThat(group.path("AN8_MIN").asLong()).isEqualTo(100041);
            });
  }

  @Test
  void aBatchAnswersEachRequest() {
    String body =
        "{'batchDataRequest':true,'dataRequests':["
            + "{'targetType':'table','targetName':'F0101','dataServiceType':'BROWSE',"
            + "'findOnEntry':'TRUE','maxPageSize':'2'},"
            + "{'targetType':'table','targetName':'F03012','dataServiceType':'COUNT',"
            + "'findOnEntry':'TRUE'}]}";
    JsonNode all = client.send("POST", "/jderest/v2/dataservice", body).json();

    assertThat(all.at("/fs_0_DATABROWSE_F0101/data/gridData/rowset")).hasSize(2);
    assertThat(all.at("/ds_1_F03012/output/0/COUNT").asInt()).isEqualTo(44);
  }

  @Test
  void aSecondShapeHoldsValuesAsObjects() {
    Answer answer =
        client.browse(
            "F0101",
            "'outputType':'VERSION2','returnControlIDs':'F0101.AN8'",
            where("F0101.AN8", "EQUAL", "100003"));

    assertThat(rows(answer).get(0).at("/F0101_AN8/value").asLong()).isEqualTo(100003);
    assertThat(rows(answer).get(0).path("MOExist").isBoolean()).isTrue();
  }

  @Test
  void theRootMaySpellItselfInAnotherWay() {
    client.set("{'rootPrefix':'fs_DATABROWSER_','padded':false}");
    Answer answer = client.browse("F0101", where("F0101.AN8", "EQUAL", "100001"));
    assertThat(answer.json().has("fs_DATABROWSER_F0101")).isTrue();
    assertThat(rows(answer).get(0).path("F0101_AT1").asText()).isEqualTo("C");
  }

  @Test
  void theGetFormAsksTheSame() {
    Answer answer =
        get(
            "$field",
            "F0101.AN8",
            "$field",
            "F0101.AT1",
            "$filter",
            "F0101.AT1 EQ V",
            "$filter",
            "F0101.AN8 LT 100043",
            "$limit",
            "10",
            "$sort",
            "-F0101.AN8");

    assertThat(texts(answer, "F0101_AN8")).containsExactly("100042", "100041");
    assertThat(rows(answer).get(0)).hasSize(2);
    assertThat(
            rows(
                get(
                    "$filterType",
                    "MATCH_ANY",
                    "$filter",
                    "F0101.AN8 EQ 100001",
                    "$filter",
                    "F0101.AN8 EQ 100002")))
        .hasSize(2);
    assertThat(get("$select", "F0101.AN8").status()).isEqualTo(400);
    assertThat(get("$filter", "F0101.AT1 = V").status()).isEqualTo(400);
  }

  @Test
  void theGetFormKnowsTodayFromSomeReleaseOnOnly() {
    String filter = "F0101.UPMJ GE 3 TODAY_MINUS_DAY";
    Answer old = get("$filter", filter);
    assertThat(rows(old)).isEmpty();
    assertThat(old.json().at("/fs_DATABROWSE_F0101/errors")).hasSize(1);

    client.set("{'specialDatesInGet':true}");
    assertThat(get("$filter", filter).json().at("/fs_DATABROWSE_F0101/errors")).isEmpty();
  }

  @Test
  void whatTheSeedPlantsIsThere() {
    assertThat(
            rows(client.browse("F0101", where("F0101.AN8", "EQUAL", "100007")))
                .get(0)
                .path("F0101_UPMJ")
                .asText())
        .isEqualTo("19250317");
    assertThat(texts(client.browse("F03012", where("F03012.CO", "EQUAL", "00050")), "F03012_AN8"))
        .containsExactlyInAnyOrder("100004", "100014", "100024", "100034");
    Answer addresses = client.browse("F0116", where("F0116.AN8", "EQUAL", "100018"));
    assertThat(texts(addresses, "F0116_EFTB")).hasSize(3);
    assertThat(rows(client.browse("F0101", where("F0101.CM", "EQUAL", "B")))).hasSize(1);
    assertThat(client.done("GET", "/counts", null).path("contacts").asInt()).isEqualTo(100);
  }

  private Answer get(String... parameters) {
    StringBuilder path = new StringBuilder("/jderest/v2/dataservice/table/F0101");
    for (int i = 0; i < parameters.length; i += 2) {
      path.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
      path.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return client.send("GET", path.toString(), null);
  }
}
