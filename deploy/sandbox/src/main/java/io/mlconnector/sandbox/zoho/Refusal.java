package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;

/** A call, or one record of it, that the vendor refuses: HTTP status, code, words and details. */
final class Refusal extends RuntimeException {

  final int status;
  final String code;
  final ObjectNode details;

  Refusal(int status, String code, String message, ObjectNode details) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  Refusal(int status, String code, String message) {
    this(status, code, message, SandboxJson.object());
  }

  static Refusal invalidToken() {
    return new Refusal(401, "INVALID_TOKEN", "invalid oauth token");
  }

  static Refusal noSuchPath() {
    return new Refusal(
        404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
  }

  static Refusal noSuchModule(String name) {
    return new Refusal(
        400,
        "INVALID_MODULE",
        "the module name given seems to be invalid",
        SandboxJson.object().put("resource_path_index", 0).put("module", name));
  }

  static Refusal missing(String parameter) {
    return new Refusal(
        400,
        "REQUIRED_PARAM_MISSING",
        "One of the expected parameter is missing",
        SandboxJson.object().put("param_name", parameter));
  }

  static Refusal parameter(String name, String why) {
    return new Refusal(
        400, "INVALID_DATA", why, SandboxJson.object().put("param_name", name).put("param", name));
  }

  /** What one field of the body has wrong. */
  static Refusal field(String code, String apiName, String path, String message) {
    return new Refusal(
        400, code, message, SandboxJson.object().put("api_name", apiName).put("json_path", path));
  }

  static Refusal invalid(String apiName, String path, String expected) {
    Refusal refusal = field("INVALID_DATA", apiName, path, "invalid data");
    refusal.details.put("expected_data_type", expected);
    return refusal;
  }

  ObjectNode json() {
    ObjectNode body = SandboxJson.object().put("code", code);
    body.set("details", details);
    return body.put("message", getMessage()).put("status", "error");
  }

  Reply reply() {
    return Reply.json(status, json());
  }
}
