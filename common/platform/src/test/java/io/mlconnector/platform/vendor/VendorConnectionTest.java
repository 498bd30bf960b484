package io.mlconnector.platform.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionStates;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.connection.DocumentBody;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.vendor.transport.FakeVendor;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything between an adapter's method and the vendor's socket, with a real database. */
@QuarkusTest
@TestProfile(VendorProfile.class)
class VendorConnectionTest {

  private static final String CLIENT_SECRET = "planted-cl1ent-s3cret";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Path("/things")
  interface Things {
    @GET
    @Path("/{id}")
    JsonNode one(@PathParam("id") String id, @QueryParam("q") String q);

    @POST
    JsonNode create(JsonNode thing);
  }

  @Inject PlatformConnections vendorConnections;
  @Inject Connections connections;
  @Inject ConnectionStates states;
  @Inject Transactions transactions;
  @Inject MeterRegistry meters;
  @Inject Vertx vertx;

  private final String id = "vendor-" + NUMBER.incrementAndGet();
  private final FakeLease lease = new FakeLease();
  private final AtomicInteger tokens = new AtomicInteger();
  private final Deque<io.vertx.core.Handler<HttpServerRequest>> answers = new ArrayDeque<>();
  private final List<String> callers = new CopyOnWriteArrayList<>();
  private FakeVendor vendor;
  private VendorConnection connection;

  @BeforeEach
  void start() {
    vendor = new FakeVendor(vertx, this::handle);
  }

  @AfterEach
  void stop() {
    if (connection != null) {
      connection.close();
    }
    vendor.close();
  }

  @Test
  void oneSignInServesManyCallsAndTheNextOwner() {
    StoredConnection stored = stored("client-credentials");
    connection = open(stored);
    assertThat(things().one("1", "a b").path("token").asText()).isEqualTo("Bearer planted-t0ken-1");
    things().one("2", null);
    connection.close();

    connection = open(stored);
    assertThat(things().one("3", null).path("token").asText()).endsWith("t0ken-1");

    assertThat(tokens).hasValue(1);
    assertThat(vendor.calls())
        .containsExactly("POST /token", "GET /things/1", "GET /things/2", "GET /things/3");
  }

  @Test
  void vendorsAreToldWhoSignsInAndWhoCalls() {
    connection = open(stored("client-credentials"));

    things().one("1", null);

    assertThat(callers).containsExactly("ml-connector", "ml-connector");
  }

