package io.mlconnector.platform.vendor.client;

import io.quarkus.rest.client.reactive.runtime.ResteasyReactiveResponseExceptionMapper;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;

/** Lets a failure of {@link CallFilter} leave a typed client's method as it was thrown. */
final class Rethrow implements ResteasyReactiveResponseExceptionMapper<RuntimeException> {

  /** Stands for a failure between the filter and here; a vendor's own never gets this far. */
  static final int STATUS = 599;

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return status == STATUS;
  }

  @Override
  public RuntimeException toThrowable(Response response, RestClientRequestContext context) {
    return (RuntimeException) context.getProperties().get(CallFilter.FAILURE);
  }
}
