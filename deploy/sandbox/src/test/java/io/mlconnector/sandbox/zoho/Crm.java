package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxJson;
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

/** A sandbox and a client that calls its Zoho CRM as a well-behaved one does, for tests. */
final class Crm implements AutoCloseable {

  static final String FORM = "application/x-www-form-urlencoded";

  final Sandbox sandbox;
  private String token;

  Crm() {
    this(SandboxOptions.forTests());
  }

  Crm(SandboxOptions options) {
    sandbox = Sandbox.start(options);
    token = refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText();
  }

  ZohoVendor zoho() {
    return sandbox.zoho();
  }

  URI uri(String host) {
    return sandbox.vendor(host);
  }

  void token(String other) {
    token = other;
  }

  Answer refresh(String refreshToken) {
    return grant(
        ZohoVendor.ACCOUNTS, client() + "&grant_type=refresh_token&refresh_token=" + refreshToken);
  }

  static String client() {
    return "client_id=" + ZohoAccounts.CLIENT_ID + "&client_secret=" + ZohoAccounts.CLIENT_SECRET;
  }

  Answer grant(String host, String form) {
    return send("POST", host, "/oauth/v2/token", form, "Content-Type", FORM);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** GET below {@code /crm/v8/}; parameters are given as name, value, name, value. */
  Answer get(String path, String... parameters) {
    return api("GET", path + query(parameters), null);
  }

  static String query(String... parameters) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      all.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
      all.append(encoded(parameters[i + 1]));
    }
    return all.toString();
  }

  /** A call below {@code /crm/v8/}, with apostrophes in the body for quotation marks. */
  Answer api(String method, String path, String body, String... headers) {
    return raw(method, path, quoted(body), headers);
  }

  /** The same with the body as it stands. */
  Answer raw(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Zoho-oauthtoken " + token));
    if (body != null) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    return send(method, ZohoVendor.NAME, "/crm/v8/" + path, body, all.toArray(String[]::new));
  }

  private Answer send(String method, String host, String path, String body, String... headers) {
    try {
      return TestHttp.send(method, uri(host), path, body, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command of the control server below {@code /sandbox/zoho}. */
  Answer control(String method, String path, String body) {
    try {
      return TestHttp.send(method, sandbox.control(), "/sandbox/zoho" + path, quoted(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes settings, and fails where that is refused. */
  void set(String settings) {
    zoho().set(object(settings));
  }

  static ObjectNode object(String text) {
    try {
      return (ObjectNode) SandboxJson.MAPPER.readTree(quoted(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String body) {
    return body == null ? null : body.replace('\'', '"');
  }

  static List<JsonNode> rows(Answer answer) {
    return StreamSupport.stream(answer.json().path("data").spliterator(), false).toList();
  }

  static List<String> texts(Answer answer, String member) {
    return rows(answer).stream().map(row -> row.path(member).asText()).toList();
  }

  /** The id of the only record that was written. */
  static String id(Answer answer) {
    return answer.json().at("/data/0/details/id").asText();
  }

  /** A new account of that name, by the API. */
  String account(String name) {
    return id(api("POST", "Accounts", "{'data':[{'Account_Name':'" + name + "'}]}"));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
