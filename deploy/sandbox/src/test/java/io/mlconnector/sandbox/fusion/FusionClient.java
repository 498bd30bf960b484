package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** Calls the simulated pod as a well-behaved client does, for tests. */
public final class FusionClient {

  static final String CRM = "/crmRestApi/resources/11.13.18.05/";
  static final String FORM = "application/x-www-form-urlencoded";
  static final String SCOPE = "urn:opc:resource:consumer::all";

  private final Sandbox sandbox;
  private final String authorization;

  FusionClient(Sandbox sandbox) throws IOException {
    this.sandbox = sandbox;
    this.authorization = "Bearer " + token(sandbox);
  }

  /** An access token by client credentials. */
  public static String token(Sandbox sandbox) throws IOException {
    return grant(sandbox, "grant_type=client_credentials&scope=" + encoded(SCOPE))
        .json()
        .path("access_token")
        .asText();
  }

  static TestHttp.Answer grant(Sandbox sandbox, String form) throws IOException {
    return TestHttp.post(
        sandbox.vendor("fusion"),
        "/oauth2/v1/token",
        form,
        "Content-Type",
        FORM,
        "Authorization",
        basic(FusionAccounts.CLIENT_ID, FusionAccounts.CLIENT_SECRET));
  }

  static String basic(String name, String secret) {
    byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** GET below the pod, with a version of the framework (0 for no header). */
  TestHttp.Answer get(int framework, String path, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", authorization));
    if (framework > 0) {
      all.addAll(List.of("REST-Framework-Version", Integer.toString(framework)));
    }
    return TestHttp.get(sandbox.vendor("fusion"), path, all.toArray(String[]::new));
  }

  /** A call that writes JSON, with a version of the framework. */
  TestHttp.Answer send(String method, int framework, String path, String body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", authorization));
    all.addAll(List.of("REST-Framework-Version", Integer.toString(framework)));
    all.addAll(List.of("Content-Type", "application/json"));
    return TestHttp.send(method, sandbox.vendor("fusion"), path, body, all.toArray(String[]::new));
  }

  /** A page of a crm resource; parameters are given as name, value, name, value. */
  TestHttp.Answer page(int framework, String resource, String... parameters) throws IOException {
    StringBuilder path = new StringBuilder(CRM + resource);
    for (int i = 0; i < parameters.length; i += 2) {
      path.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
      path.append(encoded(parameters[i + 1]));
    }
    return get(framework, path.toString());
  }

  static List<String> keys(TestHttp.Answer page) {
    return StreamSupport.stream(items(page).spliterator(), false)
        .map(item -> item.path("PartyNumber").asText())
        .toList();
  }

  static JsonNode items(TestHttp.Answer page) {
    return page.json().path("items");
  }
}
