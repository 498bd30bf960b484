package io.mlconnector.platform.vendor.client;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.spi.BodyType;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.PlainCommas;
import io.mlconnector.spi.ReadOnly;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a typed client's call into the request that goes over the wire. */
final class Outgoing {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private Outgoing() {}

  static Call call(ClientRequestContext context, Method method) {
    List<Request.Header> headers = new ArrayList<>();
    context
        .getStringHeaders()
        .forEach(
            (name, values) ->
                values.forEach(value -> headers.add(new Request.Header(name, value))));
    headers.removeIf(
        header ->
            header.name().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                || header.name().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH));
    int cost = cost(headers);
    String given = taken(headers, BodyType.HEADER);
    byte[] body = null;
    if (context.hasEntity()) {
      body = body(context.getEntity());
      String type = given == null ? type(context.getEntity(), context) : given;
      headers.add(new Request.Header(HttpHeaders.CONTENT_TYPE, type));
    }
    return new Call(
        new Request(context.getMethod(), address(context, method), headers, body),
        template(method),
        READS.contains(context.getMethod()) || method.isAnnotationPresent(ReadOnly.class),
        cost);
  }

  private static URI address(ClientRequestContext context, Method method) {
    URI address = context.getUri();
    String query = address.getRawQuery();
    if (query == null || !method.isAnnotationPresent(PlainCommas.class)) {
      return address;
    }
    String whole = address.toString();
    int at = whole.indexOf('?') + 1;
    return URI.create(whole.substring(0, at) + whole.substring(at).replace("%2C", ","));
  }

  private static int cost(List<Request.Header> headers) {
    String cost = taken(headers, Limits.COST);
    return cost == null ? 1 : Math.max(1, Integer.parseInt(cost));
  }

  /** The value of a header that is for us and not for the vendor; null where there is none. */
  private static String taken(List<Request.Header> headers, String name) {
    String value = null;
    for (Request.Header header : List.copyOf(headers)) {
      if (header.name().equalsIgnoreCase(name)) {
        headers.remove(header);
        value = header.value();
      }
    }
    return value;
  }

  private static String type(Object entity, ClientRequestContext context) {
    MediaType declared = context.getMediaType();
    if (declared != null && !declared.isWildcardType() && !"ignored".equals(declared.getType())) {
      return declared.toString();
    }
    return entity instanceof Form || entity instanceof MultivaluedMap
        ? MediaType.APPLICATION_FORM_URLENCODED
        : MediaType.APPLICATION_JSON;
  }

  private static byte[] body(Object entity) {
    if (entity instanceof byte[] bytes) {
      return bytes;
    }
    if (entity instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (entity instanceof Form form) {
      return form(form.asMap());
    }
    if (entity instanceof MultivaluedMap<?, ?> map) {
      return form(map);
    }
    return CanonicalJson.bytes(entity);
  }

  private static byte[] form(Map<?, ? extends List<?>> fields) {
    return fields.entrySet().stream()
        .flatMap(
            field ->
                field.getValue().stream()
                    .map(value -> encoded(field.getKey()) + "=" + encoded(value)))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String encoded(Object text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
  }

  private static String template(Method method) {
    return ("/"
            + path(method.getDeclaringClass().getAnnotation(Path.class))
            + "/"
            + path(method.getAnnotation(Path.class)))
        .replaceAll("/{2,}", "/")
        .replaceAll("(.)/$", "$1");
  }

  private static String path(Path path) {
    return path == null ? "" : path.value();
  }
}
