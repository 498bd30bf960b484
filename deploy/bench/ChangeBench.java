import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long a change takes from the one simulated vendor into the other, in a local run of JD
 * Edwards and Zoho CRM that has nothing else to do: changes records one at a time, each vendor calls its
 * webhook at once, and the sandbox's ledger says when the other one had answered the write. Prints
 * p50, p99 and the longest in each direction, and from the ledger of the console where the time
 * went. See README.md beside this file.
 */
final class ChangeBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int WARM_UP = 10;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** So long that what came back from the last change is through before the next. */
  private static final int REST_MILLIS = 400;

  /** The simulated vendor's own, which is good for nothing else. */
  private static final String SECRET = "sandbox-jde-hook-secret";

  /** Where calls to the simulated vendors go that write records. */
  private static final Map<String, String> WRITES =
      Map.of(
          "zoho", "^/crm/v8/(Accounts|Contacts|Vendors)(/upsert)?$",
          "jdedwards", "/orchestrator/(Create|Update)");

  private static final List<String> STEPS = List.of("WEBHOOK_ACCEPTED", "PUBLISHED", "ROUTED");

  private final int base;
  private final String people;
  private final Random random = new Random();
  private int number;

  /** A customer that both have. */
  private record Pair(String account, long entry) {}

  /** When a change was made, and when the target had answered its write. */
  private record Change(Pair pair, Instant made, JsonNode write) {

    Instant asked() {
      return Instant.parse(write.path("time").asText());
    }

    Instant written() {
      return asked().plusMillis(write.path("millis").asLong());
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 1) {
      throw new IllegalArgumentException("The data folder of the local run is missing");
    }
    int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    int base = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8080;
    new ChangeBench(Path.of(arguments[0]), base).run(changes);
  }

  private ChangeBench(Path data, int base) throws Exception {
    this.base = base;
    String[] person =
        Files.readAllLines(data.resolve("config/console-people")).stream()
            .filter(line -> !line.startsWith("#"))
            .findFirst()
            .orElseThrow()
            .split(":", 3);
    people =
        Base64.getEncoder()
            .encodeToString((person[0] + ":" + person[2]).getBytes(StandardCharsets.UTF_8));
  }

  private void run(int changes) throws Exception {
    letThemCall();
    List<Pair> pairs = pairs();
    System.out.printf(
        "%d customers are on both sides; load %s%n",
        pairs.size(), Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    inErp(pairs, WARM_UP);
    inCrm(pairs, WARM_UP);
    print("JD Edwards to Zoho CRM", inErp(pairs, changes));
    print("Zoho CRM to JD Edwards", inCrm(pairs, changes));
    System.out.printf("load %s%n", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  /** Zoho's channel is set up by the adapter; the ERP's call is what its people would build. */
  private void letThemCall() throws Exception {
    if (get(10, "/sandbox/jdedwards/hooks").path("hooks").isEmpty()) {
      JsonNode addresses = get(4, "/api/connections/jde/hook-addresses");
      Map<String, Object> hook =
          Map.of(
              "url", addresses.path(0).path("address").asText(),
              "header", "x-mlconnector-secret",
              "secret", SECRET,
              "ownWrites", false);
      send("POST", 10, "/sandbox/jdedwards/hooks", hook);
    }
    if (get(10, "/sandbox/zoho/channels").path("channels").isEmpty()) {
      throw new IllegalStateException("Zoho CRM has no channel yet: wait until the run has begun");
    }
  }

  private List<Pair> pairs() throws Exception {
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode account : get(10, "/sandbox/zoho/records/Accounts").path("records")) {
      long entry = account.path("Account_Number").asLong();
      if (entry > 0 && !account.path("ERP_Id").asText("").isEmpty()) {
        pairs.add(new Pair(account.path("id").asText(), entry));
      }
    }
    if (pairs.isEmpty()) {
      throw new IllegalStateException("No customer is on both sides yet");
    }
    return pairs;
  }

  private List<Change> inErp(List<Pair> pairs, int count) throws Exception {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pair pair = pairs.get(i % pairs.size());
      String limit = String.valueOf(1_000_000 + random.nextInt(800_000) * 10 + ++number % 10);
      String path = "/sandbox/jdedwards/customers/" + pair.entry;
      changes.add(change(pair, path, Map.of("CreditLimit", limit), "zoho", limit));
    }
    return changes;
  }

  private List<Change> inCrm(List<Pair> pairs, int count) throws Exception {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pair pair = pairs.get(i % pairs.size());
      String page = "https://page%d.example".formatted(random.nextInt(1_000_000_000) + ++number);
      String path = "/sandbox/zoho/records/Accounts/" + pair.account;
      changes.add(change(pair, path, Map.of("Website", page), "jdedwards", page));
    }
    return changes;
  }

  private Change change(Pair pair, String path, Map<String, String> values, String to, String value)
      throws Exception {
    Thread.sleep(REST_MILLIS + random.nextInt(REST_MILLIS));
    long newest = get(10, "/sandbox/ledger?path=none").path("newest").asLong();
    Instant made = Instant.now();
    send("PATCH", 10, path, values);
    String query =
        "/sandbox/ledger?vendor=%s&after=%d&path=%s"
            .formatted(to, newest, URLEncoder.encode(WRITES.get(to), StandardCharsets.UTF_8));
    while (Instant.now().isBefore(made.plus(LIMIT))) {
      Thread.sleep(LOOK.toMillis());
      for (JsonNode call : get(10, query).path("calls")) {
        if (call.path("applied").asBoolean() && call.path("body").asText().contains(value)) {
          return new Change(pair, made, call);
        }
      }
    }
    throw new IllegalStateException(path + " " + values + " was not written after " + LIMIT);
  }

  private void print(String title, List<Change> changes) throws Exception {
    Map<String, List<Double>> parts = new LinkedHashMap<>();
    int polled = 0;
    for (Change change : changes) {
      Map<String, Instant> steps = steps(change);
      if (steps.size() < STEPS.size()) {
        polled++;
        continue;
      }
      Instant before = change.made;
      for (String step : STEPS) {
        put(parts, step, before, steps.get(step));
        before = steps.get(step);
      }
      put(parts, "write begins", before, change.asked());
      put(parts, "write answered", change.asked(), change.written());
    }
    List<Double> whole = new ArrayList<>();
    changes.forEach(change -> whole.add(millis(change.made, change.written())));
    System.out.printf("%s, %d changes, %d seen by a poll first%n", title, changes.size(), polled);
    row("change to write answered", whole);
    parts.forEach((step, times) -> row("  until " + step, times));
  }

  /** The steps of the change's journey between it and its write, by their names. */
  private Map<String, Instant> steps(Change change) throws Exception {
    Map<String, Instant> steps = new LinkedHashMap<>();
    String query =
        "/api/journeys?limit=1000&from=%s&until=%s"
            .formatted(change.made.minusMillis(5), change.written().plusMillis(1));
    for (JsonNode journey : get(0, query)) {
      Map<String, Instant> found = new LinkedHashMap<>();
      for (JsonNode step : journey.path("steps")) {
        Instant at = Instant.parse(step.path("at").asText());
        if (!at.isBefore(change.made) && !at.isAfter(change.written())) {
          found.putIfAbsent(step.path("step").asText(), at);
        }
      }
      found.keySet().retainAll(STEPS);
      if (found.size() > steps.size()) {
        steps = found;
      }
    }
    return steps;
  }

  private static void put(Map<String, List<Double>> parts, String name, Instant from, Instant to) {
    parts.computeIfAbsent(name, unseen -> new ArrayList<>()).add(millis(from, to));
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  private static void row(String name, List<Double> times) {
    Collections.sort(times);
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f |%n",
        name,
        times.get(times.size() / 2),
        times.get((int) Math.ceil(times.size() * 0.99) - 1),
        times.get(times.size() - 1));
  }

  private JsonNode get(int offset, String path) throws Exception {
    return send("GET", offset, path, null);
  }

  private JsonNode send(String method, int offset, String path, Object body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (base + offset) + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (offset == 0) {
      request.header("Authorization", "Basic " + people);
    }
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
