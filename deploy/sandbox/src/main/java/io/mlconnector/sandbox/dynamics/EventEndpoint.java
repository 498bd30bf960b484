package io.mlconnector.sandbox.dynamics;

import java.net.URI;
import java.util.Map;

/**
 * Where an activated business event is sent.
 *
 * @param url loopback only, the secret in its query where that is how it is told
 * @param event its id, such as {@code CustCustomerChangedBusinessEvent}
 * @param company the legal entity it is activated for; empty for all
 * @param headers sent with each call, such as a secret
 */
record EventEndpoint(
    String id, String url, String event, String company, Map<String, String> headers, Form form) {

  /** How the payload is wrapped. */
  enum Form {
    /** The flat payload, sent by the environment itself. */
    FLAT,
    /** As a Dataverse webhook sends it, where the Power Platform integration is on. */
    DATAVERSE
  }

  EventEndpoint {
    if (url == null || !isLoopback(url)) {
      throw new IllegalArgumentException(
          "url: the sandbox calls http://127.0.0.1 or http://localhost only, not " + url);
    }
    if (!BusinessEvents.CATALOG.containsValue(event)) {
      throw new IllegalArgumentException(
          "event: \"" + event + "\" is none of " + BusinessEvents.CATALOG.values());
    }
    company = company == null ? "" : company;
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    form = form == null ? Form.FLAT : form;
  }

  private static boolean isLoopback(String url) {
    URI uri = URI.create(url);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    return web && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
  }

  boolean wants(String otherEvent, String otherCompany) {
    return event.equals(otherEvent) && (company.isEmpty() || company.equals(otherCompany));
  }
}
