package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenPagesTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.forTests());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void theFirstPageLeadsToEverySystemThatPeopleCanUse() throws Exception {
    assertThat(get("/").body())
        .contains("href=\"/screens/fusion/customers\"", "href=\"/screens/zendesk/organizations\"")
        .contains("href=\"/screens/jdedwards/customers\"", "href=\"/screens/zoho/accounts\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fusion/customers", "fusion/contacts", "jdedwards/customers", "zoho/accounts"})
  void aRecordIsMadeFoundChangedAndDeleted(String screen) throws Exception {
    String name = field(screen);
    HttpResponse<String> made = post("/screens/" + screen + "/new", Map.of(name, "Quillmark"));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    String record = made.headers().firstValue("Location").orElseThrow().replace("?saved=true", "");
    assertThat(get("/screens/" + screen + "?q=quillm").body()).contains(record);

    assertThat(post(record, Map.of(name, "Quillmark & Daughters")).statusCode()).isEqualTo(303);
    assertThat(get(record).body()).contains("value=\"Quillmark &amp; Daughters\"");

    assertThat(post(record + "/delete", Map.of()).statusCode()).isEqualTo(303);
    assertThat(get(record).statusCode()).isEqualTo(404);
  }

  @Test
  void whatTheVendorRefusesIsSaidAndWhatWasTypedIsKept() throws Exception {
    String key = sandbox.fusion().contacts().keys().get(0);

    HttpResponse<String> refused =
        post("/screens/fusion/contacts/" + key, Map.of("AccountPartyNumber", "<none>"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("there is no account &lt;none&gt;", "value=\"&lt;none&gt;\"");
  }

  @Test
  void whatIsNotChangedIsNotWritten() throws Exception {
    String key = sandbox.fusion().accounts().keys().get(3);
    Object before = sandbox.fusion().accounts().get(key).orElseThrow().get("LastUpdateDate");
    String name =
        (String) sandbox.fusion().accounts().get(key).orElseThrow().get("OrganizationName");

    post("/screens/fusion/customers/" + key, Map.of("OrganizationName", name));

    assertThat(sandbox.fusion().accounts().get(key).orElseThrow().get("LastUpdateDate"))
        .isEqualTo(before);
  }

  @Test
  void whatOnlyShowsAsksAgainByItselfAndTakesNothing() throws Exception {
    String user = "/screens/zendesk/users/" + sandbox.zendesk().users().get(0).path("id").asText();

    assertThat(get(user).body()).contains("http-equiv=\"refresh\"").doesNotContain("<form");
    assertThat(post(user, Map.of("name", "Somebody")).statusCode()).isEqualTo(405);
  }

  private static String field(String screen) {
    return switch (screen) {
      case "fusion/customers" -> "OrganizationName";
      case "fusion/contacts" -> "LastName";
      case "zoho/accounts" -> "Account_Name";
      default -> "AlphaName";
    };
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static URI at(String path) {
    return URI.create(sandbox.control() + path);
  }
}
