package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A sandbox and a client that calls its Dynamics 365 as a well-behaved one does, for tests. */
final class DynamicsClient implements AutoCloseable {

  static final String FORM = "application/x-www-form-urlencoded";

  final Sandbox sandbox;
  private String token;

  DynamicsClient() {
    this(SandboxOptions.forTests());
  }

  DynamicsClient(SandboxOptions options) {
    sandbox = Sandbox.start(options);
    token = grant(true, form("scope", uri() + "/.default")).json().path("access_token").asText();
  }

  URI uri() {
    return sandbox.vendor(DynamicsVendor.NAME);
  }

  void token(String other) {
    token = other;
  }

  static String form(String name, String value) {
    return "grant_type=client_credentials&client_id="
        + DynamicsAccounts.CLIENT_ID
        + "&client_secret="
        + DynamicsAccounts.CLIENT_SECRET
        + "&"
        + name
        + "="
        + encoded(value);
  }

  Answer grant(boolean second, String form) {
    return grant(DynamicsAccounts.TENANT, second, form);
  }

  Answer grant(String tenant, boolean second, String form) {
    String path = "/" + tenant + (second ? "/oauth2/v2.0/token" : "/oauth2/token");
    try {
      return TestHttp.post(uri(), path, form, "Content-Type", FORM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** GET below {@code /data/}; options are given as name, value, name, value. */
  Answer get(String path, String... options) {
    StringBuilder all = new StringBuilder("/data/" + path);
    for (int i = 0; i < options.length; i += 2) {
      all.append(i == 0 ? '?' : '&').append(encoded(options[i])).append('=');
      all.append(encoded(options[i + 1]));
    }
    return send("GET", all.toString(), null);
  }

  /** The same with apostrophes in the body for quotation marks. */
  Answer send(String method, String path, String body, String... headers) {
    return sendAsIs(method, path, quoted(body), headers);
  }

  Answer sendAsIs(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + token));
    if (body != null && !all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    try {
      return TestHttp.send(method, uri(), path, body, all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command of the control server below {@code /sandbox/dynamics365}. */
  Answer control(String method, String path, String body) {
    try {
      return TestHttp.send(method, sandbox.control(), "/sandbox/dynamics365" + path, quoted(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a setting, and fails where that is refused. */
  void set(String settings) {
    Answer done = control("PATCH", "/settings", settings);
    if (done.status() != 200) {
      throw new AssertionError(done.body());
    }
  }

  private static String quoted(String body) {
    return body == null ? null : body.replace('\'', '"');
  }

  static List<JsonNode> rows(Answer answer) {
    return StreamSupport.stream(answer.json().path("value").spliterator(), false).toList();
  }

  static List<String> texts(Answer answer, String property) {
    return rows(answer).stream().map(row -> row.path(property).asText()).toList();
  }

  /** What the error body says, after a check that it has the shape of all. */
  static String refusal(Answer answer) {
    JsonNode error = answer.json().path("error");
    if (!error.path("code").isTextual() || !error.path("innererror").has("stacktrace")) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return error.path("innererror").path("message").asText();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
