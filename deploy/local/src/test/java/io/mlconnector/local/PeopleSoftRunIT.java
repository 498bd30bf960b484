package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The HR system and the helpdesk, on one command. */
@TestInstance(Lifecycle.PER_CLASS)
class PeopleSoftRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration SECONDS = Duration.ofSeconds(90);

  @TempDir static Path data;

  private RunningLauncher run;
  private Control control;

  @BeforeAll
  void load() throws Exception {
    run =
        RunningLauncher.start(REPOSITORY, data, RunningLauncher.freeBase(), "--erp", "peoplesoft");
    run.awaitLine("Console: http");
    control = new Control(run.ports());
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  private JsonNode user(String email) {
    return control.get("/zendesk/users?email=" + email).path(0);
  }

  private String hired(String first, String email) {
    JsonNode person =
        control.post(
            "/peoplesoft/people",
            Map.of("FIRST_NAME", first, "LAST_NAME", "Sommer", "EMAIL_ADDR", email));
    await("a hire is a user").atMost(SECONDS).until(() -> !user(email).isMissingNode());
    assertThat(user(email).path("suspended").asBoolean()).isFalse();
    return person.path("EMPLID").asText();
  }

  private void terminated(String id, Map<String, String> when) {
    control.post("/peoplesoft/people/" + id + "/terminate", when);
  }

  private void awaitSuspended(String email) {
    await("a leaver cannot sign in any more")
        .atMost(SECONDS)
        .until(() -> user(email).path("suspended").asBoolean());
  }

  @Test
  void aHireIsAUserALeaverIsSuspendedAndTomorrowsLeaverTomorrow() {
    String today = "ida.sommer@company.example";
    String tomorrow = "otto.sommer@company.example";
    String leaves = hired("Ida", today);
    String later = hired("Otto", tomorrow);
    String now = control.get("/peoplesoft/clock").path("now").asText();
    String next = LocalDateTime.parse(now).toLocalDate().plusDays(1).toString();

    terminated(later, Map.of("EFFDT", next));
    terminated(leaves, Map.of());

    awaitSuspended(today);
    // What was saved before the other's end has been read with it, and did nothing.
    assertThat(user(tomorrow).path("suspended").asBoolean()).isFalse();

    control.post("/peoplesoft/clock", Map.of("to", next + "T00:00:05"));

    awaitSuspended(tomorrow);
    assertThat(user(today).path("role").asText()).isEqualTo("end-user");
    assertThat(control.get("/zendesk/state").path("duplicates").findValues("id")).isEmpty();
    assertThat(control.get("/zendesk/users?email=" + today)).hasSize(1);
  }
}
