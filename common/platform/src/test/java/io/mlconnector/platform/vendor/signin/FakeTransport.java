package io.mlconnector.platform.vendor.signin;

import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.platform.vendor.transport.Transport;
import io.mlconnector.spi.VendorFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers as told, one answer after the other, and notes what it was asked. */
public final class FakeTransport implements Transport {

  private final Deque<Function<Request, Answer>> answers = new ArrayDeque<>();
  public final List<Request> requests = new ArrayList<>();

  public FakeTransport then(int status, String contentType, String body) {
    return then(
        request ->
            new Answer(
                status,
                Map.of("content-type", List.of(contentType)),
                body.getBytes(StandardCharsets.UTF_8)));
  }

  public FakeTransport then(int status, String json) {
    return then(status, "application/json", json);
  }

  public FakeTransport thenFails(VendorFailure failure) {
    return then(
        request -> {
          throw failure;
        });
  }

  public synchronized FakeTransport then(Function<Request, Answer> answer) {
    answers.add(answer);
    return this;
  }

  @Override
  public Answer exchange(Request request, Duration deadline) {
    Function<Request, Answer> answer;
    synchronized (this) {
      requests.add(request);
      answer = answers.poll();
    }
    if (answer == null) {
      throw new IllegalStateException("Nothing planned for " + request);
    }
    return answer.apply(request);
  }

  public String body(int index) {
    return new String(requests.get(index).body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {}
}
