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
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries requests over HTTP/1.1 with kept-alive connections, all of one vendor connection on one
 * event loop. Callers block on threads of their own, never on an event loop.
 */
public final class VertxTransport implements Transport {

  private final HttpClient client;
  private final Context context;
  private final TransportSettings settings;
  private final HostRule hosts;
  private final Certificates certificates;

  public VertxTransport(Vertx vertx, TransportSettings settings) {
    this(vertx, settings, (host, ends) -> {});
  }

  /**
   * A transport.
   *
   * @param certificates is told, on the thread of a call, until when a host's certificate holds;
   *     once for each host, and again when it shows another one
   */
  public VertxTransport(Vertx vertx, TransportSettings settings, Certificates certificates) {
    this.settings = settings;
    this.hosts = new HostRule(settings.addresses());
    this.certificates = Certificates.news(certificates);
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.client = vertx.createHttpClient(options(settings));
  }

  private static HttpClientOptions options(TransportSettings settings) {
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
            .setMaxRedirects(0);
    if (settings.trust() != null) {
      options.setTrustOptions(TrustOptions.wrap(settings.trust()));
    }
    return options;
  }

  @Override
  public Answer exchange(Request request, Duration deadline) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("Vendor calls block and must not be made on an event loop");
    }
    refuseHost(host(request.uri()));
    Proxies.Hop proxy = settings.proxies().to(host(request.uri()));
    if (proxy != null && !proxy.ours()) {
      refuseProxy(proxy.options().getHost());
    }
    Exchange exchange = new Exchange(request, settings, proxy);
    RequestOptions options = options(request, deadline, proxy);
    context.runOnContext(v -> begin(options, exchange));
    try {
      Answer answer = exchange.answer().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      exchange.certificateEnds().ifPresent(ends -> certificates.seen(host(request.uri()), ends));
      return answer;
    } catch (TimeoutException e) {
      throw exchange.giveUp("did not answer within " + words(deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw exchange.giveUp("was not waited for, since this service is stopping");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VendorFailure failure) {
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
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(host(uri))
            .setPort(uri.getPort() > 0 ? uri.getPort() : ssl ? 443 : 80)
            .setSsl(ssl)
            .setURI(target(uri))
            .setConnectTimeout(Math.min(deadline.toMillis(), settings.connectTimeout().toMillis()))
            .setFollowRedirects(false);
    if (proxy != null) {
      options.setProxyOptions(proxy.options());
    }
    request.headers().forEach(header -> add(options, header));
    return options;
  }

  /** The value may be a secret, so it is not repeated. */
  private static void add(RequestOptions options, Request.Header header) {
    if (header.value().chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw VendorFailure.rejected(
          0,
          "Nothing was sent: the value for the header %s holds a line end or another control character"
              .formatted(header.name()));
    }
    options.addHeader(header.name(), header.value());
  }

  private static String host(URI uri) {
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
