package io.mlconnector.mapping.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the mapping of a former release kept is read by this one, after its migrations. */
@QuarkusTest
@QuarkusTestResource(MappingResource.class)
class FormerReleaseTest {

  @TestHTTPResource URI url;

  @Test
  void routesAreReadWithTheirVersions() throws Exception {
    assertThat(get("/api/routes/former-customers"))
        .contains("former-src", "$externalId()", "nameClash", "\"version\":2");
    assertThat(get("/api/routes/former-customers/versions")).contains("\"version\":1", "ada");
  }

  @Test
  void linksStayLinks() throws Exception {
    assertThat(get("/api/links?connection=former-dst")).contains("4711", "K9");
  }

  @Test
  void recordsAreFoundByNamesThatNobodyIndexedThen() throws Exception {
    assertThat(get("/api/records/names?q=nordl&connection=former-src"))
        .contains("former-src|customer|K1");
  }

  @Test
  void listsShowWhatStoodAside() throws Exception {
    assertThat(get("/api/records/parked?route=former-customers")).contains("The name is missing");
    assertThat(get("/api/gaps?connection=former-src")).contains("The source has none");
    assertThat(get("/api/gone?connection=former-src")).contains("\"K2\"", "Südlicht");
    assertThat(get("/api/records/unreadable")).contains("It is no JSON");
  }

  private String get(String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url.resolve("/") + path.substring(1))).build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
