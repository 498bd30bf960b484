package io.mlconnector.platform.vendor.client;

import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Gives a method the result that {@link CallFilter} has read for it. */
final class HandOver implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Object result = context.getProperty(CallFilter.RESULT);
    return result == null ? context.proceed() : result;
  }
}
