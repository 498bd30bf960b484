package io.mlconnector.platform.vendor.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.vendor.answer.XmlTree;
import io.mlconnector.platform.vendor.transport.Answer;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Method;

/**
 * Makes the call of a typed client's method over the platform's own transport and hands its result
 * over, read into the method's return type on the caller's thread. The REST client's own transport
 * is never used.
 */
final class CallFilter implements ClientRequestFilter {

  /** Where {@link HandOver} finds the result. */
  static final String RESULT = "io.mlconnector.result";

  /** Where {@link Rethrow} finds the failure. */
  static final String FAILURE = "io.mlconnector.failure";

  private static final String METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";
  private static final byte[] SOMETHING = {' '};

  private final Calls calls;

  CallFilter(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void filter(ClientRequestContext context) {
    try {
      Method method = (Method) context.getProperty(METHOD);
      Answer answer = calls.call(Outgoing.call(context, method));
      context.abortWith(response(context, method, answer));
    } catch (RuntimeException failure) {
      context.setProperty(FAILURE, failure);
      context.abortWith(Response.status(Rethrow.STATUS).build());
    }
  }

  private Response response(ClientRequestContext context, Method method, Answer answer) {
    Class<?> type = method.getReturnType();
    if (Response.class.isAssignableFrom(type)) {
      return whole(answer);
    }
    Object result = type == void.class ? null : result(method, answer);
    if (result == null) {
      return Response.noContent().build();
    }
    context.setProperty(RESULT, result);
    return Response.ok(SOMETHING, MediaType.APPLICATION_OCTET_STREAM_TYPE).build();
  }

  private Object result(Method method, Answer answer) {
    if (method.getReturnType() == String.class) {
      return answer.text();
    }
    if (method.getReturnType() == byte[].class) {
      return answer.body();
    }
    if (answer.body().length == 0) {
      return null;
    }
    JavaType type =
        CanonicalJson.mapper().getTypeFactory().constructType(method.getGenericReturnType());
    try {
      if (XmlTree.isXml(answer)) {
        return XmlTree.of(answer.body())
            .map(tree -> CanonicalJson.mapper().<Object>convertValue(tree, type))
            .orElseThrow(() -> calls.unreadable(answer, "XML"));
      }
      return CanonicalJson.mapper().readValue(answer.body(), type);
    } catch (IllegalArgumentException e) {
      throw calls.unreadable(answer, "XML of " + type.getRawClass().getSimpleName());
    } catch (JsonProcessingException e) {
      throw calls.unreadable(answer, "JSON of " + type.getRawClass().getSimpleName());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For methods that return a response: status, headers, and a body that can be read again. */
  private static Response whole(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.header(name, value)));
    if (answer.body().length > 0) {
      response.entity(answer.body());
    }
    return response.build();
  }
}
