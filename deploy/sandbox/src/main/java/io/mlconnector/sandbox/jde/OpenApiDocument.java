package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.jde.Orchestration.Kind;

/** What the OpenAPI catalog says about an orchestration (sheet 3.5). */
final class OpenApiDocument {

  private OpenApiDocument() {}

  static ObjectNode of(Orchestration what, boolean statusOutputs) {
    ObjectNode all = SandboxJson.object().put("openapi", "3.0.1");
    all.putObject("info").put("title", what.name()).put("version", "1.0");
    ObjectNode post =
        all.putObject("paths")
            .putObject("/jderest/v3/orchestrator/" + what.name())
            .putObject("post");
    post.put("operationId", what.name());
    ObjectNode input =
        content(post.putObject("requestBody").put("required", true)).put("type", "object");
    what.inputs().stream()
        .filter(Input::required)
        .forEach(one -> input.withArray("required").add(one.name()));
    ObjectNode properties = input.putObject("properties");
    what.inputs().forEach(one -> describe(properties.putObject(one.name()), one));
    ObjectNode answer = post.putObject("responses").putObject("200").put("description", "OK");
    ObjectNode output = content(answer).put("type", "object").putObject("properties");
    output.putObject(Catalog.ADDRESS_NUMBER).put("type", "number");
    if (what.kind() == Kind.CONTACT) {
      output.putObject(Catalog.LINE_NUMBER).put("type", "number");
    }
    if (statusOutputs) {
      output.putObject("jde__status").put("type", "string");
      output.putObject("jde__simpleMessage").put("type", "string");
      output.putObject("jde__startTimestamp").put("type", "string");
      output.putObject("jde__endTimestamp").put("type", "string");
      output.putObject("jde__serverExecutionSeconds").put("type", "number");
    }
    return all;
  }

  private static ObjectNode content(ObjectNode of) {
    return of.putObject("content").putObject("application/json").putObject("schema");
  }

  private static void describe(ObjectNode schema, Input input) {
    boolean number =
        input.table() == null ? input.name().endsWith("Number") : !input.column().isText();
    schema.put("type", number ? "number" : "string");
  }
}
