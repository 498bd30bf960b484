package io.mlconnector.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A person's browser, as far as a consent needs one: one cookie, one page at a time. */
final class Browser {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String cookie = "";

  /**
   * A page, or where it sends to.
   *
   * @param next null where it sends nowhere
   */
  record Page(int status, URI next, String text) {}

  Page open(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", "text/html")
            .header("Cookie", cookie)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      answer
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(value -> cookie = value.substring(0, value.indexOf(';')));
      URI next = answer.headers().firstValue("Location").map(request.uri()::resolve).orElse(null);
      return new Page(answer.statusCode(), next, answer.body());
    } catch (IOException e) {
      throw new AssertionError(address + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
