package io.mlconnector.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.testsystem.TestHook;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class HooksResourceTest {

  private static final String SECRET = "signing-secret";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestHTTPResource("/")
  URI base;

  @Inject Transactions transactions;

  private ApiClient api;
  private String id;

  @BeforeEach
  void connect() {
    api = new ApiClient(base);
    id = "hooked-" + NUMBER.incrementAndGet();
    // Another replica owns it for now, so that what is stored stays to be looked at.
    execute(
        "insert into lease (name, fence, replica, address, expires) values ('connection/%s', 1,"
            + " 'another', 'http://127.0.0.1:1', now() + interval '1h')");
    Answer created =
        api.post(
            "/api/connections",
            """
            {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
             "auth": {"mode": "basic", "user": "robot", "password": "p", "webhookSecret": "%s"}}\
            """
                .formatted(id, SECRET));
    assertThat(created.status()).isEqualTo(201);
  }

  @AfterEach
  void delete() {
    api.send("DELETE", "/api/connections/" + id, null, null);
  }

  @Test
  void aSignedCallIsStoredBeforeItIsAnswered() {
    assertThat(call("d1:a,b").status()).isEqualTo(200);

    Answer waiting = api.get("/api/connections/" + id + "/hooks");
    assertThat(waiting.at("/0/delivery")).isEqualTo("d1");
    assertThat(waiting.at("/0/journey")).matches("[0-9a-f]{32}");
    assertThat(
            count(
                "select count(*) from outbox where lane = 'connection/%s' and convert_from(value,"
                    + " 'UTF8') like '%%WEBHOOK_ACCEPTED%%'"))
        .isEqualTo(1);
  }

  @Test
  void aCallThatIsSentAgainIsAnsweredTheSameAndStoredOnce() {
    call("d1:a");

    assertThat(call("d1:a").status()).isEqualTo(200);

    assertThat(api.get("/api/connections/" + id + "/hooks").json()).hasSize(1);
    assertThat(
            count(
                "select count(*) from outbox where lane = 'connection/%s' and convert_from(value,"
                    + " 'UTF8') like '%%WEBHOOK_ACCEPTED%%'"))
        .isEqualTo(1);
  }

  @Test
  void aCallWithoutOrWithAWrongSignatureIsRefusedWithoutAWord() {
    Answer unsigned = api.send("POST", hook("changed"), "text/plain", "d1:a");
    Answer wrong =
        api.send(
            "POST", hook("changed"), "text/plain", "d1:a", TestHook.SIGNATURE, "00".repeat(32));

    assertThat(unsigned.status()).isEqualTo(401);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.raw().body()).isEmpty();
    assertThat(api.get("/api/connections/" + id + "/hooks").json()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(signed(hook("other"), "d1:a").status()).isEqualTo(404);
    assertThat(signed("/hooks/test-system/nobody/changed", "d1:a").status()).isEqualTo(404);
    assertThat(signed("/hooks/zendesk/" + id + "/changed", "d1:a").status()).isEqualTo(404);
  }

  @Test
  void withoutAPublicAddressThePollCarriesEverythingAndThatIsSaid() {
    Answer hooks = api.get("/api/connections/" + id + "/hook-addresses");

    assertThat(hooks.json().at("/0/address").isTextual()).isFalse();
    assertThat(hooks.at("/0/hint"))
        .contains("mlconnector.vendor.public-url", "polling carries everything");
  }

  @Test
  void aCallThatIsTooLargeIsRefused() {
    assertThat(call("d1:" + "a".repeat(256 * 1024)).status()).isEqualTo(413);
  }

  @Test
  void aBodyThatNeverEndsHasNoLengthAndIsLeftAllTheSame() throws IOException {
    try (Socket stranger = new Socket(base.getHost(), base.getPort())) {
      OutputStream out = stranger.getOutputStream();
      out.write(head("Transfer-Encoding: chunked"));
      byte[] chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes();
      stranger.setSoTimeout(20_000);
      InputStream in = stranger.getInputStream();
      for (int i = 0; i < 1_000 && in.available() == 0; i++) {
        try {
          out.write(chunk);
        } catch (IOException closed) {
          break;
        }
      }
      assertThat(new String(in.readNBytes(12))).isEqualTo("HTTP/1.1 413");
    }
    assertThat(call("d1:a").status()).isEqualTo(200);
  }

  @Test
  void strangersWhoTrickleTakeNoThread() throws IOException {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        Socket stranger = new Socket(base.getHost(), base.getPort());
        strangers.add(stranger);
        stranger.getOutputStream().write(head("Content-Length: 100"));
        stranger.getOutputStream().write('a');
      }

      assertThat(call("d1:a").status()).isEqualTo(200);
      assertThat(Thread.getAllStackTraces().values())
          .noneMatch(
              stack ->
                  Arrays.stream(stack)
                      .anyMatch(frame -> frame.getClassName().contains("VertxInputStream")));
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void anAttackOnOneConnectionsHookKeepsNoCallOfAnotherBack() {
    String attacked = id;
    connect();
    int calls = 20;

    for (int i = 0; i < calls; i++) {
      String forged = "/hooks/test-system/" + attacked + "/changed";
      assertThat(api.send("POST", forged, "text/plain", "d%d:a".formatted(i)).status())
          .isEqualTo(401);
      assertThat(signed(forged, "d:" + "a".repeat(256 * 1024)).status()).isEqualTo(413);
      assertThat(signed(forged, TestHook.DEFECT).status()).isEqualTo(503);
      assertThat(signed(forged, "without keys " + i).status()).isEqualTo(200);
      assertThat(call("d%d:a".formatted(i)).status()).isEqualTo(200);
    }

    assertThat(api.get("/api/connections/" + id + "/hooks?limit=100").json()).hasSize(calls);
    assertThat(count("select count(*) from webhook_inbox where connection = '%s'"))
        .isEqualTo(calls);
    api.send("DELETE", "/api/connections/" + attacked, null, null);
  }

  private byte[] head(String more) {
    return ("POST %s HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n".formatted(hook("changed"), more))
        .getBytes();
  }

  @Test
  void whatBreaksOnOurSideIsToComeAgainSoon() {
    Answer broken = call(TestHook.DEFECT);

    assertThat(broken.status()).isEqualTo(503);
    assertThat(Integer.parseInt(broken.header("Retry-After"))).isBetween(1, 59);
  }

  @Test
  void neitherContentsNorCredentialsAreStoredInClear() {
    call("d1:very-personal");

    assertThat(count("select count(*) from webhook_inbox where connection = '%s'")).isEqualTo(1);
    assertThat(
            count(
                "select count(*) from webhook_inbox where connection = '%s' and"
                    + " (encode(sealed, 'escape') like '%%very-personal%%'"
                    + "  or webhook_inbox::text like '%%very-personal%%')"))
        .isZero();
  }

  @Test
  void theOwnerReadsTheNamedRecordsAgain() {
    call("d1:a,b");

    execute("update lease set expires = now() where name = 'connection/%s'");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> count("select count(*) from webhook_inbox where connection = '%s'") == 0);
  }

  @Test
  void aCallThatCannotBeUnderstoodIsParkedAndCanBeDismissed() {
    call("d1");
    execute("update lease set expires = now() where name = 'connection/%s'");
    String path = "/api/connections/" + id + "/hooks";

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(api.get(path).at("/0/problem")).isEqualTo("body: has no keys");
              assertThat(api.get(path).json().at("/0/next").isMissingNode()).isTrue();
            });

    String call = api.get(path).at("/0/id");
    assertThat(api.post(path + "/" + call + "/dismiss").status()).isEqualTo(204);
    assertThat(api.get(path).json()).isEmpty();
    assertThat(api.post(path + "/" + call + "/retry").status()).isEqualTo(404);
  }

  private Answer call(String body) {
    return signed(hook("changed"), body);
  }

  private Answer signed(String path, String body) {
    String signature = TestHook.sign(SECRET, body.getBytes(StandardCharsets.UTF_8));
    return api.send("POST", path, "text/plain", body, TestHook.SIGNATURE, signature);
  }

  private String hook(String name) {
    return "/hooks/test-system/" + id + "/" + name;
  }

  private void execute(String statement) {
    transactions.run(
        sql -> {
          try (var prepared = sql.prepareStatement(statement.formatted(id))) {
            prepared.executeUpdate();
          }
        });
  }

  private long count(String query) {
    return transactions.inTransaction(
        sql -> {
          try (var prepared = sql.prepareStatement(query.formatted(id));
              var rows = prepared.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }
}
