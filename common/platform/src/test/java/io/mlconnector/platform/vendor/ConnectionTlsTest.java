package io.mlconnector.platform.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.tls.TestAuthority;
import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.mlconnector.platform.vendor.transport.TlsServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections at work whose vendors ask who calls, each with an authority of its own. */
@QuarkusTest
@TestProfile(VendorProfile.class)
class ConnectionTlsTest {

  private static final String HOST = "127.0.0.1";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final TestAuthority THEIRS = TestAuthority.named("Authority of the vendor");
  private static final TestAuthority CLIENTS = TestAuthority.named("Authority of clients");

  @TestHTTPResource("/")
  URI base;

  @ConfigProperty(name = PlatformBackbone.SECRETS)
  String secrets;

  @Inject Transactions transactions;
  @Inject Vertx vertx;

  private final String id = "tls-" + NUMBER.incrementAndGet();
  private final List<String> made = new ArrayList<>();
  private final Issued ours = CLIENTS.client("first");
  private ApiClient api;
  private TlsServer vendor;

  @BeforeEach
  void start() {
    api = new ApiClient(base);
    vendor = serving(THEIRS);
  }

  @AfterEach
  void stop() {
    made.forEach(each -> api.send("DELETE", "/api/connections/" + each, null, null));
    vendor.close();
  }

  @Test
  void signInAndCallsShowOurCertificateAndItsKeyIsSeenNowhere() {
    try (LogCapture log = new LogCapture()) {
      Answer created = create(id, vendor, tls(THEIRS, ours));
      Answer ping = awaitPing(id, "CN=first");
      Answer lapses = api.get("/api/connections/" + id + "/credentials");

      assertThat(vendor.calls()).contains("POST /token", "GET /me");
      assertThat(lapses.json().at("/lapses").findValuesAsText("what"))
          .contains("client certificate first", "own authority Authority of the vendor")
          .contains("certificate of " + HOST);
      assertThat(lapses.json().at("/lapses").findValuesAsText("known")).containsOnly("told");
      assertThat(created.at("/secrets/tls.key")).isEqualTo("stored");
      String shown =
          List.of(created, ping, lapses, api.get("/api/connections")).toString()
              + new String(api.get("/api/connections/" + id).raw().body(), StandardCharsets.UTF_8);
      for (String line : ours.key().lines().skip(1).limit(2).toList()) {
        assertThat(shown).doesNotContain(line);
        assertThat(everythingStored()).contains("BEGIN CERTIFICATE").doesNotContain(line);
        assertThat(log.lines()).isNotEmpty().noneMatch(each -> each.contains(line));
      }
    }
  }

  @Test
  void aConsentIsExchangedByTheSameCertificate() throws Exception {
    create(id, "authorization-code", vendor, tls(THEIRS, ours));
    Answer begun =
        await()
            .until(
                () -> api.post("/api/connections/" + id + "/consent"),
                answer -> answer.status() == 200);
    HttpResponse<String> start = browse(URI.create(begun.at("/url")).getPath(), "");
    String state =
        start.headers().firstValue("Location").orElseThrow().replaceAll(".*[?&]state=|&.*", "");
    String cookie = start.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

    // The page loads itself again for as long as nobody has the connection.
    HttpResponse<String> page =
        await()
            .until(
                () -> browse("/oauth/callback?state=%s&code=c".formatted(state), cookie),
                answer -> !answer.body().contains("http-equiv=\"refresh\""));

    assertThat(page.body()).contains("is signed in");
    assertThat(vendor.calls()).containsExactly("POST /token");
    assertThat(awaitPing(id, "CN=first").at("/ok")).isEqualTo("true");
  }

