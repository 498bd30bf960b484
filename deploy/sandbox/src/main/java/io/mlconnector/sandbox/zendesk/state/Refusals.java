package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.Collection;

/** The vendor's refusals in its own words: vendor sheet A1, A2, A3 and A6. */
public final class Refusals {

  private Refusals() {}

  public static Refusal notFound() {
    return worded(404, "RecordNotFound", "Not found");
  }

  /** The recorded variant of 404 that has no body at all. */
  public static Refusal notFoundWithoutBody() {
    return new Refusal(404, null);
  }

  public static Refusal noSuchEndpoint() {
    return worded(404, "InvalidEndpoint", "Not found");
  }

  /** The one documented error whose {@code error} is an object: a subdomain nobody has. */
  public static Refusal noHelpDesk(String host) {
    return titled(404, "No help desk at " + host, "There is no help desk at this address.");
  }

  public static Refusal unauthenticated() {
    ObjectNode body = SandboxJson.object().put("error", "Couldn't authenticate you");
    return new Refusal(401, body);
  }

  /** The body of a 403 is not recorded; clients must not rest on it. */
  public static Refusal forbidden() {
    return titled(403, "Forbidden", "You do not have access to this page.");
  }

  public static Refusal missingScope(Collection<String> anyOf) {
    String scopes = String.join(", ", anyOf);
    return worded(403, "Forbidden", "You are missing the following required scopes: " + scopes);
  }

  /** Two spaces stand where the vendor's text lost the parameter's name. */
  public static Refusal tooManyValues() {
    ObjectNode body =
        SandboxJson.object()
            .put("error", "TooManyValues")
            .put("description", "Parameter  cannot specify more than 100 values")
            .put("max_count", 100);
    return new Refusal(400, body);
  }

  public static Refusal tooManyUsers() {
    return worded(400, "TooManyValues", "Maximum 100 users may be created per call");
  }

  /** 400 in the shape that lists errors by code and title. */
  public static Refusal badRequest(String code, String title) {
    ObjectNode body = SandboxJson.object();
    body.putArray("errors").addObject().put("code", code).put("title", title);
    return new Refusal(400, body);
  }

  public static Refusal missing(String parameter) {
    return badRequest("MissingParameter", parameter + " is missing");
  }

  public static Refusal invalidAttribute(String name, String why) {
    String message = "You passed an invalid value for the " + name + " attribute. " + why;
    return titled(400, "Invalid attribute", message);
  }

  public static Refusal notJson() {
    ObjectNode body = SandboxJson.object().put("error", "Unprocessable Entity");
    return new Refusal(422, body.put("message", "Server could not parse JSON"));
  }

  public static Refusal tooManyJobs(Collection<String> ids) {
    ObjectNode body =
        SandboxJson.object()
            .put("error", "TooManyJobs")
            .put(
                "description",
                "Too many bulk jobs are currently queued or running. Try again later.");
    ArrayNode current = body.putArray("current_job_ids");
    ids.forEach(current::add);
    return new Refusal(429, body);
  }

  /** An error with a text code and a description, the vendor's most frequent shape. */
  public static Refusal worded(int status, String code, String description) {
    ObjectNode body = SandboxJson.object().put("error", code).put("description", description);
    return new Refusal(status, body);
  }

  private static Refusal titled(int status, String title, String message) {
    ObjectNode body = SandboxJson.object();
    body.putObject("error").put("title", title).put("message", message);
    return new Refusal(status, body);
  }
}
