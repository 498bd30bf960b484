package io.mlconnector.console;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Somebody who erases persons by the pages' forms. */
final class Erasures {

  private final Client client;

  Erasures(Client client) {
    this.client = client;
  }

  /** A page of a person who was looked for, and one of a person who is being erased. */
  List<String> pages() throws Exception {
    String begun = look("bob@acme.example");
    start(begun, "Request 2026-117");
    return List.of(look("ann@acme.example"), begun);
  }

  /** The page of what was found. */
  String look(String person) throws Exception {
    HttpResponse<String> answer =
        client.post("/erasures", Map.of("person", person, "csrf", client.token("/erasures")));
    String at = answer.headers().firstValue("Location").orElseThrow();
    return at.substring(at.indexOf("/erasures"));
  }

  HttpResponse<String> start(String page, String reason) throws Exception {
    return client.post(
        page + "/start", Map.of("reason", reason, "csrf", client.token("/erasures")));
  }
}
