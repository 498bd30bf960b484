package io.mlconnector.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Calls every operation of a service's OpenAPI document as people of different roles and scopes. An
 * operation with a parameter that nobody gave a value for fails the test: it has to be given one.
 *
 * <p>The service is one that asks nobody for a password; it is told the person by the headers that
 * the console sends.
 */
public final class AccessWalk {

  /** What only administrators do: an operation with one of these words asks for the role. */
  private static final Pattern ADMINISTERS =
      Pattern.compile(
          "(POST|PUT|DELETE) /api(/systems/\\{system})?/connections(/\\{id})?"
              + "|.*(credential|secret|consent|register|re-encrypt|rotat|erasure|keyset).*");

  /** With a reason and a field, for what asks for these first. */
  private static final String BODY = "{\"reason\":\"a test\",\"fields\":{\"name\":\"x\"}}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI service;
  private final Map<String, String> here = new TreeMap<>();
  private final Map<String, String> elsewhere = new TreeMap<>();
  private final Map<String, String> bodies = new TreeMap<>();
  private final List<Operation> operations;

  public AccessWalk(URI service) {
    this.service = URI.create(service.toString().replaceAll("/$", ""));
    JsonNode openapi =
        CanonicalJson.read(
            send("GET", "/q/openapi?format=json", null, null, "admin", "*").body(), JsonNode.class);
    this.operations = Operation.of(openapi);
    assertThat(operations).as("operations of " + service).isNotEmpty();
  }

  /**
   * What a parameter is called with, by its name or, with the word before it, {@code word/name}.
   */
  public AccessWalk with(String parameter, String value) {
    return with(parameter, value, value);
  }

  /** The same, with another value for what is outside of the scope. */
  public AccessWalk with(String parameter, String seen, String unseen) {
    here.put(parameter, seen);
    elsewhere.put(parameter, unseen);
    return this;
  }

  /**
   * Sends an operation another body than the usual one.
   *
   * @param operation such as {@code POST /api/things}
   */
  public AccessWalk sending(String operation, String body) {
    assertThat(operations).extracting(Operation::toString).contains(operation);
    bodies.put(operation, body);
    return this;
  }

  /** Nothing is changed by a viewer; each refusal says which role it takes. */
  public void aViewerChangesNothing() {
    for (Operation each : changing()) {
      HttpResponse<String> answer = call(each, elsewhere, "viewer", "*");
      assertThat(answer.statusCode()).as("%s as a viewer: %s", each, answer.body()).isEqualTo(403);
      assertThat(answer.body()).as("" + each).contains("the role viewer; this needs the role");
    }
  }

  /** Connections, credentials and keys are changed by administrators only. */
  public void anOperatorDoesNotAdminister() {
    List<Operation> administer =
        changing().stream().filter(each -> ADMINISTERS.matcher(each.toString()).matches()).toList();
    assertThat(administer).isNotEmpty();
    for (Operation each : administer) {
      HttpResponse<String> answer = call(each, elsewhere, "operator", "*");
      assertThat(answer.statusCode())
          .as("%s as an operator: %s", each, answer.body())
          .isEqualTo(403);
      assertThat(answer.body()).as("" + each).contains("this needs the role admin");
    }
  }

  /**
   * No answer to any reading has one of these texts, whoever asks; some are for administrators
   * only, and administrators read all of them.
   */
  public void nobodyReads(List<String> secrets) {
    assertThat(secrets).as("what was planted").isNotEmpty();
    for (String role : List.of("viewer", "operator", "admin")) {
      for (Operation each : reading()) {
        HttpResponse<String> answer = call(each, here, role, "*");
        boolean refused = !role.equals("admin") && answer.body().contains("this needs the role");
        assertThat(answer.statusCode())
            .as("%s as %s: %s", each, role, answer.body())
            .isNotIn(refused ? List.of(401) : List.of(401, 403))
            .isLessThan(500);
        assertThat(answer.body() + answer.headers().map()).as("" + each).doesNotContain(secrets);
      }
    }
  }

  /**
   * Who sees one connection finds nothing of another one: in no answer, and by no address.
   *
   * @param outside the other connection's id, as no other text has it
   */
  public void nobodySeesBeyond(String scope, String outside) {
    int shown = 0;
    for (Operation each : reading()) {
      HttpResponse<String> all = call(each, here, "admin", "*");
      HttpResponse<String> some = call(each, here, "admin", scope);
      if (all.statusCode() / 100 == 2 && !concerns(some)) {
        assertThat(some.statusCode()).as("%s: %s", each, some.body()).isEqualTo(all.statusCode());
      }
      assertThat(some.body()).as("%s for whoever sees %s", each, scope).doesNotContain(outside);
      shown += all.body().contains(outside) ? 1 : 0;
    }
    assertThat(shown).as("answers that have it for whoever sees all").isPositive();
    for (Operation each : operations) {
      if (!address(each, elsewhere).equals(address(each, here))) {
        HttpResponse<String> answer = call(each, elsewhere, "admin", scope);
        assertThat(answer.statusCode())
            .as("%s of what is outside: %s", each, answer.body())
            .isIn(403, 404);
      }
    }
  }

  /** Some readings are for those who see all connections, and say so. */
  private static boolean concerns(HttpResponse<String> answer) {
    return answer.body().contains("this concerns all of them");
  }

  private List<Operation> reading() {
    return operations.stream().filter(Operation::reads).toList();
  }

  private List<Operation> changing() {
    return operations.stream().filter(each -> !each.reads()).toList();
  }

  private HttpResponse<String> call(
      Operation operation, Map<String, String> values, String role, String scope) {
    String takes = operation.takes();
    String type =
        takes == null || takes.contains("*")
            ? "application/json"
            : operation.method().equals("PATCH") && takes.equals("application/json")
                ? "application/merge-patch+json"
                : takes;
    return send(
        operation.method(),
        address(operation, values),
        operation.reads() ? null : bodies.getOrDefault(operation.toString(), BODY),
        type,
        role,
        scope);
  }

  private static String address(Operation operation, Map<String, String> values) {
    List<String> path = new ArrayList<>();
    for (String parameter : operation.parameters()) {
      String name = parameter.substring(parameter.indexOf('/') + 1);
      String value = values.getOrDefault(parameter, values.get(name));
      assertThat(value)
          .as(
              "%s has the parameter %s: give this test a value for it (AccessWalk.with), of"
                  + " something in and of something outside of a person's connections",
              operation, parameter)
          .isNotNull();
      path.add(encoded(value));
    }
    List<String> query = new ArrayList<>();
    for (String name : operation.query()) {
      String value = values.get("?" + name);
      if (value != null) {
        query.add(name + "=" + encoded(value));
      }
    }
    return operation.filled(path) + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(
      String method, String path, String body, String type, String role, String scope) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service + path))
            .timeout(PATIENCE)
            .header("X-Mlconnector-On-Behalf", role.toUpperCase(Locale.ROOT))
            .header("X-Mlconnector-Role", role)
            .header("X-Mlconnector-Scope", scope)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
