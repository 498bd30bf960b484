package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest extends DeskTest {

  private int count(String query) {
    return desk.get("search/count?query=" + query).json().path("count").asInt();
  }

  private void organizations(int count) {
    for (int from = 0; from < count; from += 100) {
      String body =
          IntStream.range(from, Math.min(count, from + 100))
              .mapToObj(i -> "{'name':'Bulk " + i + "','tags':['bulk']}")
              .collect(Collectors.joining(",", "{'organizations':[", "]}"));
      desk.finish(desk.post("organizations/create_many", body));
    }
  }

  @Test
  void aWriteIsFoundOnlyAfterTheLag() {
    long id =
        desk.post("organizations", "{'organization':{'name':'Kestrel Pumps','external_id':'K-1'}}")
            .id("organization");
    assertThat(count("type:organization external_id:k-1")).isZero();
    desk.advance(29);
    assertThat(count("type:organization external_id:k-1")).isZero();
    desk.advance(2);
    assertThat(count("type:organization external_id:k-1")).isEqualTo(1);

    desk.put("organizations/" + id, "{'organization':{'external_id':'K-2'}}");
    JsonNode stale = desk.get("search.json?query=external_id:K-1").json();
    assertThat(stale.path("count").asInt()).isEqualTo(1);
    assertThat(stale.at("/results/0/external_id").asText()).isEqualTo("K-2");
    assertThat(stale.at("/results/0/result_type").asText()).isEqualTo("organization");

    desk.delete("organizations/" + id);
    JsonNode gone = desk.get("search?query=external_id:K-1").json();
    assertThat(gone.path("count").asInt()).isEqualTo(1);
    assertThat(gone.path("results")).isEmpty();
    desk.advance(31);
    assertThat(count("external_id:K-1") + count("external_id:K-2")).isZero();
  }

  @Test
  void theLagIsASetting() {
    desk.settings("{'searchLagSeconds':240}");
    desk.organization("Kestrel");
    desk.advance(200);
    assertThat(count("name:kestrel")).isZero();

    desk.settings("{'searchLagSeconds':0}");

    assertThat(count("name:kestrel")).isEqualTo(1);
  }

  @Test
  void keywordsNarrowAndNamesMatchByPhrase() {
    long one = desk.organization("Acme");
    desk.organization("Acme Holding");
    desk.user(
        "'name':'Ada Acme','email':'ada@x.example','organization_id':"
            + one
            + ",'tags':['vip'],'phone':'+4930'");
    desk.advance(31);

    assertThat(count("type:organization name:acme")).isEqualTo(2);
    assertThat(count("type:organization name:\"acme holding\"")).isEqualTo(1);
    assertThat(count("acme")).isEqualTo(3);
    assertThat(count("acme -type:user")).isEqualTo(2);
    assertThat(count("type:user organization:" + one)).isEqualTo(1);
    assertThat(count("type:user tags:vip role:end-user phone:%2B4930")).isEqualTo(1);
    assertThat(count("type:user created>2026-01-01 updated<=2026-01-01")).isZero();
    assertThat(count("type:ticket organization:" + one + " status<solved")).isZero();
  }

  @Test
  void whatIsNotSimulatedIsRefusedRatherThanIgnored() {
    assertThat(desk.get("search?query=zodiac:leo").status()).isEqualTo(422);
    assertThat(desk.get("search?query=organization:Acme").status()).isEqualTo(422);
    assertThat(desk.get("search?query=created>yesterday").status()).isEqualTo(422);
    assertThat(desk.get("search").status()).isEqualTo(400);
  }

  @Test
  void noMoreThanAThousandResultsCanBeSeen() {
    organizations(1010);
    desk.advance(31);

    JsonNode last = desk.get("search?query=tags:bulk&page=10").json();
    assertThat(last.path("count").asInt()).isEqualTo(1010);
    assertThat(last.path("results")).hasSize(100);
    Desk.Seen refused = desk.get("search?query=tags:bulk&page=11");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText()).isEqualTo("invalid");
  }

  @Test
  void anExportReachesAllOfOneTypeByCursorsThatLiveAnHour() {
    organizations(250);
    desk.advance(31);
    String path = "search/export?query=tags:bulk&filter[type]=organization&page[size]=200";

    JsonNode first = desk.get(path).json();
    String cursor = first.at("/meta/after_cursor").asText();
    JsonNode second = desk.get(path + "&page[after]=" + cursor).json();

    assertThat(first.path("results")).hasSize(200);
    assertThat(first.at("/meta/has_more").asBoolean()).isTrue();
    assertThat(second.path("results")).hasSize(50);
    assertThat(second.at("/meta/has_more").asBoolean()).isFalse();
    desk.advance(3600);
    assertThat(desk.get(path + "&page[after]=" + cursor).status()).isEqualTo(400);
    assertThat(desk.get(path + "&page[after]=x").status()).isEqualTo(400);
    assertThat(desk.get("search/export?query=tags:bulk").status()).isEqualTo(400);
  }
}
