package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.AccountApi;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A job as Zendesk reports it. Unknown states count as not yet done; the platform has the deadline.
 * "Completed" does not mean that every item went well, so each is looked at.
 *
 * @param updated ids of the records that an update has changed
 */
record JobReport(boolean done, Set<String> updated) {

  static JobReport read(Connection connection, String job) {
    JsonNode status = connection.client(AccountApi.class).job(job).path("job_status");
    String state = status.path("status").asText();
    if (state.equals("failed")) {
      throw VendorFailure.unavailable(
          200, null, true, "Zendesk's job failed: " + status.path("message").asText("no reason"));
    }
    Set<String> updated = new HashSet<>();
    for (JsonNode result : status.path("results")) {
      if (result.path("success").asBoolean(false)) {
        updated.add(result.path("id").asText());
      }
    }
    return new JobReport(state.equals("completed"), updated);
  }

  /** The id in the answer of a call that started a job. */
  static String started(JsonNode answer) {
    String id = answer.at("/job_status/id").asText();
    if (id.isEmpty()) {
      throw VendorFailure.unavailable(
          200, null, true, "Zendesk's answer names no job; its outcome is unknown");
    }
    return id;
  }

  /** Wait for a job that was just started: a full one of 100 takes 5 to 7 s. */
  static WriteResult firstLook(String job, int items) {
    return new WriteResult.Waiting(job, Duration.ofMillis(1_000 + 70L * items));
  }

  /** Wait on. */
  static List<WriteResult> nextLook(String job, List<Write> writes) {
    WriteResult waiting = new WriteResult.Waiting(job, Duration.ofSeconds(3));
    return writes.stream().map(write -> waiting).toList();
  }
}
