package io.mlconnector.platform.vendor.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.platform.vendor.transport.Request;
import io.mlconnector.platform.vendor.transport.Transport;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks a token endpoint (RFC 6749 section 3.2) over the connection's own transport: once, without
 * following redirects, in bounded time and size. Why not by the framework's client: decision 0010.
 */
public final class TokenEndpointClient {

  private static final Set<String> SECRET_FIELDS = Set.of("code", "code_verifier", "refresh_token");

  private final Transport transport;
  private final TokenAnswers answers;
  private final Redactor redactor;
  private final Duration deadline;

  public TokenEndpointClient(
      Transport transport, TokenAnswers answers, Redactor redactor, Duration deadline) {
    this.transport = transport;
    this.answers = answers;
    this.redactor = redactor;
    this.deadline = deadline;
  }

  /**
   * Asks for tokens.
   *
   * @param grant the grant's parameters, {@code grant_type} included
   * @throws io.mlconnector.spi.VendorFailure of kind UNAUTHORIZED where the endpoint refuses or is
   *     not one, THROTTLED or UNAVAILABLE where it may be asked again
   */
  public TokenReply ask(TokenEndpoint endpoint, Map<String, String> grant) {
    redactor.learn(endpoint.clientSecret());
    SECRET_FIELDS.stream()
        .filter(grant::containsKey)
        .forEach(field -> redactor.learn(new Secret(grant.get(field))));
    Map<String, String> fields = new LinkedHashMap<>(grant);
    endpoint.parameters().forEach(fields::putIfAbsent);
    fields.values().removeIf(value -> value == null || value.isBlank());
    List<Request.Header> headers = new ArrayList<>();
    headers.add(new Request.Header("Accept", "application/json"));
    if (endpoint.form() == TokenEndpoint.Form.FORM_BASIC) {
      headers.add(new Request.Header("Authorization", basic(endpoint)));
    } else {
      fields.put("client_id", endpoint.clientId());
      fields.put("client_secret", endpoint.clientSecret().reveal());
    }
    boolean json = endpoint.form() == TokenEndpoint.Form.JSON;
    headers.add(
        new Request.Header(
            "Content-Type", json ? "application/json" : "application/x-www-form-urlencoded"));
    Answer answer =
        transport.exchange(
            new Request("POST", endpoint.url(), headers, json ? json(fields) : form(fields)),
            deadline);
    TokenReply reply = answers.read(answer, endpoint.hints());
    redactor.learn(reply.access());
    if (reply.refresh() != null) {
      redactor.learn(reply.refresh());
    }
    return reply;
  }

  private String basic(TokenEndpoint endpoint) {
    String pair = endpoint.clientId() + ":" + endpoint.clientSecret().reveal();
    String header =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    redactor.learn(new Secret(header));
    return header;
  }

  private static byte[] form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whole numbers go as numbers, such as Zendesk's {@code expires_in}. */
  private static byte[] json(Map<String, String> fields) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode();
    fields.forEach(
        (name, value) -> {
          if (name.endsWith("expires_in") && value.matches("[0-9]{1,9}")) {
            body.put(name, Integer.parseInt(value));
          } else {
            body.put(name, value);
          }
        });
    return CanonicalJson.bytes(body);
  }
}