  private HttpResponse<String> browse(String path, String cookie) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(base.resolve(path)).header("Cookie", cookie).build(),
            BodyHandlers.ofString());
  }

  @Test
  void twoConnectionsTrustTwoAuthoritiesAtOnce() {
    TestAuthority another = TestAuthority.named("Another authority");
    try (TlsServer other = serving(another)) {
      create(id, vendor, tls(THEIRS, ours));
      create(id + "-b", other, tls(another, CLIENTS.client("second")));
      create(id + "-c", other, tls(THEIRS, ours));

      assertThat(awaitPing(id, "CN=first").at("/ok")).isEqualTo("true");
      assertThat(awaitPing(id + "-b", "CN=second").at("/ok")).isEqualTo("true");
      assertThat(awaitPing(id + "-c", "").at("/cause"))
          .startsWith("TLS with the system does not come about: ")
          .contains(HOST + " shows a certificate of an authority that")
          .contains("tls.ca");
    }
  }

  @Test
  void whatIsWrongIsInThePingAndCallsForAttentionUntilItIsMended() {
    create(id, vendor, tls(THEIRS, null));

    Answer ping = awaitPing(id, "");

    assertThat(ping.at("/cause")).contains("asks for a client certificate");
    assertThat(state("attention")).startsWith("TLS: " + HOST + " asks for a client certificate");
    assertThat(state("attentionBy")).isEqualTo("tls");

    patch(Map.of("tls", tls(THEIRS, ours)));

    awaitPing(id, "CN=first");
    assertThat(state("attention")).isEmpty();
  }

  @Test
  void filesThatAreRenewedAreUsedWithoutARestart() throws Exception {
    Path key = Path.of(secrets).resolve(id + ".key");
    Path certificate = Path.of(secrets).resolve(id + ".crt");
    Files.writeString(key, ours.key());
    Files.writeString(certificate, ours.certificate());
    Map<String, Object> tls = tls(THEIRS, null);
    tls.put("certificate", "${file:%s}".formatted(certificate));
    tls.put("key", "${file:%s}".formatted(key));
    create(id, vendor, tls);
    awaitPing(id, "CN=first");

    Issued renewed = CLIENTS.client("renewed");
    Files.writeString(certificate, renewed.certificate());
    await().untilAsserted(() -> assertThat(state("attention")).contains("tls.key: is not the key"));
    Files.writeString(key, renewed.key());

    assertThat(awaitPing(id, "CN=renewed").at("/ok")).isEqualTo("true");
    await().untilAsserted(() -> assertThat(state("attention")).isEmpty());
    await("the client with the former key is closed, long before its connections would be")
        .atMost(Duration.ofSeconds(5))
        .until(() -> vendor.open() == 1);
  }

  @Test
  void aCertificateIsRotatedOnlyOnceTheVendorTookIt() {
    create(id, vendor, tls(THEIRS, ours));
    awaitPing(id, "CN=first");
    Issued strange = TestAuthority.named("Somebody").client("strange");
    Issued renewed = CLIENTS.client("renewed");

    Answer refused = rotate(strange);
    Answer unfit = rotate(new Issued(renewed.certificate(), strange.key()));
    assertThat(awaitPing(id, "CN=first").at("/ok")).isEqualTo("true");
    Answer taken = rotate(renewed);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/detail")).contains("refuses our client certificate");
    assertThat(refused.at("/errors/0/field")).isEqualTo("tls.key");
    assertThat(unfit.status()).isEqualTo(422);
    assertThat(unfit.at("/errors/0/problem")).contains("is not the key of tls.certificate");
    assertThat(taken.status()).as(taken.json().toString()).isEqualTo(200);
    assertThat(taken.at("/ping/identity")).isEqualTo("CN=renewed");
    assertThat(awaitPing(id, "CN=renewed").at("/ok")).isEqualTo("true");
  }

  private Answer rotate(Issued to) {
    return api.post(
        "/api/connections/" + id + "/credentials",
        CanonicalJson.text(Map.of("tls.certificate", to.certificate(), "tls.key", to.key())));
  }

  private TlsServer serving(TestAuthority authority) {
    return new TlsServer(vertx, authority.server(HOST), CLIENTS, null, ConnectionTlsTest::answer);
  }

  private static void answer(HttpServerRequest request) {
    if (request.path().equals("/token")) {
      request
          .response()
          .end("{\"access_token\":\"planted\",\"refresh_token\":\"r\",\"expires_in\":3600}");
      return;
    }
    try {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .end("{\"name\":\"%s\"}".formatted(request.sslSession().getPeerPrincipal().getName()));
    } catch (SSLPeerUnverifiedException e) {
      request.response().setStatusCode(500).end();
    }
  }

  private static Map<String, Object> tls(TestAuthority trusted, Issued own) {
    Map<String, Object> tls = new LinkedHashMap<>();
    tls.put("ca", trusted.pem());
    if (own != null) {
      tls.put("certificate", own.certificate());
      tls.put("key", own.key());
    }
    return tls;
  }

  private Answer create(String connection, TlsServer at, Map<String, Object> tls) {
    return create(connection, "client-credentials", at, tls);
  }

  private Answer create(String connection, String mode, TlsServer at, Map<String, Object> tls) {
    made.add(connection);
    Answer created =
        api.post(
            "/api/connections",
            CanonicalJson.text(
                Map.of(
                    "id",
                    connection,
                    "system",
                    VendorSystem.NAME,
                    "baseUrl",
                    at.uri(HOST).toString(),
                    "auth",
                    Map.of("mode", mode, "clientId", "id", "clientSecret", "x"),
                    "egress",
                    List.of("127.0.0.0/8"),
                    "tls",
                    tls)));
    assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
    return created;
  }

  private void patch(Map<String, Object> fields) {
    Answer changed =
        api.send(
            "PATCH",
            "/api/connections/" + id,
            "application/merge-patch+json",
            CanonicalJson.text(fields));
    assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
  }

  /** The first ping that an owner answers and that takes us for somebody, or for nobody. */
  private Answer awaitPing(String connection, String identity) {
    return await()
        .until(
            () -> api.post("/api/connections/" + connection + "/ping"),
            ping -> ping.status() == 200 && ping.at("/identity").equals(identity));
  }

  private String state(String what) {
    return api.get("/api/connections/" + id).at("/state/" + what);
  }

  /** Every row of every table, as text. */
  private String everythingStored() {
    return transactions.inTransaction(
        sql -> {
          StringBuilder all = new StringBuilder();
          List<String> tables = new ArrayList<>();
          Query.list(
              sql,
              row -> tables.add(row.getString(1)),
              "select quote_ident(table_name) from information_schema.tables"
                  + " where table_schema = 'public' and table_type = 'BASE TABLE'");
          for (String table : tables) {
            Query.list(
                sql,
                row -> all.append(row.getString(1)).append('\n'),
                "select t::text from " + table + " t");
          }
          return all.toString();
        });
  }
}
