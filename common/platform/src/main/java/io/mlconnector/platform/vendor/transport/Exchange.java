package io.mlconnector.platform.vendor.transport;

import io.mlconnector.spi.VendorFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One request on its way: checks where the connection really leads before anything is written, and
 * reads the answer up to the cap. Runs on the transport's event loop, but for {@link #giveUp}.
 */
final class Exchange {

  private final Request request;
  private final TransportSettings settings;
  private final Proxies.Hop proxy;
  private final Handshake handshake;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Buffer body = Buffer.buffer();

  private volatile HttpClientRequest open;
  private volatile Instant certificateEnds;
  private boolean sent;

  /**
   * @param proxy null for none
   */
  Exchange(Request request, TransportSettings settings, Proxies.Hop proxy, Handshake handshake) {
    this.request = request;
    this.settings = settings;
    this.proxy = proxy;
    this.handshake = handshake;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** Until when the host's certificate holds, once connected by TLS. */
  Optional<Instant> certificateEnds() {
    return Optional.ofNullable(certificateEnds);
  }

  void connected(AsyncResult<HttpClientRequest> result) {
    if (result.failed()) {
      fail("could not be reached: ", result.cause());
      return;
    }
    open = result.result();
    open.exceptionHandler(failure -> fail("dropped the connection: ", failure));
    if (answer.isDone()) {
      hangUp();
      return;
    }
    if ((proxy == null || !proxy.ours()) && !allowed(open.connection().remoteAddress())) {
      return;
    }
    certificateEnds = ends(open.connection());
    send();
  }

  private static Instant ends(HttpConnection connection) {
    if (!connection.isSsl()) {
      return null;
    }
    try {
      return connection.peerCertificates().get(0) instanceof X509Certificate own
          ? own.getNotAfter().toInstant()
          : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  private boolean allowed(SocketAddress remote) {
    InetAddress address = address(remote);
    if (address != null && settings.addresses().allows(address)) {
      return true;
    }
    fail(
        ("%s the address %s, which is not public, so nothing was sent; if it is meant, allow its"
                + " network under 'egress' of the connection")
            .formatted(proxy == null ? "has" : "has a proxy of", remote.hostAddress()));
    return false;
  }

  private static InetAddress address(SocketAddress remote) {
    try {
      return remote.hostAddress() == null ? null : InetAddress.getByName(remote.hostAddress());
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private void send() {
    open.response()
        .onSuccess(this::read)
        .onFailure(failure -> fail("dropped the connection: ", failure));
    if (!claim()) {
      hangUp();
    } else if (request.body() == null) {
      open.end();
    } else {
      open.end(Buffer.buffer(request.body()));
    }
  }

  /** From here on the vendor may have the request; false where nobody waits for it any more. */
  private synchronized boolean claim() {
    sent = !answer.isDone();
    return sent;
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(
        failure -> fail("dropped the connection within its answer: " + reason(failure)));
    response.handler(this::append);
    response.endHandler(v -> answer.complete(complete(response)));
  }

  private void append(Buffer chunk) {
    if (answer.isDone()) {
      return;
    }
    if (body.length() + (long) chunk.length() > settings.maxAnswer()) {
      fail(
          "answered with more than %d bytes, the most that is read (mlconnector.vendor.max-answer)"
              .formatted(settings.maxAnswer()));
      return;
    }
    body.appendBuffer(chunk);
  }

  private Answer complete(HttpClientResponse response) {
    Map<String, List<String>> headers = new HashMap<>();
    response
        .headers()
        .names()
        .forEach(
            name ->
                headers.put(
                    name.toLowerCase(Locale.ROOT), List.copyOf(response.headers().getAll(name))));
    return new Answer(response.statusCode(), headers, body.getBytes());
  }

  /** Ends the wait; whatever still comes is thrown away. */
  VendorFailure giveUp(String what) {
    VendorFailure failure = end(what);
    hangUp();
    return failure;
  }

  /** Fails for want of TLS, where that is why, or else with what happened and the reason. */
  private void fail(String what, Throwable reason) {
    if (!"https".equals(request.uri().getScheme()) || answer.isDone()) {
      fail(what + reason(reason));
      return;
    }
    Optional<String> refused = handshake.why(VertxTransport.host(request.uri()), reason);
    if (refused.isEmpty()) {
      fail(what + reason(reason));
      return;
    }
    end(refused.get(), new HandshakeRefused(refused.get()));
    hangUp();
  }

  private void fail(String what) {
    if (!answer.isDone()) {
      end(what);
      hangUp();
    }
  }

  private VendorFailure end(String what) {
    return end(what, null);
  }

  private synchronized VendorFailure end(String what, HandshakeRefused why) {
    VendorFailure failure =
        VendorFailure.unavailable(0, null, sent, request.uri().getHost() + " " + what);
    failure.initCause(why);
    answer.completeExceptionally(failure);
    return failure;
  }

  private void hangUp() {
    HttpClientRequest current = open;
    if (current != null) {
      current.reset();
      current.connection().close();
    }
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
