package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagingTest extends DeskTest {

  @BeforeEach
  void makeSome() {
    for (int i = 0; i < 7; i++) {
      desk.organization("Org " + i);
    }
  }

  @Test
  void cursorsReachEverythingOnce() {
    List<String> seen = new ArrayList<>();
    String path = "organizations?page[size]=4";
    JsonNode page = desk.get(path).json();
    seen.addAll(Desk.texts(page.path("organizations"), "id"));
    while (page.at("/meta/has_more").asBoolean()) {
      String cursor = page.at("/meta/after_cursor").asText();
      page = desk.get(path + "&page[after]=" + cursor).json();
      seen.addAll(Desk.texts(page.path("organizations"), "id"));
    }

    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    assertThat(page.at("/links/next").isNull()).isTrue();
  }

  @Test
  void aCursorHoldsWhileRecordsComeAndGo() {
    JsonNode first = desk.get("organizations?page[size]=4").json();
    List<String> ids = Desk.texts(first.path("organizations"), "id");
    desk.delete("organizations/" + ids.get(3));
    desk.organization("Late");

    JsonNode second =
        desk.get(
                "organizations?page[size]=100&page[after]="
                    + first.at("/meta/after_cursor").asText())
            .json();

    assertThat(second.path("organizations")).hasSize(7);
  }

  @Test
  void cursorsGoBackToo() {
    JsonNode first = desk.get("organizations?page[size]=4").json();
    JsonNode second =
        desk.get(
                "organizations?page[size]=4&page[after]=" + first.at("/meta/after_cursor").asText())
            .json();

    JsonNode back =
        desk.get(
                "organizations?page[size]=4&page[before]="
                    + second.at("/meta/before_cursor").asText())
            .json();

    assertThat(back.path("organizations")).isEqualTo(first.path("organizations"));
  }

  @Test
  void linksNameTheOtherHost() {
    JsonNode page = desk.get("organizations?page[size]=4").json();

    assertThat(page.at("/links/next").asText())
        .startsWith("https://heritage-desk.zendesk.com:443/api/v2/organizations?page%5Bsize%5D=4");
    assertThat(desk.get("organizations?per_page=4").json().path("next_page").asText())
        .isEqualTo("https://heritage-desk.zendesk.com:443/api/v2/organizations?page=2&per_page=4");
  }

  @Test
  void offsetPagesTellTheCountAndEndAfterTheHundredth() {
    JsonNode last = desk.get("organizations?per_page=4&page=3").json();
    assertThat(last.path("organizations")).hasSize(2);
    assertThat(last.path("count").asInt()).isEqualTo(10);
    assertThat(last.path("next_page").isNull()).isTrue();
    assertThat(desk.get("organizations?per_page=1&page=100").status()).isEqualTo(200);

    Desk.Seen refused = desk.get("organizations?per_page=1&page=101");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/title").asText()).contains("Pagination limit");
  }

  @Test
  void badPageParametersAreRefused() {
    assertThat(desk.get("organizations?page[size]=101").status()).isEqualTo(400);
    assertThat(desk.get("organizations?page[size]=0").status()).isEqualTo(400);
    assertThat(desk.get("organizations?page[size]=4&page[after]=***").status()).isEqualTo(400);
    assertThat(desk.get("organizations?page=two").status()).isEqualTo(400);
    assertThat(desk.get("organizations?per_page=500").json().path("organizations")).hasSize(10);
  }
}
