import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How much of our share of the simulated Zendesk's budget a first load uses while others spend the
 * rest and some calls are refused with 429 and a Retry-After of seconds: begin it together with a
 * local run whose connection has the plan team (200 calls a minute, of which 60 % are ours). It is
 * the other integrations, has the vendor refuse, and reads the ledger. See README.md beside this
 * file.
 */
final class GoodputBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int ACCOUNT = 200;
  private static final int SHARE = 120;

  /** What the others spend every six seconds: all that is not ours. */
  private static final int OTHERS = (ACCOUNT - SHARE) / 10;

  private static final Duration TURN = Duration.ofSeconds(6);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A call that goes out beside the one that is told to wait arrives behind it. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

  private final String sandbox;
  private final List<JsonNode> calls = new ArrayList<>();
  private long newest;

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6;
    double refused = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.01;
    int base = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8080;
    new GoodputBench(base + 10).run(minutes, refused);
  }

  private GoodputBench(int port) {
    sandbox = "http://127.0.0.1:" + port + "/sandbox";
  }

  private void run(int minutes, double refused) throws Exception {
    awaitSandbox();
    send("PATCH", "/zendesk/settings", Map.of("plan", "TEAM"));
    Map<String, Object> fault =
        Map.of(
            "kind", "status",
            "vendor", "zendesk",
            "path", "^/api/v2/",
            "status", 429,
            "retryAfter", "1",
            "times", "forever",
            "probability", refused);
    send("POST", "/faults", fault);
    System.out.printf("load %s%n", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    while (records() == 0) {
      turn();
    }
    Instant begun = Instant.now();
    while (Instant.now().isBefore(begun.plus(MINUTE.multipliedBy(minutes)))) {
      turn();
    }
    print(begun, minutes);
    System.out.printf("load %s%n", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  private void awaitSandbox() throws InterruptedException {
    while (true) {
      try {
        send("GET", "/clock", null);
        return;
      } catch (Exception starting) {
        Thread.sleep(100);
      }
    }
  }

  private void turn() throws Exception {
    Thread.sleep(TURN.toMillis());
    send("POST", "/zendesk/spend", Map.of("calls", OTHERS));
    JsonNode ledger = send("GET", "/ledger?vendor=zendesk&path=^/api/v2/&after=" + newest, null);
    for (JsonNode call : ledger.path("calls")) {
      if (call.path("millis").asLong() < 0) {
        break;
      }
      calls.add(call);
      newest = call.path("sequence").asLong();
    }
  }

  /** Calls about organizations and users: the load has begun. */
  private long records() {
    return calls.stream()
        .filter(call -> call.path("path").asText().matches(".*/(organizations|users)/.*_many.*"))
        .count();
  }

  private void print(Instant begun, int minutes) {
    TreeSet<String> callers = new TreeSet<>();
    calls.forEach(call -> callers.add(call.path("requestHeaders").path("user-agent").asText()));
    System.out.printf("callers %s%n| minute | calls | answered | 429 | of our share |%n", callers);
    int good = 0;
    for (int minute = 0; minute < minutes; minute++) {
      Instant from = begun.plus(MINUTE.multipliedBy(minute));
      List<JsonNode> within = within(from, from.plus(MINUTE));
      int throttled = (int) within.stream().filter(GoodputBench::isThrottled).count();
      good += within.size() - throttled;
      System.out.printf(
          "| %d | %d | %d | %d | %.0f %% |%n",
          minute + 1,
          within.size(),
          within.size() - throttled,
          throttled,
          100.0 * (within.size() - throttled) / SHARE);
    }
    System.out.printf(
        "%.1f %% of our share answered, at most %d calls in any minute, %d before Retry-After%n",
        100.0 * good / SHARE / minutes, most(), impatient());
  }

  private List<JsonNode> within(Instant from, Instant until) {
    return calls.stream()
        .filter(call -> !at(call).isBefore(from) && at(call).isBefore(until))
        .toList();
  }

  private static Instant at(JsonNode call) {
    return Instant.parse(call.path("time").asText());
  }

  private static boolean isThrottled(JsonNode call) {
    return call.path("status").asInt() == 429;
  }

  private int most() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < calls.size(); last++) {
      while (!at(calls.get(first)).plus(MINUTE).isAfter(at(calls.get(last)))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** Calls that began while the vendor had named a later moment to come back. */
  private int impatient() {
    int impatient = 0;
    Instant told = Instant.EPOCH;
    Instant until = Instant.EPOCH;
    for (JsonNode call : calls) {
      Instant at = at(call);
      if (at.isAfter(told.plus(ON_ITS_WAY)) && at.isBefore(until)) {
        impatient++;
      }
      String wait = waitOf(call);
      if (isThrottled(call) && !wait.isEmpty()) {
        told = at.plusMillis(call.path("millis").asLong());
        until = told.plusSeconds(Long.parseLong(wait));
      }
    }
    return impatient;
  }

  private static String waitOf(JsonNode call) {
    for (String name : List.of("retry-after", "Retry-After")) {
      if (call.path("responseHeaders").has(name)) {
        return call.path("responseHeaders").path(name).asText();
      }
    }
    return "";
  }

  private JsonNode send(String method, String path, Object body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox + path.replace("^", "%5E")))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? null : JSON.readTree(answer.body());
  }
}
