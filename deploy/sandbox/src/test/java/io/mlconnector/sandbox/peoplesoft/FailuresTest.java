package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.path;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.query;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Fault;
import io.mlconnector.sandbox.FaultKind;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private PeopleSoftClient hr;

  @BeforeEach
  void start() {
    hr = new PeopleSoftClient();
  }

  @AfterEach
  void stop() {
    hr.close();
  }

  private void plant(String kind, String more) {
    hr.done("POST", "/failures", "{'kind':'" + kind + "'" + more + "}");
  }

  private Answer today() {
    return hr.rest(path("MLC_TODAY", 1));
  }

  @Test
  void errorsAndPagesComeWithStatus200() {
    plant("ib-error", "");
    plant("json-error", "");
    plant("sign-in-page", "");
    plant("truncated", "");
    plant("sign-in-redirect", "");

    Answer document = today();
    Answer json = today();
    Answer page = today();
    Answer cut = today();
    Answer elsewhere = today();

    assertThat(List.of(document, json, page, cut)).extracting(Answer::status).containsOnly(200);
    assertThat(document.body()).contains("<IBResponse type=\"error\">");
    assertThat(json.json().path("status").asText()).isEqualTo("error");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("<form");
    assertThat(cut.body()).startsWith("{\"status\":\"success\"").doesNotContain("]}");
    assertThat(elsewhere.status()).isEqualTo(302);
    assertThat(elsewhere.header("Location")).startsWith("/oam/");
    assertThat(query(today()).path("numrows").asInt()).isEqualTo(1);
  }

  @Test
  void aFailureMeetsItsQueryAfterSoManyCalls() {
    plant("ib-error", ",'query':'MLC_TODAY','after':1,'times':2");

    assertThat(hr.everybody()).isNotEmpty();
    assertThat(today().body()).contains("success");
    assertThat(today().body()).contains("IBResponse");
    assertThat(today().body()).contains("IBResponse");
    assertThat(today().body()).contains("success");
    assertThat(hr.control("POST", "/failures", "{'kind':'nothing'}").body())
        .contains("kind", "missing-column");
  }

  @Test
  void halfOfThePeopleCanBeMissingAndAlwaysTheSame() {
    hr.set("{'rowCap':0}");
    Set<String> whole = new HashSet<>(texts(hr.everybody(), "A.EMPLID"));
    plant("missing", ",'query':'MLC_EMPLOYEES','times':'forever'");

    Set<String> half = new HashSet<>(texts(hr.everybody(), "A.EMPLID"));
    Set<String> again = new HashSet<>(texts(hr.everybody(), "A.EMPLID"));

    assertThat(half.size()).isBetween(whole.size() * 4 / 10, whole.size() * 6 / 10);
    assertThat(again).isEqualTo(half);
    hr.done("DELETE", "/failures", null);
    assertThat(hr.everybody()).hasSizeGreaterThan(half.size());
  }

  @Test
  void datesCanComeInAnotherFormatAndAColumnCanBeGone() {
    plant("wrong-dates", "");
    plant("missing-column", "");

    assertThat(today().json().at("/data/query/rows/0/TODAY").asText())
        .matches("\\d\\d/\\d\\d/\\d{4}");
    assertThat(today().json().at("/data/query/rows/0").has("OPRID")).isFalse();
  }

  @Test
  void commonFaultsSpeakAsTheWebServerDoes() {
    hr.sandbox.faults().add(Fault.of(FaultKind.STATUS).on(PeopleSoftVendor.NAME).status(500));
    hr.sandbox.faults().add(Fault.of(FaultKind.STATUS).on(PeopleSoftVendor.NAME).status(401));

    assertThat(today().header("Content-Type")).startsWith("text/html");
    assertThat(today().header("WWW-Authenticate")).startsWith("Basic");
  }

  @Test
  void whoFindsTheQueueFullIsRefusedByTheWebServer() {
    hr.set("{'answerMillis':20,'parallelCalls':1,'waitingCalls':0}");

    List<CompletableFuture<Answer>> calls =
        IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(this::today)).toList();

    assertThat(calls).allMatch(call -> List.of(200, 503).contains(call.join().status()));
    assertThat(hr.vendor().state().path("mostCallsWaiting").asInt()).isZero();
  }

  @Test
  void theApplicationServerWorksOnAFewCallsAtATime() {
    hr.set("{'answerMillis':20,'parallelCalls':2}");

    List<CompletableFuture<Answer>> calls =
        IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(this::today)).toList();

    assertThat(calls).allMatch(call -> call.join().status() == 200);
    assertThat(hr.vendor().state().path("mostCallsAtOnce").asInt()).isBetween(1, 2);
  }
}
