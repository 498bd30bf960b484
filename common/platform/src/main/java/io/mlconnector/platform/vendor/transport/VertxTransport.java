package io.mlconnector.platform.vendor.transport;

import io.mlconnector.flow.egress.HostRule;
import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries requests over HTTP/1.1 with kept-alive connections, all of one vendor connection on one
 * event loop. Callers block on threads of their own, never on an event loop.
 */
public final class VertxTransport implements Transport {

  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  private final HttpClient client;
  private final Context context;
  private final TransportSettings settings;
  private final HostRule hosts;
  private final Certificates certificates;
  private final Handshake handshake;

  public VertxTransport(Vertx vertx, TransportSettings settings) {
    this(vertx, settings, (host, ends) -> {});
  }

  /**
   * A transport.
   *
   * @param certificates is told, on the thread of a call, until when a host's certificate holds,
   *     once for each host and again when it shows another one, and of TLS that fails
   */
  public VertxTransport(Vertx vertx, TransportSettings settings, Certificates certificates) {
    this.settings = settings;
    this.hosts = new HostRule(settings.addresses());
    this.certificates = Certificates.news(certificates);
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    ClientKeys keys = new ClientKeys(settings.tls().own());
    this.handshake = new Handshake(settings.tls(), keys, Clock.systemUTC());
    this.client = vertx.createHttpClient(options(settings, keys));
  }

  /** Each client has a TLS context, sessions and connections of its own. */
  static HttpClientOptions options(TransportSettings settings, ClientKeys keys) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
            .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(true)
            .setKeepAliveTimeout(Math.toIntExact(settings.keepAlive().toSeconds()))
            .setMaxPoolSize(settings.concurrency())
            .setDecompressionSupported(true)
            .setVerifyHost(true)
            .setTrustAll(false)
            .setEnabledSecureTransportProtocols(VERSIONS)
            .setKeyCertOptions(KeyCertOptions.wrap(keys))
            .setMaxRedirects(0);
    if (settings.tls().trust() != null) {
      options.setTrustOptions(TrustOptions.wrap(settings.tls().trust()));
    }
    return options;
  }

  @Override
  public Answer exchange(Request request, Duration deadline) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("Vendor calls block and must not be made on an event loop");
    }
    HeaderRule.check(request);
    refuseHost(host(request.uri()));
    Proxies.Hop proxy = settings.proxies().to(host(request.uri()));
    if (proxy != null && !proxy.ours()) {
      refuseProxy(proxy.options().getHost());
    }
    Exchange exchange = new Exchange(request, settings, proxy, handshake);
    RequestOptions options = options(request, deadline, proxy);
    context.runOnContext(v -> begin(options, exchange));
    try {
      Answer answer = exchange.answer().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      exchange
          .certificateEnds()
          .ifPresent(
              ends -> {
                certificates.seen(host(request.uri()), ends);
                certificates.accepted(host(request.uri()));
                handshake.held(host(request.uri()));
              });
      return answer;
    } catch (TimeoutException e) {
      throw exchange.giveUp("did not answer within " + words(deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw exchange.giveUp("was not waited for, since this service is stopping");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VendorFailure failure) {
        if (failure.getCause() instanceof HandshakeRefused refused) {
          certificates.refused(host(request.uri()), refused.getMessage());
        }
        throw failure;
      }
      throw new IllegalStateException("Unexpected failure of a vendor call", e.getCause());
    }
  }

  /** What is thrown here would be heard by nobody, and the caller would wait for its deadline. */
  private void begin(RequestOptions options, Exchange exchange) {
    try {
      client.request(options).onComplete(exchange::connected);
    } catch (RuntimeException e) {
      exchange.connected(Future.failedFuture(e));
    }
  }

  /** Behind a proxy the address that is reached is the proxy's; only what the URL says is known. */
  private void refuseHost(String host) {
    hosts
        .refusal(host)
        .ifPresent(
            why -> {
              throw VendorFailure.unavailable(
                  0, null, false, "%s %s; nothing was sent to it".formatted(host, why));
            });
  }

  /** It is told where we want to go before we know to whom we are connected. */
  private void refuseProxy(String host) {
    refuseHost(host);
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!settings.addresses().allows(address)) {
          refuseHost(address.getHostAddress());
        }
      }
    } catch (UnknownHostException e) {
      throw VendorFailure.unavailable(0, null, false, "The proxy %s is not known".formatted(host));
    }
  }

  private RequestOptions options(Request request, Duration deadline, Proxies.Hop proxy) {
    URI uri = request.uri();
    boolean ssl = "https".equals(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : ssl ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(host(uri))
            .setPort(port)
            .setSsl(ssl)
            .setURI(target(uri))
            .setConnectTimeout(Math.min(deadline.toMillis(), settings.connectTimeout().toMillis()))
            .setFollowRedirects(false);
    String name = settings.tls().names().get(host(uri));
    if (ssl && name != null) {
      // Connected to as ever, and spoken to by the name that its certificate is for.
      options.setServer(SocketAddress.inetSocketAddress(port, host(uri))).setHost(name);
    }
    if (proxy != null) {
      options.setProxyOptions(proxy.options());
    }
    request.headers().forEach(header -> options.addHeader(header.name(), header.value()));
    return options;
  }

  static String host(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String words(Duration deadline) {
    return deadline.toMillis() % 1000 == 0
        ? deadline.toSeconds() + " s"
        : deadline.toMillis() + " ms";
  }

  @Override
  public void close() {
    client.close();
  }
}
