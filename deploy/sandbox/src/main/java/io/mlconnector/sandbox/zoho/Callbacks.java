package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.CallSender;
import io.mlconnector.sandbox.SandboxJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells living channels of changes (sheet B3): all records of one write and one operation in one
 * call, unsigned, with the channel's token. What gets no 2xx is lost unless the setting {@code
 * callbackRetries} says otherwise. Writes by the API are told like those of people.
 */
final class Callbacks implements CallSender.Manner<Callbacks.Outgoing>, AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int KEPT = 500;

  record Outgoing(Channel channel, ObjectNode body) {}

  /** One try; {@code status} is 0 when no answer came. */
  record Attempt(String channel, String module, String operation, int ids, int status) {}

  private final Clock clock;
  private final Channels channels;
  private final Org org;
  private final Rendering rendering;
  private final Supplier<ZohoSettings> settings;
  private final Supplier<URI> api;
  private final CallSender<Outgoing> calls = new CallSender<>("zoho-callbacks", this);
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private long sent;

  Callbacks(
      Clock clock,
      Channels channels,
      Org org,
      Rendering rendering,
      Supplier<ZohoSettings> settings,
      Supplier<URI> api) {
    this.clock = clock;
    this.channels = channels;
    this.org = org;
    this.rendering = rendering;
    this.settings = settings;
    this.api = api;
  }

  CallSender<?> calls() {
    return calls;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Tells of what one write changed. */
  void changed(List<Change> changes) {
    for (Channel channel : channels.alive()) {
      Map<String, List<Change>> groups = new LinkedHashMap<>();
      for (Change change : told(channel, changes)) {
        groups
            .computeIfAbsent(change.module().name() + change.kind(), unseen -> new ArrayList<>())
            .add(change);
      }
      groups.values().forEach(group -> calls.send(new Outgoing(channel, body(channel, group))));
    }
  }

  /** A contact's change is one of its account too, where the channel did not say otherwise. */
  private List<Change> told(Channel channel, List<Change> changes) {
    List<Change> told = new ArrayList<>();
    for (Change change : changes) {
      if (channel.wants(change)) {
        told.add(change);
      }
      if (channel.related() && change.module().name().equals(Org.CONTACTS)) {
        CrmModule accounts = org.module(Org.ACCOUNTS).orElseThrow();
        accounts
            .record(change.record().value("Account_Name").asText(null))
            .map(account -> new Change(accounts, account, Change.Kind.EDITED, change.fields()))
            .filter(channel::wants)
            .ifPresent(told::add);
      }
    }
    return told;
  }

  private ObjectNode body(Channel channel, List<Change> group) {
    Change first = group.get(0);
    String module = first.module().name();
    ObjectNode body = SandboxJson.object();
    body.put("server_time", clock.millis()).putObject("query_params");
    body.put("module", module).put("resource_uri", api.get() + "/crm/v8/" + module);
    ArrayNode ids = body.putArray("ids");
    ArrayNode fields = body.putArray("affected_fields");
    ArrayNode values = SandboxJson.array();
    for (Change change : group) {
      String id = change.record().key();
      ids.add(id);
      if (change.kind() == Change.Kind.EDITED) {
        change.fields().forEach(fields.addObject().putArray(id)::add);
      }
      if (channel.withValues() && change.kind() != Change.Kind.DELETED) {
        ObjectNode entry = values.addObject().put("record_id", id);
        ObjectNode changed = entry.putObject("values");
        change.fields().forEach(name -> value(change, name, changed));
      }
    }
    if (channel.withValues()) {
      body.set("affected_values", values);
    }
    body.put("operation", word(first.kind()));
    return body.put("channel_id", channel.id()).put("token", channel.token());
  }

  private void value(Change change, String name, ObjectNode into) {
    change
        .module()
        .field(name)
        .ifPresent(field -> into.set(name, rendering.value(field, change.record())));
  }

  private synchronized String word(Change.Kind kind) {
    sent++;
    boolean insert =
        switch (settings.get().operationWords()) {
          case INSERT -> true;
          case CREATE -> false;
          case BOTH -> sent % 2 == 1;
        };
    return switch (kind) {
      case CREATED -> insert ? "insert" : "create";
      case EDITED -> insert ? "update" : "edit";
      case DELETED -> "delete";
    };
  }

  @Override
  public Optional<HttpRequest> request(Outgoing call) {
    byte[] body = call.body().toString().getBytes(StandardCharsets.UTF_8);
    return Optional.of(
        HttpRequest.newBuilder(URI.create(call.channel().notifyUrl()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json;charset=UTF-8")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  @Override
  public synchronized Duration ended(
      Outgoing call, int tries, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    attempts.addLast(
        new Attempt(
            call.channel().id(),
            call.body().path("module").asText(),
            call.body().path("operation").asText(),
            call.body().path("ids").size(),
            status));
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
    boolean good = status >= 200 && status < 300;
    return good || tries >= settings.get().callbackRetries() ? null : PAUSE;
  }

  @Override
  public void close() {
    calls.close();
  }
}
