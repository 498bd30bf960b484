package io.mlconnector.platform.vendor.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.DocumentBody;
import io.mlconnector.platform.owner.OwnedConnections;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.vendor.VendorProfile;
import io.mlconnector.platform.vendor.VendorSystem;
import io.mlconnector.platform.vendor.transport.FakeVendor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's way to the vendor and back, through the real API. */
@QuarkusTest
@TestProfile(VendorProfile.class)
class ConsentTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestHTTPResource("/")
  URI base;

  @Inject Connections connections;
  @Inject ConnectionStates states;
  @Inject OwnedConnections owned;
  @Inject Transactions transactions;
  @Inject Vertx vertx;

  private final HttpClient browser = HttpClient.newHttpClient();
  private final List<Map<String, String>> asked = new ArrayList<>();
  private final String id = "consent-" + NUMBER.incrementAndGet();
  private String answer =
      "{\"access_token\":\"planted-access\",\"refresh_token\":\"planted-fresh\"}";
  private int status = 200;
  private FakeVendor vendor;

  /** A browser that is at the vendor. */
  private record Visit(Map<String, String> query, String cookie) {
    String state() {
      return query.get("state");
    }
  }

  @BeforeEach
  void start() {
    vendor = new FakeVendor(vertx, this::handle);
    connect("authorization-code");
    await().until(() -> owned.find(id).isPresent());
  }

  @AfterEach
  void stop() {
    connections.delete(id, null);
    vendor.close();
  }

  @Test
  void thePersonIsSentToTheVendorWithEverythingItNeeds() throws Exception {
    ApiClient.Answer begun = api().post("/api/connections/" + id + "/consent");
    HttpResponse<String> start = get(URI.create(begun.at("/url")).getPath(), null);
    URI vendorPage = URI.create(start.headers().firstValue("Location").orElseThrow());
    Map<String, String> query = query(vendorPage.getRawQuery());

    assertThat(start.statusCode()).isEqualTo(303);
    assertThat(vendorPage.toString()).startsWith(vendor.uri("/authorize?tenant=1&").toString());
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "client id&1")
        .containsEntry("scope", "read write")
        .containsEntry("redirect_uri", begun.at("/redirectUrl"))
        .containsEntry("code_challenge_method", "S256");
    assertThat(begun.at("/redirectUrl")).endsWith("/oauth/callback");
    assertThat(start.headers().firstValue("Set-Cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Lax")
        .contains("Path=/oauth");
  }

  @Test
  void theCodeBecomesASignInAndNothingIsShown() throws Exception {
    Visit visit = visit();

    HttpResponse<String> page = callback(visit.state(), "planted-code", visit.cookie());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(id, "is signed in").doesNotContain("planted");
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0))
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "planted-code")
        .containsEntry("redirect_uri", visit.query().get("redirect_uri"));
    assertThat(challenge(asked.get(0).get("code_verifier")))
        .isEqualTo(visit.query().get("code_challenge"));
  }

  @Test
  void aLinkAndACodeWorkOnce() throws Exception {
    ApiClient.Answer begun = api().post("/api/connections/" + id + "/consent");
    String link = URI.create(begun.at("/url")).getPath();
    Visit visit = visit(get(link, null));

    assertThat(get(link, null).statusCode()).isEqualTo(410);
    assertThat(callback(visit.state(), "c", visit.cookie()).statusCode()).isEqualTo(200);
    HttpResponse<String> replay = callback(visit.state(), "c", visit.cookie());

    assertThat(replay.statusCode()).isEqualTo(400);
    assertThat(replay.body()).contains("Start the consent anew");
    assertThat(asked).hasSize(1);
  }

  @Test
  void anotherBrowserCannotFinishIt() throws Exception {
    Visit mine = visit();
    Visit theirs = visit();

    assertThat(callback(mine.state(), "c", theirs.cookie()).statusCode()).isEqualTo(400);
    assertThat(callback(mine.state(), "c", null).statusCode()).isEqualTo(400);
    assertThat(callback("made-up", "c", mine.cookie()).statusCode()).isEqualTo(400);
    assertThat(callback(null, "c", mine.cookie()).statusCode()).isEqualTo(400);

    assertThat(asked).isEmpty();
    assertThat(callback(mine.state(), "c", mine.cookie()).statusCode()).isEqualTo(200);
  }

  @Test
  void aConsentThatTookTooLongIsOver() throws Exception {
    Visit visit = visit();
    transactions.run(
        sql -> {
          var update = sql.prepareStatement("update vendor_consent set expires = ?");
          update.setTimestamp(1, Timestamp.from(Instant.now().minusSeconds(1)));
          update.executeUpdate();
        });

    assertThat(callback(visit.state(), "c", visit.cookie()).statusCode()).isEqualTo(400);
    assertThat(asked).isEmpty();
  }

  @Test
  void aRefusalOfThePersonIsSaid() throws Exception {
    Visit visit = visit();

    HttpResponse<String> page =
        get(
            "/oauth/callback?state=" + visit.state() + "&error=%3Cscript%3Eaccess_denied",
            visit.cookie());

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("&lt;script&gt;access_denied").doesNotContain("<script>");
    assertThat(states.of(id).consent().cause()).contains("gave no consent", "access_denied");
    assertThat(callback(visit.state(), "c", visit.cookie()).statusCode()).isEqualTo(400);
  }

  @Test
  void aCodeThatTheVendorRefusesIsSaid() throws Exception {
    status = 400;
    answer = "{\"error\":\"invalid_grant\",\"error_description\":\"planted-code is old\"}";
    Visit visit = visit();

    HttpResponse<String> page = callback(visit.state(), "planted-code", visit.cookie());

    assertThat(page.statusCode()).isEqualTo(502);
    assertThat(page.body()).contains("invalid_grant").doesNotContain("planted-code");
    assertThat(states.of(id).consent().cause())
        .contains("not turned into a sign-in", "invalid_grant")
        .doesNotContain("planted");
  }

  @Test
  void whyAConsentFailedIsKeptUntilOneSucceeds() throws Exception {
    Visit refused = visit();
    get("/oauth/callback?state=" + refused.state() + "&error=access_denied", refused.cookie());
    assertThat(states.of(id).consent()).isNotNull();

    Visit visit = visit();
    assertThat(callback(visit.state(), "planted-code", visit.cookie()).statusCode()).isEqualTo(200);

    assertThat(states.of(id).consent()).isNull();
  }

  @Test
  void aConnectionThatSignsInByItselfNeedsNobodysConsent() {
    connections.delete(id, null);
    connect("client-credentials");

    ApiClient.Answer answer = api().post("/api/connections/" + id + "/consent");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail")).contains("client-credentials", "nobody's consent");
  }

  private ApiClient api() {
    return new ApiClient(base);
  }

  private Visit visit() throws Exception {
    ApiClient.Answer begun = api().post("/api/connections/" + id + "/consent");
    return visit(get(URI.create(begun.at("/url")).getPath(), null));
  }

  private static Visit visit(HttpResponse<String> start) {
    URI page = URI.create(start.headers().firstValue("Location").orElseThrow());
    String cookie = start.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    return new Visit(query(page.getRawQuery()), cookie);
  }

  private HttpResponse<String> callback(String state, String code, String cookie)
      throws IOException, InterruptedException {
    return get("/oauth/callback?code=" + code + (state == null ? "" : "&state=" + state), cookie);
  }

  private HttpResponse<String> get(String path, String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private void connect(String mode) {
    Map<String, Object> document = new HashMap<>();
    document.put("id", id);
    document.put("system", VendorSystem.NAME);
    document.put("baseUrl", vendor.uri("").toString());
    document.put("auth", Map.of("mode", mode, "clientId", "client id&1", "clientSecret", "s"));
    document.put("egress", List.of("127.0.0.0/8"));
    connections.create(new DocumentBody(CanonicalJson.text(document), false));
  }

  private void handle(HttpServerRequest request) {
    request.bodyHandler(
        body -> {
          asked.add(query(body.toString()));
          request.response().setStatusCode(status).end(answer);
        });
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String challenge(String verifier) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }
}
