import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Records the metrics of running services, as a scraper would see them, in promtool's notation of
 * series: {@code java Record.java FILE SECONDS EVERY SERVICE/POD=URL ...}. See README.md beside this
 * file.
 */
final class Record {

  /** What dashboards and rules ask for; of the JVM's own only what they show. */
  private static final Pattern KEPT =
      Pattern.compile(
          "(mlconnector_|agroal_(active|available|awaiting)_count|process_cpu_usage"
              + "|jvm_memory_used_bytes).*");

  private static final Pattern SAMPLE =
      Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(\\{(?<labels>.*?),?})? (?<value>\\S+)( \\d+)?");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  /** Values by the turn in which they were seen. */
  private final Map<String, Map<Integer, String>> series = new TreeMap<>();

  private record Target(String service, String pod, URI address) {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    int turns = Integer.parseInt(arguments[1]) / Integer.parseInt(arguments[2]);
    long every = Integer.parseInt(arguments[2]) * 1000L;
    List<Target> targets = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      String[] parts = arguments[i].split("[/=]", 3);
      targets.add(new Target(parts[0], parts[1], URI.create(parts[2] + "/q/metrics")));
    }
    Record record = new Record();
    long begin = System.currentTimeMillis();
    for (int turn = 0; turn < turns; turn++) {
      for (Target target : targets) {
        record.scrape(target, turn);
      }
      Thread.sleep(Math.max(0, begin + (turn + 1) * every - System.currentTimeMillis()));
    }
    record.write(file, turns, every / 1000);
  }

  private void scrape(Target target, int turn) throws InterruptedException {
    String labels =
        "job=\"ml-connector/ml-connector\",namespace=\"ml-connector\",pod=\"%s\",service=\"%s\""
            .formatted(target.pod(), target.service());
    String up = "1";
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.address())
              .header("Accept", "text/plain")
              .timeout(Duration.ofSeconds(2));
      String token = System.getenv("METRICS_TOKEN");
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      for (String line : http.send(request.build(), BodyHandlers.ofString()).body().split("\n")) {
        Matcher sample = SAMPLE.matcher(line);
        if (KEPT.matcher(line).matches() && sample.matches()) {
          String own = sample.group("labels") == null ? "" : sample.group("labels") + ",";
          seen(sample.group("name") + "{" + own + labels + "}", turn, sample.group("value"));
        }
      }
    } catch (IOException e) {
      up = "0";
    }
    seen("up{" + labels + "}", turn, up);
  }

  private void seen(String name, int turn, String value) {
    if (!value.equals("NaN")) {
      series.computeIfAbsent(name, any -> new HashMap<>()).put(turn, plain(value));
    }
  }

  private static String plain(String value) {
    double number = Double.parseDouble(value);
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf((float) number);
  }

  private void write(Path file, int turns, long every) throws IOException {
    try (PrintWriter out =
        new PrintWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.println("interval " + every + "s");
      series.forEach((name, values) -> out.println(name + " " + notation(values, turns)));
    }
  }

  /** Runs of the same value are told once; a series that is gone for now is stale. */
  private static String notation(Map<Integer, String> values, int turns) {
    Map<Integer, String> runs = new LinkedHashMap<>();
    Map<Integer, Integer> lengths = new HashMap<>();
    String before = null;
    int begin = 0;
    for (int turn = 0; turn < turns; turn++) {
      boolean begun = before != null && !before.equals("_");
      String value = values.getOrDefault(turn, begun ? "stale" : "_");
      if (value.equals(before)) {
        lengths.merge(begin, 1, Integer::sum);
      } else {
        begin = turn;
        runs.put(turn, value);
        lengths.put(turn, 1);
      }
      before = value;
    }
    StringBuilder text = new StringBuilder();
    runs.forEach(
        (turn, value) -> {
          int length = lengths.get(turn);
          text.append(text.isEmpty() ? "" : " ").append(shown(value, length));
        });
    return text.toString();
  }

  private static String shown(String value, int length) {
    if (value.equals("stale")) {
      return length == 1 ? "stale" : "stale _x" + (length - 1);
    }
    if (value.equals("_")) {
      return "_x" + length;
    }
    return length == 1 ? value : value + "x" + (length - 1);
  }
}
