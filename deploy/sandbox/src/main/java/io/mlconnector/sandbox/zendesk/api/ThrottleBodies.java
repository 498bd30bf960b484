package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Refusal;

/** The bodies of 429, which differ by who refuses: vendor sheet A6. */
final class ThrottleBodies {

  private ThrottleBodies() {}

  static Refusal account() {
    return worded("Number of allowed API requests per minute exceeded");
  }

  static Refusal users() {
    return worded("Number of allowed user update requests exceeded");
  }

  static Refusal organizations() {
    ObjectNode body = SandboxJson.object();
    body.putArray("errors")
        .addObject()
        .put("code", "TooManyRequests")
        .put("title", "Too many updates of this organization");
    return new Refusal(429, body);
  }

  static Refusal edge() {
    return new Refusal(
        429,
        SandboxJson.object()
            .put("detail", "Rate limited by Zendesk edge protection")
            .put("status", "429")
            .put("title", "Automated response"));
  }

  private static Refusal worded(String description) {
    return new Refusal(
        429,
        SandboxJson.object().put("error", "APIRateLimitExceeded").put("description", description));
  }
}
