package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * A crowd of messages, each sent twice and out of order, some compressed, while the database
 * restarts: what was answered otherwise than 2xx is sent again, and the end is that of polling
 * alone. As many as {@code -Dpush.messages} says.
 */
@QuarkusTest
class ManyMessagesTest extends PsTest {

  private static final int MESSAGES = Integer.getInteger("push.messages", 200);
  private static final int SENDERS = 4;
  private static final int RENAMED = 10;

  /** Set by the resource. */
  Runnable restartDatabase;

  private final IntegrationBroker broker = new IntegrationBroker();
  private final Set<Integer> answers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger taken = new AtomicInteger();

  /** A message on its way to us; its body is told apart from its repeats by nothing. */
  private record Message(String operation, byte[] body) {}

  @Test
  void manyMessagesThatComeTwiceAndInAnyOrderEndAsPollingAloneAlthoughTheDatabaseRestarts() {
    ps.post("/seed", "{\"employees\":%d,\"vendors\":60}".formatted(MESSAGES / 2 + 60));
    connect(with(document(), "pageSize", 200));
    awaitPolled(connection());
    List<Message> messages = new ArrayList<>(changedPeople());
    messages.addAll(renamedVendors());
    messages.addAll(List.copyOf(messages));
    Collections.shuffle(messages, new Random(7));

    sendOverARestart(messages);

    assertThat(answers).isSubsetOf(200, 503).contains(200);
    String alone = connection() + "-alone";
    ObjectNode polled = with(document(), "pageSize", 200).put("id", alone);
    connectAgain(polled);
    awaitPolled(alone);
    for (String entity : List.of("employee", "vendor")) {
      assertThat(published(entity, alone)).isNotEmpty();
      eventually(() -> assertThat(published(entity)).isEqualTo(published(entity, alone)));
    }
    service().delete("/api/connections/" + alone).good();
  }

  /** Right after a restart a request may still meet a connection that the database has closed. */
  private void connectAgain(ObjectNode document) {
    eventually(
        () ->
            assertThat(service().post("/api/connections", document.toString()).status())
                .isIn(201, 409));
  }

  /** Once both streams have read everything. */
  private void awaitPolled(String connection) {
    eventually(
        () ->
            assertThat(
                    service()
                        .get("/api/connections/" + connection + "/streams")
                        .json()
                        .path("streams"))
                .hasSize(2)
                .allMatch(stream -> stream.hasNonNull("lastPoll")));
  }

  private List<Message> changedPeople() {
    List<String> people =
        published("employee").entrySet().stream()
            .filter(person -> person.getValue().path("status").asText().equals("active"))
            .map(Map.Entry::getKey)
            .limit(MESSAGES / 2)
            .toList();
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      String emplid = people.get(i);
      if (i % 3 == 0) {
        ps.post("/people/" + emplid + "/terminate", "{}");
      } else {
        ps.patch(
            "/people/" + emplid, "{\"EMAIL_ADDR\":\"new%s@halvorsen.example\"}".formatted(emplid));
      }
      byte[] body =
          "<M><MsgData><Transaction><R><EMPLID>%s</EMPLID></R></Transaction></MsgData></M>"
              .formatted(emplid)
              .getBytes(StandardCharsets.UTF_8);
      messages.add(
          new Message(
              i % 3 == 0 ? "WORKFORCE_SYNC" : "PERSON_BASIC_SYNC",
              i % 4 == 0 ? packed(body) : body));
    }
    return messages;
  }

  private List<Message> renamedVendors() {
    return published("vendor").keySet().stream()
        .limit(RENAMED)
        .map(key -> key.split(":"))
        .map(
            key -> {
              ps.patch("/vendors/%s/%s".formatted(key[0], key[1]), "{\"NAME1\":\"Renamed Ltd\"}");
              String body =
                  "<M><Transaction><R><SETID>%s</SETID><VENDOR_ID>%s</VENDOR_ID></R></Transaction></M>";
              return new Message(
                  "VENDOR_SYNC", body.formatted(key[0], key[1]).getBytes(StandardCharsets.UTF_8));
            })
        .toList();
  }

  private void sendOverARestart(List<Message> messages) {
    ConcurrentLinkedQueue<Message> queue = new ConcurrentLinkedQueue<>(messages);
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<CompletableFuture<Void>> sent =
          Stream.generate(() -> CompletableFuture.runAsync(() -> send(queue), senders))
              .limit(SENDERS)
              .toList();
      eventually(() -> assertThat(taken.get()).isGreaterThan(messages.size() / 2));
      restartDatabase.run();
      sent.forEach(each -> each.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    } finally {
      senders.shutdownNow();
    }
    assertThat(taken.get()).isEqualTo(messages.size());
  }

  /** As Integration Broker does: what is not taken goes behind the others and comes again. */
  private void send(ConcurrentLinkedQueue<Message> queue) {
    for (Message message = queue.poll(); message != null; message = queue.poll()) {
      int status = send(message);
      answers.add(status);
      if (status == 200) {
        taken.incrementAndGet();
      } else {
        queue.add(message);
      }
    }
  }

  private int send(Message message) {
    return broker.send(
        hook(connection()),
        message.operation() + ".VERSION_3",
        Connections.HOOK_SECRET,
        Map.of(),
        message.body());
  }

  private static byte[] packed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
