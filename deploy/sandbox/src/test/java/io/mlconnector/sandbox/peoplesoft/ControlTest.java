package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.emplid;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.json;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftSeed.Special;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do over the control server, and that a restarted sandbox finds it again. */
class ControlTest {

  @Test
  void aCareerFromHireToRehire() {
    try (PeopleSoftClient hr = new PeopleSoftClient()) {
      LocalDate today = hr.vendor().clock().today();
      String ada =
          hr.done(
                  "POST",
                  "/people",
                  "{'FIRST_NAME':'Ada','LAST_NAME':'Quist','EMAIL_ADDR':'a@x.example',"
                      + "'DEPTID':'30200','PER_ORG':'CWR'}")
              .path("EMPLID")
              .asText();
      hr.done("POST", "/people/" + ada + "/transfer", "{'DEPTID':'40100'}");
      hr.done("POST", "/people/" + ada + "/terminate", "{'EFFDT':'" + today.plusDays(1) + "'}");
      hr.done("PATCH", "/people/" + ada, "{'EMAIL_ADDR':''}");

      List<JsonNode> rows = hr.job(ada);
      assertThat(texts(rows, "A.ACTION")).containsExactly("ADD", "XFR", "TER");
      assertThat(texts(rows, "A.EFFSEQ")).containsExactly("0", "1", "0");
      assertThat(texts(rows, "A.DEPTID")).containsExactly("30200", "40100", "40100");
      assertThat(texts(rows, "A.EMPL_STATUS")).containsExactly("A", "A", "T");
      assertThat(texts(rows, "E.EMAIL_ADDR")).containsOnly("");

      hr.done("DELETE", "/people/" + ada + "/jobs/0/" + today.plusDays(1) + "/0", null);
      assertThat(texts(hr.job(ada), "A.ACTION")).containsExactly("ADD", "XFR");
      hr.done("POST", "/people/" + ada + "/terminate", "{}");
      hr.done("POST", "/people/" + ada + "/rehire", "{}");
      assertThat(texts(hr.job(ada), "A.HR_STATUS")).containsExactly("A", "A", "I", "A");
      hr.done("POST", "/people/" + ada + "/records", "{'PER_ORG':'EMP'}");
      assertThat(texts(hr.job(ada), "A.EMPL_RCD")).endsWith("0", "1");
    }
  }

  @Test
  void wrongCommandsAreNamed() {
    try (PeopleSoftClient hr = new PeopleSoftClient()) {
      String first = "/people/" + emplid(Special.DIRECTOR);
      assertThat(hr.control("POST", "/people", "{'FIRST_NAME':'A'}").body()).contains("LAST_NAME");
      assertThat(hr.control("POST", "/people", "{'NAME':'A'}").body()).contains("NAME: unknown");
      assertThat(hr.control("GET", "/people/7", null).body()).contains("there is no 7");
      assertThat(hr.control("POST", first + "/jobs", "{'ACTION':'ZZZ'}").body()).contains("ACTION");
      assertThat(hr.control("POST", first + "/jobs", "{'ACTION':'XFR','DEPTID':'1'}").body())
          .contains("DEPTID");
      assertThat(hr.control("POST", first + "/terminate", "{'EFFDT':'1.1.2026'}").body())
          .contains("EFFDT");
      assertThat(hr.control("POST", first + "/terminate", "{'EFFDT':'1900-01-01'}").body())
          .contains("no row on or before");
      assertThat(hr.control("POST", first + "/terminate", "{'EMPL_RCD':5}").body())
          .contains("EMPL_RCD");
      assertThat(hr.control("PATCH", "/settings", "{'nodes':'X'}").body()).contains("nodes");
      assertThat(hr.control("PATCH", "/settings", "{'visibleAfter':'later'}").body())
          .contains("visible");
      assertThat(hr.control("POST", "/seed", "{'employees':3}").body()).contains("at least 40");
      assertThat(hr.control("POST", "/clock", "{'to':'noon'}").body()).contains("advance");
      assertThat(hr.control("PATCH", "/vendors/SHARE/1", "{'NAME1':'x'}").body())
          .contains("SHARE:1");
    }
  }

