package io.mlconnector.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives a vendor's webhooks; answers 200 unless {@link #answers} says otherwise. */
public final class TestReceiver implements AutoCloseable {

  /** A call as it came; header names in any case. */
  public record Arrival(String uri, Map<String, String> headers, byte[] body, long nanos) {
    public JsonNode json() {
      try {
        return SandboxJson.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final Deque<String> answers = new ConcurrentLinkedDeque<>();
  private final HttpServer server;

  public TestReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        call -> {
          Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          call.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
          byte[] body = call.getRequestBody().readAllBytes();
          String[] answer = answers.isEmpty() ? new String[] {"200"} : answers.poll().split(" ");
          arrivals.add(
              new Arrival(call.getRequestURI().toString(), headers, body, System.nanoTime()));
          if (answer.length > 1) {
            call.getResponseHeaders().add("Retry-After", answer[1]);
          }
          call.sendResponseHeaders(Integer.parseInt(answer[0]), -1);
          call.close();
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** What came, oldest first. */
  public List<Arrival> arrivals() {
    return arrivals;
  }

  /** The next answers: a status, and behind a space a Retry-After. */
  public Deque<String> answers() {
    return answers;
  }

  /** Waits until so many calls came. */
  public void arrived(int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> arrivals.size() >= count);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
