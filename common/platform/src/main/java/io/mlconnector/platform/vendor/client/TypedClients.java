package io.mlconnector.platform.vendor.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.canonical.CanonicalJson;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.ext.ContextResolver;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes typed clients at one base URL whose calls all go through {@link Calls}. */
public final class TypedClients implements AutoCloseable {

  private final URI base;
  private final Calls calls;
  private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

  public TypedClients(URI base, Calls calls) {
    this.base = base;
    this.calls = calls;
  }

  /** The client of an interface; the same for every call. */
  public <T> T client(Class<T> api) {
    return api.cast(clients.computeIfAbsent(api, this::build));
  }

  private Object build(Class<?> api) {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(base)
        .disableDefaultMapper(true)
        .userAgent("ml-connector")
        .register(new CallFilter(calls))
        .register(new HandOver())
        .register(new Rethrow())
        .register(new Json())
        .register(new WholeCharacters())
        .build(api);
  }

  @Override
  public void close() {
    for (Object client : clients.values()) {
      try {
        ((Closeable) client).close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** For bodies that an adapter reads from a response itself. */
  private static final class Json implements ContextResolver<ObjectMapper> {
    @Override
    public ObjectMapper getContext(Class<?> type) {
      return CanonicalJson.mapper();
    }
  }
}