  @Test
  void vendorsHaveSetIdsClassesAndAnAttributeToRankBy() {
    try (PeopleSoftClient hr = new PeopleSoftClient()) {
      List<JsonNode> all = hr.vendors("", "", 0);

      assertThat(all).hasSize(120);
      assertThat(new HashSet<>(texts(all, "A.SETID"))).contains("SHARE", "EUR01", "USA01");
      assertThat(new HashSet<>(texts(all, "A.VENDOR_ID"))).hasSize(120 - 1);
      assertThat(new HashSet<>(texts(all, "A.VENDOR_STATUS"))).contains("A", "I", "E");
      assertThat(new HashSet<>(texts(all, "A.VENDOR_CLASS"))).contains("R", "E", "H", "A");
      assertThat(new HashSet<>(texts(all, "A.VENDOR_PERSISTENCE"))).contains("R", "P", "O", "S");
      List<BigDecimal> ranked =
          all.stream()
              .map(row -> row.path("SPEND_12M").decimalValue())
              .sorted(Comparator.reverseOrder())
              .toList();
      assertThat(ranked.get(49)).isEqualByComparingTo(ranked.get(50));
      assertThat(ranked.get(48)).isGreaterThan(ranked.get(49));
      assertThat(hr.vendors("SHARE", "0000001050", 5))
          .extracting(row -> row.path("A.VENDOR_ID").asText().compareTo("0000001050") > 0)
          .containsOnly(true);
    }
  }

  @Test
  void aVendorIsAddedAndInactivated() {
    try (PeopleSoftClient hr = new PeopleSoftClient()) {
      String id =
          hr.done("POST", "/vendors", "{'NAME1':'Kestrel Tools','SPEND_12M':'99999999.5'}")
              .path("VENDOR_ID")
              .asText();
      hr.done("PATCH", "/vendors/SHARE/" + id, "{'VENDOR_STATUS':'I','EMAILID':'k@x.example'}");

      JsonNode row = hr.vendors("SHARE", "%010d".formatted(Long.parseLong(id) - 1), 1).get(0);
      assertThat(row.path("A.NAME1").asText()).isEqualTo("Kestrel Tools");
      assertThat(row.path("A.VENDOR_STATUS").asText()).isEqualTo("I");
      assertThat(row.path("B.EMAILID").asText()).isEqualTo("k@x.example");
      assertThat(row.path("SPEND_12M").decimalValue()).isEqualByComparingTo("99999999.5");
    }
  }

  @Test
  void aRestartedSandboxGoesOnWhereItStopped(@TempDir Path folder) {
    SandboxOptions options = SandboxOptions.forTests().folder(folder);
    JsonNode before;
    String ada;
    try (PeopleSoftClient hr = new PeopleSoftClient(options)) {
      hr.vendor().seed(45, 20, 3);
      ada =
          hr.done("POST", "/people", "{'FIRST_NAME':'Ada','LAST_NAME':'Quist','visible':'PT5H'}")
              .path("EMPLID")
              .asText();
      hr.done("POST", "/clock", "{'to':'2031-05-01T08:00:00'}");
      hr.set("{'rowCap':12}");
      hr.done("PUT", "/push", "{'url':'http://127.0.0.1:1/x','headers':{'X':'y'}}");
      hr.done("DELETE", "/queries/MLC_VENDORS", null);
      before = hr.vendor().people("", 100);
    }
    try (PeopleSoftClient hr = new PeopleSoftClient(options)) {
      assertThat(hr.vendor().people("", 100)).isEqualTo(before);
      assertThat(hr.vendor().clock().now().toString()).startsWith("2031-05-01T08:");
      assertThat(hr.vendor().settings().rowCap()).isEqualTo(12);
      assertThat(hr.vendor().broker().push().headers()).containsEntry("X", "y");
      assertThat(hr.vendor().catalog().find("PUBLIC", "MLC_VENDORS")).isEmpty();
      assertThat(hr.job(ada)).hasSize(1);
      JsonNode next = hr.vendor().edits().hire(json("{'FIRST_NAME':'B','LAST_NAME':'C'}"));
      assertThat(next.path("EMPLID").asText()).isGreaterThan(ada);
    }
  }

  @Test
  void theSizeIsChosenAtTheStart() {
    try (PeopleSoftClient hr = new PeopleSoftClient(SandboxOptions.forTests().directory(55, 25))) {
      assertThat(hr.vendor().state().path("people").asInt()).isEqualTo(55);
      assertThat(hr.vendor().state().path("vendors").asInt()).isEqualTo(25);
    }
  }

  @Test
  void aNewcomerIsToldHowToAsk() {
    try (PeopleSoftClient hr = new PeopleSoftClient()) {
      JsonNode about = hr.vendor().describe();
      assertThat(
              hr.bare(
                      "GET",
                      about.path("example").asText(),
                      null,
                      "Authorization",
                      PeopleSoftClient.basic())
                  .body())
          .contains("success");
      assertThat(hr.done("GET", "/state", null).path("people").asInt()).isEqualTo(400);
    }
  }
}
