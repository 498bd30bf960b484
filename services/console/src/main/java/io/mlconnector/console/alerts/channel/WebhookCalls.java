package io.mlconnector.console.alerts.channel;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.HostRule;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts messages, each over a connection of its own. Where the connection really leads is checked
 * before anything is written to it; of the answer the head counts, and at most 64 KB are read.
 */
final class WebhookCalls {

  private static final long MOST_READ = 65_536;

  private final HttpClient client;
  private final AddressRule addresses;
  private final HostRule hosts;
  private final Duration timeout;

  /**
   * @param timeout of a whole call
   * @param trust certificates to trust in place of the JVM's; null for those
   */
  WebhookCalls(Vertx vertx, AddressRule addresses, Duration timeout, Path trust) {
    this.addresses = addresses;
    this.hosts = new HostRule(addresses);
    this.timeout = timeout;
    int millis = Math.toIntExact(timeout.toMillis());
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setConnectTimeout(millis)
            .setSslHandshakeTimeout(millis)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(false)
            .setVerifyHost(true)
            .setMaxRedirects(0);
    if (trust != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(trust.toString()));
    }
    this.client = vertx.createHttpClient(options);
  }

  /** The part of an answer that counts; {@code retryAfter} is null where it was not sent. */
  record Head(int status, String retryAfter) {}

  /** There was no answer; the message says why, without the address's path. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String message) {
      super(message, null, false, false);
    }
  }

  /** One call on its way. */
  private static final class Call {
    private final CompletableFuture<Head> answer = new CompletableFuture<>();
    private volatile HttpClientRequest request;
    private volatile Head head;
    private long read;
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * @throws Unanswered where no answer came in time, or the address is not one that may be called
   */
  Head post(URI url, Outgoing message, Instant at, String signature) throws Unanswered {
    Optional<String> refusal = hosts.refusal(host(url));
    if (refusal.isPresent()) {
      throw new Unanswered("%s %s; nothing was sent to it".formatted(host(url), refusal.get()));
    }
    Call call = new Call();
    client
        .request(options(url, message, at, signature))
        .onSuccess(request -> connected(call, request, message.body()))
        .onFailure(failure -> fail(call, "could not be reached: " + reason(failure)));
    try {
      return call.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (call.head != null) {
        return call.head;
      }
      fail(call, "given up");
      throw new Unanswered("did not answer within %d ms".formatted(timeout.toMillis()));
    } catch (ExecutionException e) {
      throw new Unanswered(e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered("was not waited for, since the console is stopping");
    } finally {
      hangUp(call);
    }
  }

  private static RequestOptions options(URI url, Outgoing message, Instant at, String signature) {
    boolean ssl = "https".equals(url.getScheme());
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(host(url))
        .setPort(url.getPort() > 0 ? url.getPort() : ssl ? 443 : 80)
        .setSsl(ssl)
        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
        .setFollowRedirects(false)
        .addHeader("content-type", "application/json")
        .addHeader("user-agent", "ml-connector")
        .addHeader("webhook-id", message.id())
        .addHeader("webhook-timestamp", String.valueOf(at.getEpochSecond()))
        .addHeader("webhook-signature", signature);
  }

  private static String host(URI url) {
    return url.getHost().replaceAll("[\\[\\]]", "");
  }

  private void connected(Call call, HttpClientRequest request, String body) {
    call.request = request;
    request.exceptionHandler(failure -> fail(call, "dropped the connection: " + reason(failure)));
    String remote = request.connection().remoteAddress().hostAddress();
    if (!allowed(remote)) {
      fail(
          call,
          ("has the address %s, which is not public, so nothing was sent; if it is meant, allow"
                  + " its network under 'egress' of the channel")
              .formatted(remote));
    }
    if (call.answer.isDone()) {
      hangUp(call);
      return;
    }
    request
        .send(body)
        .onSuccess(response -> answered(call, response))
        .onFailure(failure -> fail(call, "dropped the connection: " + reason(failure)));
  }

  private boolean allowed(String remote) {
    try {
      return remote != null && addresses.allows(InetAddress.getByName(remote));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void answered(Call call, HttpClientResponse response) {
    Head head = new Head(response.statusCode(), response.getHeader("retry-after"));
    call.head = head;
    response.exceptionHandler(failure -> call.answer.complete(head));
    response.handler(
        chunk -> {
          call.read += chunk.length();
          if (call.read > MOST_READ) {
            call.answer.complete(head);
          }
        });
    response.endHandler(end -> call.answer.complete(head));
  }

  private static void fail(Call call, String why) {
    call.answer.completeExceptionally(new Unanswered(why));
  }

  private static void hangUp(Call call) {
    HttpClientRequest request = call.request;
    if (request != null) {
      request.connection().close();
    }
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
