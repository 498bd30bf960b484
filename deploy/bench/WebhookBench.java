import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How long the local run takes to answer webhook calls: posts signed calls to the webhook that it
 * made in the simulated Zendesk, and prints p50, p99 and the longest, in milliseconds. Zendesk gives
 * up after 12 s; we promise 2. See README.md beside this file.
 */
final class WebhookBench {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The simulated account's own, which are good for nothing else. */
  private static final String CREDENTIALS =
      "integration@helpdesk.example/token:sandbox-api-token";

  private static final int WARM_UP = 50;
  private static final int TICKETS = 100;

  private record Hook(URI address, String secret) {}

  private record Answer(int status, double millis) {}

  public static void main(String[] arguments) throws Exception {
    String zendesk = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8092";
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    int atATime = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    Hook hook = hook(zendesk);
    System.out.println("Calls " + hook.address);
    run(hook, WARM_UP, 1);
    print(run(hook, calls, 1), 1);
    print(run(hook, calls, atATime), atATime);
  }

  /** The webhook that the run made, and the secret by which its calls are signed. */
  private static Hook hook(String zendesk) throws Exception {
    String webhooks = get(zendesk + "/api/v2/webhooks");
    Matcher address = Pattern.compile("\"endpoint\":\"([^\"]+)\"").matcher(webhooks);
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(webhooks);
    if (!address.find() || !id.find()) {
      throw new IllegalStateException("There is no webhook at " + zendesk + ": start the local run");
    }
    String secret = get(zendesk + "/api/v2/webhooks/" + id.group(1) + "/signing_secret");
    Matcher found = Pattern.compile("\"secret\":\"([^\"]+)\"").matcher(secret);
    if (!found.find()) {
      throw new IllegalStateException("No signing secret: " + secret);
    }
    return new Hook(URI.create(address.group(1)), found.group(1));
  }

  private static String get(String address) throws Exception {
    String credentials = Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Basic " + credentials)
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  private static List<Answer> run(Hook hook, int calls, int atATime) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(atATime);
    List<Callable<Answer>> work = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      int ticket = 1 + i % TICKETS;
      work.add(() -> call(hook, ticket));
    }
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> each : senders.invokeAll(work)) {
      answers.add(each.get());
    }
    senders.shutdown();
    return answers;
  }

  private static Answer call(Hook hook, int ticket) throws Exception {
    String stamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    byte[] body =
        """
        {"account_id": 1, "id": "%s", "type": "zen:event-type:ticket.status_changed",
         "subject": "zen:ticket:%d", "time": "%s", "zendesk_event_version": "2022-11-06",
         "detail": {"id": "%d"}, "event": {}}
        """
            .formatted(UUID.randomUUID(), ticket, stamp, ticket)
            .getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(hook.address)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("X-Zendesk-Webhook-Invocation-Id", UUID.randomUUID().toString())
            .header("X-Zendesk-Webhook-Signature", signature(hook.secret, stamp, body))
            .header("X-Zendesk-Webhook-Signature-Timestamp", stamp)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    long begun = System.nanoTime();
    int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
    return new Answer(status, (System.nanoTime() - begun) / 1e6);
  }

  private static String signature(String secret, String stamp, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update(stamp.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  private static void print(List<Answer> answers, int atATime) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<Double> times = new ArrayList<>();
    for (Answer answer : answers) {
      statuses.merge(answer.status, 1, Integer::sum);
      times.add(answer.millis);
    }
    Collections.sort(times);
    System.out.printf(
        "%d calls, %d at a time: p50 %.1f ms, p99 %.1f ms, longest %.1f ms, statuses %s%n",
        times.size(),
        atATime,
        times.get(times.size() / 2),
        times.get((int) Math.ceil(times.size() * 0.99) - 1),
        times.get(times.size() - 1),
        statuses);
  }
}
