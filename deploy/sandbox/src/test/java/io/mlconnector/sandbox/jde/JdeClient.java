package io.mlconnector.sandbox.jde;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A sandbox and a client that calls its AIS server as a well-behaved one does, for tests. */
final class JdeClient implements AutoCloseable {

  static final String DEVICE = "connector-1";
  static final String SIGN_IN =
      "{'username':'"
          + JdeAccounts.USER
          + "','password':'"
          + JdeAccounts.PASSWORD
          + "','deviceName':'"
          + DEVICE
          + "','environment':'"
          + JdeAccounts.ENVIRONMENT
          + "','role':'"
          + JdeAccounts.ROLE
          + "'}";

  final Sandbox sandbox;
  private String token;

  JdeClient() {
    this(SandboxOptions.forTests());
  }

  JdeClient(SandboxOptions options) {
    sandbox = Sandbox.start(options);
    token = tokenOf(bare("POST", "/jderest/v2/tokenrequest", SIGN_IN));
  }

  URI uri() {
    return sandbox.vendor(JdeVendor.NAME);
  }

  String token() {
    return token;
  }

  void token(String other) {
    token = other;
  }

  static String tokenOf(Answer signIn) {
    return signIn.json().at("/userInfo/token").asText();
  }

  /** A call without a token; apostrophes in the body stand for quotation marks. */
  Answer bare(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (body != null && !all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    try {
      return TestHttp.send(method, uri(), path, quoted(body), all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with the token in its headers. */
  Answer send(String method, String path, String body) {
    return bare(method, path, body, AisCall.TOKEN_HEADER, token, AisCall.DEVICE_HEADER, DEVICE);
  }

  /** A browse of a table; more members in JSON, such as {@code 'maxPageSize':'5'}. */
  Answer browse(String table, String... members) {
    StringBuilder body =
        new StringBuilder(
            "{'targetType':'table','dataServiceType':'BROWSE','findOnEntry':'TRUE','targetName':'"
                + table
                + "'");
    for (String member : members) {
      body.append(',').append(member);
    }
    return send("POST", "/jderest/v2/dataservice", body.append('}').toString());
  }

  Answer run(String orchestration, String body) {
    return send("POST", "/jderest/v3/orchestrator/" + orchestration, body);
  }

  /** A condition as a member for {@link #browse}. */
  static String where(String controlId, String operator, String... contents) {
    StringBuilder values = new StringBuilder();
    for (String content : contents) {
      values.append(values.isEmpty() ? "" : ",");
      values.append("{'content':'").append(content).append("','specialValueId':'LITERAL'}");
    }
    return query(condition(controlId, operator, values.toString()));
  }

  static String condition(String controlId, String operator, String values) {
    return "{'controlId':'%s','operator':'%s','value':[%s]}".formatted(controlId, operator, values);
  }

  static String query(String conditions) {
    return "'query':{'autoFind':true,'matchType':'MATCH_ALL','condition':[" + conditions + "]}";
  }

  static String orderBy(String column) {
    return "'aggregation':{'orderBy':[{'column':'" + column + "','direction':'ASC'}]}";
  }

  static JsonNode grid(Answer answer) {
    JsonNode all = answer.json();
    String root =
        StreamSupport.stream(((Iterable<String>) all::fieldNames).spliterator(), false)
            .filter(name -> name.startsWith("fs_DATABROWS"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(answer.status() + " " + answer.body()));
    return all.path(root).path("data").path("gridData");
  }

  static List<JsonNode> rows(Answer answer) {
    return StreamSupport.stream(grid(answer).path("rowset").spliterator(), false).toList();
  }

  static List<String> texts(Answer answer, String column) {
    return rows(answer).stream().map(row -> row.path(column).asText()).toList();
  }

  static boolean more(Answer answer) {
    return grid(answer).at("/summary/moreRecords").asBoolean();
  }

  /** A command of the control server below {@code /sandbox/jdedwards}. */
  Answer control(String method, String path, String body) {
    try {
      return TestHttp.send(method, sandbox.control(), "/sandbox/jdedwards" + path, quoted(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that has to succeed. */
  JsonNode done(String method, String path, String body) {
    Answer answer = control(method, path, body);
    if (answer.status() >= 300) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.body().isEmpty() ? SandboxJson.object() : answer.json();
  }

  void set(String settings) {
    done("PATCH", "/settings", settings);
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) SandboxJson.MAPPER.readTree(quoted(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String body) {
    return body == null ? null : body.replace('\'', '"');
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