  @Test
  void aTokenGoesToNoOtherPlaceThanItsOwn() {
    connection = open(stored("client-credentials"));

    assertThatThrownBy(
            () -> connection.clientAt(Things.class, URI.create("https://elsewhere.example")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTokenIsKeptSealed() {
    connection = open(stored("client-credentials"));
    things().one("1", null);

    String kept = new String(kept("sealed"), StandardCharsets.ISO_8859_1);

    assertThat(kept).isNotEmpty().doesNotContain("planted", "Bearer", "header");
  }

  @Test
  void aWriteIsRepeatedAfterOneRefusal() {
    connection = open(stored("client-credentials"));
    answers.add(request -> request.response().setStatusCode(401).end("{\"error\":\"expired\"}"));

    JsonNode created = things().create(CanonicalJson.mapper().createObjectNode().put("a", 1));

    assertThat(created.path("token").asText()).endsWith("t0ken-2");
    assertThat(vendor.calls())
        .containsExactly("POST /token", "POST /things", "POST /token", "POST /things");
    assertThat(states.of(id).attention()).isNull();
  }

  @Test
  void aSecondRefusalCallsForAttentionAndEndsTheCalls() {
    connection = open(stored("client-credentials"));
    for (int i = 0; i < 2; i++) {
      answers.add(request -> request.response().setStatusCode(401).end("{\"error\":\"no user\"}"));
    }

    VendorFailure second = failure(() -> things().one("1", null));
    VendorFailure later = failure(() -> things().one("2", null));

    assertThat(second.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(later.sent()).isFalse();
    assertThat(vendor.calls()).hasSize(4);
    assertThat(states.of(id).attention()).contains("no user");

    connection.tryAgain();
    things().one("3", null);

    assertThat(states.of(id).attention()).isNull();
  }

  @Test
  void aPastedTokenThatIsRefusedOnceCallsForAttention() {
    connection = open(stored("header"));
    answers.add(request -> request.response().setStatusCode(401).end());

    failure(() -> things().one("1", null));
    failure(() -> things().one("2", null));

    assertThat(vendor.calls()).containsExactly("GET /things/1");
    assertThat(states.of(id).attention()).contains("enter others");
  }

  @Test
  void aReadIsTriedAgainAndAWriteIsNot() {
    connection = open(stored("header"));
    answers.add(request -> request.response().setStatusCode(502).end());
    answers.add(request -> request.connection().close());
    assertThat(things().one("1", null)).isNotNull();
    answers.add(request -> request.response().setStatusCode(502).end());

    VendorFailure failure = failure(() -> things().create(null));

    assertThat(failure.sent()).isTrue();
    assertThat(vendor.calls())
        .containsExactly("GET /things/1", "GET /things/1", "GET /things/1", "POST /things");
  }

  @Test
  void aVendorThatDoesNotAnswerIsLeftAloneForAWhile() {
    connection = open(stored("header"));
    vendor.now(request -> request.response().setStatusCode(500).end());
    for (int i = 0; i < 10; i++) {
      failure(() -> things().create(null));
    }
    int before = vendor.calls().size();

    VendorFailure failure = failure(() -> things().create(null));

    assertThat(before).isEqualTo(10);
    assertThat(vendor.calls()).hasSize(before);
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.sent()).isFalse();
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theNextOwnerWaitsAsTheVendorAsked() {
    StoredConnection stored = stored("header");
    connection = open(stored);
    answers.add(
        request ->
            request
                .response()
                .setStatusCode(429)
                .putHeader("Retry-After", "3600")
                .end("{\"error\":\"planted-t0ken-pasted is too fast\"}"));
    failure(() -> things().one("1", null));
    connection.close();

    connection = open(stored);
    VendorFailure failure = failure(() -> things().one("2", null));

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
    assertThat(failure).hasMessageContaining("is too fast").hasMessageNotContaining("planted");
    assertThat(vendor.calls()).hasSize(1);
  }

  @Test
  void aPageInsteadOfJsonIsAFailure() {
    connection = open(stored("header"));
    answers.add(
        request ->
            request.response().putHeader("Content-Type", "text/html").end("<h1>Sign in</h1>"));

    assertThat(failure(() -> things().one("1", null)))
        .hasMessage("The vendor answered 200 with text/html instead of JSON of JsonNode: Sign in");
  }

  @Test
  void anAddressThatIsNotPublicGetsNothing() {
    connection = open(stored("header", List.of()));

    VendorFailure failure = failure(() -> things().create(null));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.sent()).isFalse();
    assertThat(vendor.calls()).isEmpty();
  }

  @Test
  void noCallStartsWithoutTheLeaseAndAWriteHasItToItsEnd() {
    connection = open(stored("header"));
    things().create(null);
    lease.lost = true;

    assertThatThrownBy(() -> things().one("1", null)).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> things().create(null)).isInstanceOf(LeaseLost.class);

    assertThat(lease.ensured).containsExactly(Duration.ofSeconds(3));
    assertThat(vendor.calls()).containsExactly("POST /things");
  }

  @Test
  void callsAreCountedAndTheBudgetIsShown() {
    connection = open(stored("header"));
    things().one("1", null);

    assertThat(
            meters
                .get("mlconnector.vendor.calls")
                .tag("connection", id)
                .tag("status", "2xx")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(
            meters
                .get("mlconnector.budget.left")
                .tag("connection", id)
                .tag("budget", "account")
                .gauge()
                .value())
        .isBetween(0.0, 3000.0);
    assertThat(connection.jobs().left()).isEqualTo(18);
  }

  @Test
  void nothingThatIsLoggedHoldsASecretOrARecord() {
    try (LogCapture log = new LogCapture()) {
      connection = open(stored("client-credentials"));
      things().one("1", "planted-query");
      answers.add(
          request ->
              request
                  .response()
                  .setStatusCode(401)
                  .end("{\"error\":\"bad %s\"}".formatted(request.getHeader("Authorization"))));
      things().create(CanonicalJson.mapper().createObjectNode().put("a", "planted-record"));
      answers.add(request -> request.response().setStatusCode(422).end("planted-t0ken-2"));
      VendorFailure failure = failure(() -> things().create(null));

      assertThat(failure.toString()).doesNotContain("planted");
      assertThat(log.lines()).anyMatch(line -> line.contains("path=/things/{id}"));
      assertThat(log.lines()).noneMatch(line -> line.contains("planted"));
      assertThat(connection.toString()).doesNotContain("planted");
    }
  }

  private Things things() {
    return connection.client(Things.class);
  }

  private VendorConnection open(StoredConnection stored) {
    return vendorConnections.open(stored.document(), connections.credentials(stored), lease);
  }

  private StoredConnection stored(String mode) {
    return stored(mode, List.of("127.0.0.0/8"));
  }

  private StoredConnection stored(String mode, List<String> egress) {
    Map<String, Object> auth = new HashMap<>(Map.of("mode", mode));
    if (mode.equals("header")) {
      auth.put("token", "planted-t0ken-pasted");
    } else {
      auth.put("clientId", "id");
      auth.put("clientSecret", CLIENT_SECRET);
    }
    Map<String, Object> document = new HashMap<>();
    document.put("id", id);
    document.put("system", VendorSystem.NAME);
    document.put("enabled", false);
    document.put("baseUrl", vendor.uri("").toString());
    document.put("auth", auth);
    document.put("egress", egress);
    document.put("writeTimeout", "3s");
    return connections.create(new DocumentBody(CanonicalJson.text(document), false));
  }

  private void handle(HttpServerRequest request) {
    callers.add(request.getHeader("User-Agent"));
    if (request.path().equals("/token")) {
      request
          .response()
          .end(
              "{\"access_token\":\"planted-t0ken-%d\",\"expires_in\":3600}"
                  .formatted(tokens.incrementAndGet()));
      return;
    }
    io.vertx.core.Handler<HttpServerRequest> planned = answers.poll();
    if (planned == null) {
      request.response().end("{\"token\":\"%s\"}".formatted(request.getHeader("Authorization")));
    } else {
      planned.handle(request);
    }
  }

  private byte[] kept(String column) {
    return transactions.inTransaction(
        sql -> {
          try (ResultSet row =
              sql.createStatement()
                  .executeQuery(
                      "select %s from vendor_sign_in where connection = '%s'"
                          .formatted(column, id))) {
            row.next();
            return row.getBytes(1);
          }
        });
  }

  private static VendorFailure failure(Runnable call) {
    return catchThrowableOfType(VendorFailure.class, call::run);
  }
}
