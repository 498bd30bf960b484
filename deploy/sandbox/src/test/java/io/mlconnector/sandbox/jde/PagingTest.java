package io.mlconnector.sandbox.jde;

import static io.mlconnector.sandbox.jde.JdeClient.rows;
import static io.mlconnector.sandbox.jde.JdeClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.LedgerFilter;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ways to page: vendor sheet 3.2 and defect 1. */
class PagingTest {

  private static final String NEXT = "'enableNextPageProcessing':true,'nextPageTimeInterval':'500'";

  private final JdeClient client = new JdeClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void keysetPagesMeetEveryRowOnce() {
    List<String> all = new ArrayList<>();
    String last = "0";
    Answer page;
    do {
      page =
          client.browse(
              "F0101",
              "'maxPageSize':'20','returnControlIDs':'F0101.AN8'",
              JdeClient.where("F0101.AN8", "GREATER", last),
              JdeClient.orderBy("F0101.AN8"));
      all.addAll(texts(page, "F0101_AN8"));
      last = all.get(all.size() - 1);
    } while (JdeClient.more(page));

    assertThat(all).hasSize(53).doesNotHaveDuplicates();
  }

  @Test
  void aNextLinkCarriesTheTokenAndAHostOfTheInside() {
    String link = firstLink();

    assertThat(link).startsWith("http://jde-ais.corp.example:9300/jderest/v2/dataservice/next?");
    assertThat(link).contains("&token=044");
    List<String> all = new ArrayList<>();
    String href = link;
    while (href != null) {
      Answer page = follow(href);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      all.addAll(texts(page, "F0101_AN8"));
      href = page.json().at("/links/0/href").asText(null);
    }
    assertThat(all).hasSize(33).doesNotHaveDuplicates();
    assertThat(client.sandbox.ledger().calls(LedgerFilter.of("jdedwards", null, "next")))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.toString()).doesNotContain("044"));
  }

  @Test
  void aResultSetDiesAfterAMinute() {
    String link = firstLink();
    client.sandbox.clock().advance(Duration.ofSeconds(61));

    Answer late = follow(link);

    assertThat(late.status()).isEqualTo(500);
    assertThat(late.json().at("/sysErrors/0/TITLE").asText()).startsWith("JAS_MSG347");
  }

  @Test
  void aLinkIsGoodOnceAndForItsSessionOnly() {
    String link = firstLink();
    assertThat(follow(link).status()).isEqualTo(200);
    assertThat(follow(link).status()).isEqualTo(500);

    String other = firstLink();
    client.sandbox.jde().revokeTokens();
    assertThat(follow(other).status()).isEqualTo(403);
  }

  @Test
  void withoutBeingAskedThereIsNoLink() {
    assertThat(client.browse("F0101", "'maxPageSize':'20'").json().path("links")).isEmpty();
  }

  private String firstLink() {
    Answer first =
        client.browse("F0101", "'maxPageSize':'20'", NEXT, JdeClient.orderBy("F0101.AN8"));
    assertThat(rows(first)).hasSize(20);
    assertThat(first.json().at("/links/0/rel").asText()).isEqualTo("next");
    return first.json().at("/links/0/href").asText();
  }

  private Answer follow(String href) {
    return client.send("GET", href.substring(href.indexOf("/jderest")), null);
  }
}
