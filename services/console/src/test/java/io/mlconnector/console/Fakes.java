package io.mlconnector.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What a test tells the {@link FakeServices}, and what they were asked. */
public final class Fakes {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  public Fakes(String url) {
    this.url = URI.create(url);
  }

  /** Has them answer a call such as {@code POST /api/x} like this from now on. */
  public void answer(int status, String call, String body) throws Exception {
    String query = (status + " " + call).replace(" ", "%20");
    http.send(
        HttpRequest.newBuilder(url.resolve("/fake?" + query))
            .PUT(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }

  /** What they answer to a reading. */
  public JsonNode said(String path) throws Exception {
    String body =
        http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString())
            .body();
    return CanonicalJson.read(body, JsonNode.class);
  }

  /** Has them refuse whatever changes something. */
  public void refuseAll(int status, String detail) throws Exception {
    String body = "{\"detail\":\"" + detail + "\"}";
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      answer(status, method, body);
    }
  }

  /** Has them answer as in the beginning. */
  public void reset() throws Exception {
    http.send(
        HttpRequest.newBuilder(url.resolve("/fake")).DELETE().build(), BodyHandlers.discarding());
  }

  /** Every call that changes something, in order: {@code METHOD path?query body by person}. */
  public List<String> changes() throws Exception {
    String body =
        http.send(HttpRequest.newBuilder(url.resolve("/fake")).build(), BodyHandlers.ofString())
            .body();
    List<String> changes = new ArrayList<>();
    CanonicalJson.read(body, JsonNode.class).forEach(each -> changes.add(each.asText()));
    return changes;
  }
}
