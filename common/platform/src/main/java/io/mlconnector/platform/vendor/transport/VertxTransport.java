package io.mlconnector.platform.vendor.transport;

import io.mlconnector.spi.VendorFailure;
import io.vertx.core.Context;
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
import java.util.regex.Pattern;

/**
 * Carries requests over HTTP/1.1 with kept-alive connections, all of one vendor connection on one
 * event loop. Callers block on threads of their own, never on an event loop.
 */
public final class VertxTransport implements Transport {

  private static final Pattern LITERAL =
      Pattern.compile("(?i)[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*|(.*\\.)?localhost");

  private final HttpClient client;
  private final Context context;
  private final TransportSettings settings;
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
    if (settings.proxy() != null) {
      options.setProxyOptions(settings.proxy());
    }
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
    refuseLiteralBehindProxy(request.uri());
    Exchange exchange = new Exchange(request, settings);
    RequestOptions options = options(request, deadline);
    context.runOnContext(v -> client.request(options).onComplete(exchange::connected));
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

  /** Behind a proxy the address that is reached is the proxy's; only what the URL says is known. */
  private void refuseLiteralBehindProxy(URI uri) {
    if (settings.proxy() == null || !LITERAL.matcher(host(uri)).matches()) {
      return;
    }
    try {
      if (settings.addresses().allows(InetAddress.getByName(host(uri)))) {
        return;
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw VendorFailure.unavailable(
        0, null, false, host(uri) + " is not public, so nothing was sent to it");
  }

  private RequestOptions options(Request request, Duration deadline) {
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
    request.headers().forEach(header -> options.addHeader(header.name(), header.value()));
    return options;
  }

  private static String host(URI uri) {
    String host = uri.getHost();
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
