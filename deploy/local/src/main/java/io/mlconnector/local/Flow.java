package io.mlconnector.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Tells how many records have flowed, whenever that changed. */
final class Flow {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final int ROUNDS_UNTIL_QUIET = 5;

  private final HttpClient http;
  private final List<String> adapterUrls;
  private final Progress progress;
  private final String whenQuiet;

  /**
   * @param whenQuiet the line that is said once, when records have flowed and then stopped
   */
  Flow(HttpClient http, List<String> adapterUrls, Progress progress, String whenQuiet) {
    this.http = http;
    this.adapterUrls = adapterUrls;
    this.progress = progress;
    this.whenQuiet = whenQuiet;
  }

  /** Returns only by interruption. */
  void watch() throws InterruptedException {
    Counts before = Counts.NONE;
    int quiet = 0;
    while (true) {
      Counts now = counts(before);
      if (!now.equals(before)) {
        progress.say(now.words());
        quiet = Math.min(quiet, 0);
      } else if (now.atRest() && ++quiet == ROUNDS_UNTIL_QUIET) {
        progress.say(whenQuiet);
        quiet = Integer.MIN_VALUE;
      }
      before = now;
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** A service that does not answer at the moment leaves everything as it was. */
  private Counts counts(Counts before) throws InterruptedException {
    Counts sum = Counts.NONE;
    for (String url : adapterUrls) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/q/metrics")).timeout(ANSWER_LIMIT).build();
      try {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          return before;
        }
        sum = sum.plus(Counts.of(new Metrics(answer.body())));
      } catch (IOException restarting) {
        return before;
      }
    }
    return sum;
  }
}
