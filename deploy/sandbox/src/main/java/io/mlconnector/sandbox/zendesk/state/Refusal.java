package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the vendor answers instead of doing what was asked: a status, a body and headers. */
public final class Refusal extends RuntimeException {

  private final int status;
  private final transient JsonNode body;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /** A refusal with a JSON body, or with an empty one when {@code body} is null. */
  public Refusal(int status, JsonNode body) {
    super("refused with " + status + (body == null ? "" : ": " + body), null, false, false);
    this.status = status;
    this.body = body;
  }

  public Refusal header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public int status() {
    return status;
  }

  public JsonNode body() {
    return body;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The error code, as a job's result carries it. */
  String code() {
    if (body == null) {
      return "RecordNotFound";
    }
    JsonNode error = body.path("error");
    return error.isObject() ? error.path("title").asText() : error.asText();
  }

  /** All descriptions in one line, as a job's result carries them. */
  String words() {
    if (body == null) {
      return "Not found";
    }
    StringBuilder words = new StringBuilder();
    for (JsonNode problems : body.path("details")) {
      for (JsonNode problem : problems) {
        words.append(words.isEmpty() ? "" : ", ").append(problem.path("description").asText());
      }
    }
    String plain = body.path("description").asText(body.path("error").path("message").asText());
    return words.isEmpty() ? plain : words.toString();
  }
}
