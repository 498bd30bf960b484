package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.util.UUID;
import java.util.function.Supplier;

/** How the Integration Broker words what it refuses (sheet 2.3), and pages of what is before it. */
final class IbErrors {

  private static final int ERROR = 20;
  private static final int MESSAGE_SET = 158;
  private static final int MESSAGE = 10_001;

  private final Supplier<PeopleSoftSettings> settings;

  IbErrors(Supplier<PeopleSoftSettings> settings) {
    this.settings = settings;
  }

  Reply reply(Refusal refusal) {
    return switch (refusal.place) {
      case GATEWAY -> ibResponse(200, refusal.getMessage());
      case SIGN_IN -> unauthorized();
      case HANDLER -> handler(refusal.getMessage());
    };
  }

  private Reply handler(String message) {
    return switch (settings.get().queryErrors()) {
      case "json" -> jsonError(message);
      case "http" -> ibResponse(400, message);
      default -> ibResponse(200, message);
    };
  }

  /** An answer of status 200 that tells of a failure in its body alone. */
  static Reply jsonError(String message) {
    return Reply.json(200, SandboxJson.object().put("status", "error").put("message", message));
  }

  static Reply ibResponse(int status, String message) {
    return Reply.text(
            status,
            "text/xml; encoding=\"UTF-8\"",
            "<?xml version=\"1.0\"?>\n<IBResponse type=\"error\">"
                + "<DefaultTitle>Integration Broker Response</DefaultTitle>"
                + "<StatusCode>"
                + ERROR
                + "</StatusCode><MessageSet>"
                + MESSAGE_SET
                + "</MessageSet><MessageID>"
                + MESSAGE
                + "</MessageID><DefaultMessage>"
                + Xml.escape(message)
                + "</DefaultMessage><MessageParameters/></IBResponse>")
        .header("transactionid", UUID.randomUUID().toString());
  }

  static Reply unauthorized() {
    return html(401, "Error 401--Unauthorized")
        .header("WWW-Authenticate", "Basic realm=\"PeopleSoft\"");
  }

  /** An error page of the web server in front of the gateway. */
  static Reply html(int status, String title) {
    return Reply.text(
        status,
        "text/html; charset=UTF-8",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.0 Draft//EN\">\n<HTML><HEAD><TITLE>"
            + title
            + "</TITLE></HEAD><BODY><H2>"
            + title
            + "</H2></BODY></HTML>\n");
  }

  /** The sign-in page that a reverse proxy shows to whom it does not know, with status 200. */
  static Reply signInPage() {
    return Reply.text(
        200,
        "text/html; charset=UTF-8",
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>"
            + "<form method=\"post\" action=\"/oam/server/auth_cred_submit\">"
            + "<input name=\"username\"><input name=\"password\" type=\"password\">"
            + "<button>Sign in</button></form></body></html>\n");
  }

  static Reply signInRedirect() {
    return html(302, "302 Found").header("Location", "/oam/server/obrareq.cgi?wh=PSIGW");
  }
}
