package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.netty.handler.codec.http.HttpResponseStatus;

/** The pod's errors: plain text below framework 4, structured JSON from 4, HTML for sign-in. */
final class FusionErrors {

  private static final String MEDIA_TYPE = "application/vnd.oracle.adf.error+json";

  private FusionErrors() {}

  static Reply reply(Framework framework, int status, String detail) {
    if (status == 401) {
      return signInPage();
    }
    if (!framework.structuredErrors()) {
      return Reply.text(status, "text/plain;charset=utf-8", detail);
    }
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    ObjectNode error = SandboxJson.object();
    error.put("title", title);
    error.put("status", Integer.toString(status));
    error.put("detail", detail);
    error
        .putArray("o:errorDetails")
        .addObject()
        .put("title", title)
        .put("detail", detail)
        .put("o:errorCode", "SIM-" + status);
    Reply reply = Reply.json(status, error);
    return reply.header("Content-Type", MEDIA_TYPE);
  }

  private static Reply signInPage() {
    String page =
        "<html><head><title>401 Authorization Required</title></head><body>"
            + "<h1>Authorization Required</h1><p>You are not allowed to see this page.</p>"
            + "</body></html>\n";
    return Reply.text(401, "text/html", page).header("WWW-Authenticate", "Bearer realm=\"fusion\"");
  }
}
