package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.CallSender;
import io.mlconnector.sandbox.SandboxJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls the hooks after each command or call that changed rows, with the numbers of all it touched.
 * A call that fails is lost: no source knows of a retry. Changes by SQL call nobody.
 */
final class HookCaller implements CallSender.Manner<HookCaller.HookCall>, AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int KEPT = 1_000;

  /** Numbers on their way to a hook. */
  record HookCall(Hook hook, Set<Long> numbers) {}

  /** What became of a call; status 0 for no answer. */
  record Attempt(String hook, Set<Long> numbers, int status) {}

  private final CallSender<HookCall> calls = new CallSender<>("jde-hooks", this);
  private final Map<String, Hook> hooks = new LinkedHashMap<>();
  private final List<Change> pending = new ArrayList<>();
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private long changes;

  CallSender<?> calls() {
    return calls;
  }

  synchronized Hook add(Hook hook) {
    hooks.put(hook.id(), hook);
    changes++;
    return hook;
  }

  synchronized boolean remove(String id) {
    changes++;
    return hooks.remove(id) != null;
  }

  synchronized List<Hook> hooks() {
    return List.copyOf(hooks.values());
  }

  synchronized void restore(Collection<Hook> saved) {
    hooks.clear();
    saved.forEach(hook -> hooks.put(hook.id(), hook));
  }

  /** Takes note of a change; it is told of by {@link #tell}. */
  synchronized void changed(Change change) {
    if (!hooks.isEmpty()) {
      pending.add(change);
    }
  }

  /** Sends what was noted since the last time. */
  synchronized void tell() {
    for (Hook hook : hooks.values()) {
      Set<Long> numbers = new LinkedHashSet<>();
      pending.stream().filter(hook::wants).forEach(change -> numbers.add(change.addressNumber()));
      if (!numbers.isEmpty()) {
        calls.send(new HookCall(hook, numbers));
      }
    }
    pending.clear();
  }

  @Override
  public Optional<HttpRequest> request(HookCall call) {
    ObjectNode body = SandboxJson.object();
    call.numbers().forEach(number -> body.withArray(call.hook().member()).add(number));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.hook().url()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
    if (call.hook().header() != null) {
      request.header(call.hook().header(), call.hook().secret());
    }
    return Optional.of(request.build());
  }

  @Override
  public synchronized Duration ended(
      HookCall call, int tries, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    attempts.addLast(new Attempt(call.hook().id(), call.numbers(), status));
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
    return null;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  synchronized long changes() {
    return changes;
  }

  @Override
  public void close() {
    calls.close();
  }
}
