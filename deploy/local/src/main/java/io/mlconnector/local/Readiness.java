package io.mlconnector.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until a service says that it is ready, or until there is no more hope. */
final class Readiness {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 100;
  private static final int ENDS_WITHOUT_HOPE = 3;

  private final HttpClient http;

  Readiness(HttpClient http) {
    this.http = http;
  }

  void await(ServiceProcess service, String url) throws InterruptedException {
    URI health = URI.create(url + "/q/health/ready");
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!ready(health)) {
      if (service.ends() >= ENDS_WITHOUT_HOPE) {
        throw new CannotRun(
            service.name() + " does not start: see the end of its log " + service.log().file());
      }
      if (System.nanoTime() > limit) {
        throw new CannotRun(
            service.name()
                + " is not ready after "
                + LIMIT.toSeconds()
                + " s: see "
                + health
                + " and its log "
                + service.log().file());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean ready(URI health) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWER_LIMIT).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
