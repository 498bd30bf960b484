package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Jobs as JSON and back; a job that was under way goes on, since the vendor did not stop. */
final class SavedJobs {

  private SavedJobs() {}

  static ArrayNode save(Jobs jobs) {
    ArrayNode all = SandboxJson.array();
    for (Job job : jobs.all()) {
      ObjectNode json =
          all.addObject()
              .put("id", job.id)
              .put("type", job.type)
              .put("created", job.createdAt.toString())
              .put("total", job.total)
              .put("time", job.time.toString())
              .put("failsAfter", job.failsAfter)
              .put("status", job.status().name())
              .put("ended", job.endedAt() == null ? null : job.endedAt().toString());
      ArrayNode results = json.putArray("results");
      job.results.forEach(results::add);
      ArrayNode steps = json.putArray("steps");
      for (JobStep step : job.left()) {
        ObjectNode saved = steps.addObject().put("work", step.work().name());
        saved.set("target", step.target());
        saved.set("body", step.body());
      }
    }
    return all;
  }

  static List<Job> restore(JsonNode saved) {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode json : saved) {
      List<JobStep> left = new ArrayList<>();
      for (JsonNode step : json.path("steps")) {
        left.add(
            new JobStep(
                JobStep.Work.valueOf(step.path("work").asText()),
                (ObjectNode) step.path("target"),
                (ObjectNode) step.path("body")));
      }
      List<ObjectNode> results = new ArrayList<>();
      json.path("results").forEach(result -> results.add((ObjectNode) result));
      Job job =
          new Job(
              json.path("id").asText(),
              json.path("type").asText(),
              Instant.parse(json.path("created").asText()),
              left,
              results,
              Duration.parse(json.path("time").asText()),
              json.path("failsAfter").asInt());
      job.goOn(
          Job.Status.valueOf(json.path("status").asText()),
          json.hasNonNull("ended") ? Instant.parse(json.get("ended").asText()) : null);
      jobs.add(job);
    }
    return jobs;
  }
}
