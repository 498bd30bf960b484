package io.mlconnector.console;

import static io.mlconnector.console.FakeServices.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.testkit.access.AccessWalk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation and page of the console, as people of each role and scope. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class ConsoleAccessTest {

  private static final String SCOPE = "zendesk-prod,fusion-prod";
  private static final String SEEN = "aaaa0000aaaa0000aaaa0000aaaa0000";
  private static final String UNSEEN = "bbbb0000bbbb0000bbbb0000bbbb0000";

  @TestHTTPResource URI url;
  @Inject Ledger ledger;

  @BeforeEach
  void somethingOfBoth() {
    ledger.enter(
        List.of(
            written("zendesk-prod", SEEN, "fusion-prod"),
            written("zendesk-prod", UNSEEN, OUTSIDE),
            written(OUTSIDE, UNSEEN, "fusion-prod"),
            deed("zendesk-prod"),
            deed(OUTSIDE)));
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

  private HttpResponse<String> read(String path, String scope) throws Exception {
    return new Client(url)
        .send(
            HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
                .header("X-Mlconnector-On-Behalf", "ada")
                .header("X-Mlconnector-Role", "admin")
                .header("X-Mlconnector-Scope", scope));
  }
}
