package io.mlconnector.console;

import static io.mlconnector.console.FakeServices.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.testkit.access.AccessWalk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation and page of the console, as people of each role and scope. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class ConsoleAccessTest {

  private static final String SCOPE = "zendesk-prod,fusion-prod";
  private static final String SEEN = "aaaa0000aaaa0000aaaa0000aaaa0000";
  private static final String PLANTED = "planted-secret-of-a-vendor";
  private static final List<String> SECRETS =
      List.of(PLANTED, ConsoleResource.WEBHOOK_SECRET, ConsoleResource.SMTP_PASSWORD);

  /** What adapters answer of connections and of how they sign in. */
  private static final List<String> SECRETIVE =
      List.of(
          "/api/connections",
          "/api/connections/zendesk-prod",
          "/api/connections/zendesk-prod/credentials",
          "/api/connections/zendesk-prod/ping",
          "/api/connections/zendesk-prod/hook-addresses",
          "/api/lapses");

  /** Of these the console shows every key, as it is meant to. */
  private static final List<String> MAPS = List.of("entered", "secrets", "settings", "document");

  private static final String UNSEEN = "bbbb0000bbbb0000bbbb0000bbbb0000";

  @TestHTTPResource URI url;
  @Inject Ledger ledger;
  @Inject Transactions transactions;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  @BeforeEach
  void somethingOfBoth() {
    transactions.run(
        sql -> {
          Query.update(sql, "delete from console_alert where place = 'planted'");
          Query.update(sql, "delete from live_wait where reason like 'planted%'");
          for (String connection : List.of("zendesk-prod", OUTSIDE)) {
            planted(sql, connection);
          }
        });
    ledger.enter(
        List.of(
            written("zendesk-prod", SEEN, "fusion-prod"),
            written("zendesk-prod", UNSEEN, OUTSIDE),
            written(OUTSIDE, UNSEEN, "fusion-prod"),
            deed("zendesk-prod"),
            deed(OUTSIDE)));
  }

  @AfterEach
  void reset() throws Exception {
    new Fakes(services).reset();
  }

  /** An alert that is open, one that is over, and what a minute's look at a connection found. */
  private static void planted(Connection sql, String connection) throws SQLException {
    for (String closed : List.of("null", "now()")) {
      Query.update(
          sql,
          """
          insert into console_alert (kind, place, connection, scope, severity, sentence, todo, link,
                                     since, seen, opened, closed)
          values ('PARKED', 'planted', ?, 'zendesk', 'NOTICE', 'Planted at ' || ?, 'Look', '/parked',
                  now(), now(), now(), %s)
          """
              .formatted(closed),
          connection,
          connection);
    }
    Query.update(
        sql,
        """
        insert into live_sample (connection, at, queued, lag_seconds)
        values (?, date_trunc('minute', now()), 5, 60) on conflict do nothing
        """,
        connection);
    Query.update(
        sql,
        """
        insert into live_wait (connection, at, reason, waiting)
        values (?, date_trunc('minute', now()), 'planted at ' || ?, 5)
        """,
        connection,
        connection);
  }

  private static AuditEvent written(String target, String journey, String source) {
    String record = source + "|customer|access-1";
    return new AuditEvent(
        UUID.randomUUID().toString(),
        Instant.now(),
        "zendesk",
        target,
        "user",
        Step.CREATED,
        1,
        List.of(
            new AuditItem(
                journey,
                record,
                target + "|user|" + record,
                "77",
                "d-" + journey,
                "1.1",
                "customers",
                null,
                null)),
        null,
        5L);
  }

  private static AuditEvent deed(String connection) {
    return new AuditEvent(
        UUID.randomUUID().toString(),
        Instant.now(),
        "console",
        connection,
        null,
        Step.CONFIGURED,
        0,
        List.of(),
        "ada pinged " + connection,
        null);
  }

  private AccessWalk walk() {
    return new AccessWalk(url)
        .with("connections/id", "zendesk-prod", OUTSIDE)
        .with("connection", "zendesk-prod", OUTSIDE)
        .with("journeys/journey", SEEN)
        .with("systems/system", "zendesk")
        .with("routes/name", "customers")
        .with("table", "gl-postings")
        .with("delivery", "d1")
        .with("call", "1")
        .with("change", "1")
        .with("stream", "users")
        .with("hooks/hook", "events")
        .with("objects/object", "user")
        .with("entities/entity", "customer")
        .with("conflicts/id", "1")
        .with("versions/version", "1")
        .with("versions/from", "1")
        .with("difference/to", "2")
        .with("api/list", "links")
        .with("removals/decision", "dismiss")
        .with("deed", "publish")
        .with("erasures/erasure", "none")
        .with("channels/channel", "none")
        .with("alerts/id", "1");
  }

  @Test
  void everyOperationAsksForTheRole() {
    walk().aViewerChangesNothing();
    walk().anOperatorDoesNotAdminister();
  }

  @Test
  void nobodySeesAConnectionOutsideOfTheirs() {
    walk().nobodySeesBeyond(SCOPE, OUTSIDE);
    walk().with("?connection", "zendesk-prod", OUTSIDE).nobodySeesBeyond(SCOPE, OUTSIDE);
  }

  @Test
  void aJourneyOfOthersHasNoSteps() throws Exception {
    assertThat(read("/api/journeys/" + UNSEEN, "*").body()).contains(OUTSIDE);
    assertThat(read("/api/journeys/" + UNSEEN, SCOPE).body()).isEqualTo("[]");
    assertThat(read("/api/journeys/" + SEEN, SCOPE).body()).contains("access-1");
    assertThat(read("/api/journeys?q=access-1", SCOPE).body()).contains(SEEN);
    assertThat(read("/api/journeys?q=access-1", "none-of-them").body()).isEqualTo("[]");
  }

  @Test
  void noPageNamesAConnectionOutsideOfTheirs() throws Exception {
    for (String page : PagesTest.PAGES) {
      HttpResponse<String> answer = read(page, SCOPE);
      if (page.contains(OUTSIDE)) {
        assertThat(answer.statusCode()).as(page).isEqualTo(404);
      } else {
        assertThat(answer.statusCode()).as(page).isLessThan(500);
        assertThat(answer.body()).as(page).doesNotContain(OUTSIDE);
      }
    }
  }

  @Test
  void alertsAndSamplesOfOthersAreShownNowhere() throws Exception {
    for (String page : List.of("/alerts", "/api/alerts", "/api/alerts/past", "/live")) {
      String planted = page.equals("/live") ? "planted at " : "Planted at ";
      assertThat(read(page, "*").body()).as(page).contains(planted + OUTSIDE);
      assertThat(read(page, SCOPE).body())
          .as(page)
          .contains(planted + "zendesk-prod")
          .doesNotContain(OUTSIDE);
    }
    for (String page : List.of("/live?connection=", "/api/live/standing?over=hour&connection=")) {
      assertThat(read(page + OUTSIDE, "*").body()).as(page).contains("planted at " + OUTSIDE);
      assertThat(read(page + OUTSIDE, SCOPE).statusCode()).as(page).isEqualTo(404);
    }
  }

  @Test
  void noAnswerHasASecretWhoeverAsks() throws Exception {
    Fakes fakes = new Fakes(services);
    for (String call : SECRETIVE) {
      fakes.answer(200, call, withSecrets(fakes.said(call)));
    }

    walk().with("?connection", "zendesk-prod").nobodyReads(SECRETS);

    for (String role : List.of("viewer", "operator", "admin")) {
      for (String page : PagesTest.PAGES) {
        HttpResponse<String> answer = read(page, "*", role);
        assertThat(answer.statusCode()).as(page).isLessThan(500);
        assertThat(answer.body() + answer.headers().map())
            .as("%s for %s", page, role)
            .doesNotContain(SECRETS);
      }
    }
  }

  /** What an adapter says, and beside it what it must never say. */
  private static String withSecrets(JsonNode answer) {
    if (answer instanceof ObjectNode object) {
      object.properties().stream()
          .filter(each -> !MAPS.contains(each.getKey()))
          .forEach(each -> withSecrets(each.getValue()));
      if (object.at("/document/auth") instanceof ObjectNode auth) {
        auth.put("password", PLANTED);
      }
      object.put("password", PLANTED).put("clientSecret", PLANTED).put("accessToken", PLANTED);
    } else {
      answer.forEach(ConsoleAccessTest::withSecrets);
    }
    return answer.toString();
  }

  private HttpResponse<String> read(String path, String scope) throws Exception {
    return read(path, scope, "admin");
  }

  private HttpResponse<String> read(String path, String scope, String role) throws Exception {
    return new Client(url)
        .send(
            HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
                .header("X-Mlconnector-On-Behalf", "ada")
                .header("X-Mlconnector-Role", role)
                .header("X-Mlconnector-Scope", scope));
  }
}
