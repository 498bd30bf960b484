package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.jdedwards.api.OrchestratorApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import jakarta.ws.rs.core.Response;

/** Runs an orchestration of a name and tells its ways to end apart. */
record Orchestration(Connection connection, String name) {

  /** The output that has to say SUCCESS, since a 200 alone may hide steps that failed. */
  static final String STATUS = "jde__status";

  private static final int ACCEPTED = 202;

  /** How a run ended, as far as its answer tells. */
  sealed interface Ended {
    /** It says that it did all that it should. */
    record Well(JsonNode outputs) implements Ended {}

    /** It did something else than all; a look tells what. */
    record Badly(String words) implements Ended {}

    /**
     * It does not say how it ended, so it counts as failed even where a look finds nothing wrong.
     */
    record Silent(String words) implements Ended {}

    /** It was put into a queue and tells nothing. */
    record Queued() implements Ended {}
  }

  /**
   * Runs it.
   *
   * @throws VendorFailure where it is not known whether it ran at all
   */
  Ended run(ObjectNode inputs) {
    JdeSettings settings = new JdeSettings(connection);
    try (Response response =
        connection
            .client(OrchestratorApi.class)
            .run(settings.device(), name, body(settings, inputs))) {
      if (response.getStatus() == ACCEPTED) {
        return new Ended.Queued();
      }
      return ended(read(response));
    } catch (VendorFailure failure) {
      if (isOfTheOrchestration(failure)) {
        return new Ended.Badly("Orchestration %s failed: %s".formatted(name, words(failure)));
      }
      throw failure;
    }
  }

  private static String words(VendorFailure failure) {
    return failure.body() == null ? failure.getMessage() : Said.of(failure.body());
  }

  /** A refusal, or a 500 in which the orchestrator says which step failed. */
  private static boolean isOfTheOrchestration(VendorFailure failure) {
    if (failure.kind() == Kind.REJECTED) {
      return failure.sent();
    }
    JsonNode body = failure.body();
    return failure.status() == 500
        && body != null
        && (body.hasNonNull("exception") || body.hasNonNull("errorDetails"))
        && (body.hasNonNull("message") || body.hasNonNull("status") || body.has("errorDetails"));
  }

  private JsonNode read(Response response) {
    String text = response.hasEntity() ? response.readEntity(String.class) : "";
    try {
      return CanonicalJson.read(text.isBlank() ? "{}" : text, JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw VendorFailure.unavailable(
          response.getStatus(),
          null,
          true,
          "Orchestration %s answered something else than JSON".formatted(name));
    }
  }

  private Ended ended(JsonNode outputs) {
    JsonNode status = outputs.findValue(STATUS);
    if (status == null || status.asText("").isBlank()) {
      return new Ended.Silent(
          "Orchestration %s does not answer %s, so nobody knows whether all its steps were done; let it"
                  .formatted(name, STATUS)
              + " add the status outputs.");
    }
    if (status.asText().strip().equalsIgnoreCase("SUCCESS")) {
      return new Ended.Well(outputs);
    }
    return new Ended.Badly(
        "Orchestration %s ended as %s: %s".formatted(name, status.asText(), Said.of(outputs)));
  }

  private static ObjectNode body(JdeSettings settings, ObjectNode inputs) {
    ObjectNode body = inputs;
    if (settings.text("inputFormat").equals("standard")) {
      body = JsonNodeFactory.instance.objectNode();
      ArrayNode list = body.putArray("inputs");
      inputs
          .properties()
          .forEach(
              input ->
                  list.addObject()
                      .put("name", input.getKey())
                      .put("value", input.getValue().asText()));
    }
    String queue = settings.orNull("jobQueue");
    if (queue != null) {
      body.put("jde__jobQueue", queue);
    }
    return body;
  }
}
