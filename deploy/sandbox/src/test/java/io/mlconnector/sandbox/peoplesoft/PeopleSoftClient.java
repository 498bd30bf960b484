package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import io.mlconnector.sandbox.TestHttp.Answer;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftSeed.Special;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** A sandbox and a client that asks its Query Access Service as a well-behaved one does. */
final class PeopleSoftClient implements AutoCloseable {

  static final String LONG_AGO = "1900-01-01T00:00:00";
  private static final String REST = "/PSIGW/RESTListeningConnector/";

  final Sandbox sandbox;

  PeopleSoftClient() {
    this(SandboxOptions.forTests());
  }

  PeopleSoftClient(SandboxOptions options) {
    sandbox = Sandbox.start(options);
  }

  PeopleSoftVendor vendor() {
    return sandbox.peopleSoft();
  }

  URI uri() {
    return sandbox.vendor(PeopleSoftVendor.NAME);
  }

  static String emplid(Special special) {
    return "%07d".formatted(Database.FIRST_EMPLID + special.place());
  }

  static String basic(String oprid, String password) {
    byte[] pair = (oprid + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static String basic() {
    return basic(PeopleSoftAccounts.OPRID, PeopleSoftAccounts.PASSWORD);
  }

  /** A path of a query with its parameters but for prompts. */
  static String path(String query, int maxRows) {
    return "PSFT_HR/ExecuteQuery.v1/PUBLIC/"
        + query
        + "/JSON/NONFILE?isconnectedquery=N&json_resp=true&maxrows="
        + maxRows;
  }

  static String prompts(String names, String values) {
    return "&prompt_uniquepromptname=" + names + "&prompt_fieldvalue=" + values;
  }

  /** A call of the REST listening connector, signed unless an Authorization is given. */
  Answer rest(String path, String... headers) {
    String[] all = headers.length > 0 ? headers : new String[] {"Authorization", basic()};
    return bare("GET", REST + path, null, all);
  }

  Answer bare(String method, String path, String body, String... headers) {
    try {
      return TestHttp.send(method, uri(), path, body, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer employees(String since, String from, String asOf, String last, int maxRows) {
    String values = String.join(",", since, from, asOf, last);
    return rest(
        path("MLC_EMPLOYEES", maxRows) + prompts("SINCE,EFF_FROM,AS_OF,LAST_EMPLID", values));
  }

  /** Everybody as of today, in one page. */
  List<JsonNode> everybody() {
    String today = vendor().clock().today().toString();
    return rows(employees(LONG_AGO, today, today, "", 0));
  }

  /** The rows of one person as of today. */
  List<JsonNode> job(String emplid) {
    String today = vendor().clock().today().toString();
    return rows(
        rest(
            path("MLC_EMPLOYEE_KEYS", 0)
                + prompts(
                    "AS_OF,EMPLID1,EMPLID2,EMPLID3,EMPLID4,EMPLID5,EMPLID6,EMPLID7,EMPLID8,"
                        + "EMPLID9,EMPLID10",
                    today + "," + emplid + ",,,,,,,,,")));
  }

  List<JsonNode> vendors(String lastSetId, String lastVendorId, int maxRows) {
    return rows(
        rest(
            path("MLC_VENDORS", maxRows)
                + prompts("LAST_SETID,LAST_VENDOR_ID", lastSetId + "," + lastVendorId)));
  }

  static JsonNode query(Answer answer) {
    JsonNode all = answer.json();
    if (!all.path("status").asText().equals("success")) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return all.path("data").path("query");
  }

  static List<JsonNode> rows(Answer answer) {
    return StreamSupport.stream(query(answer).path("rows").spliterator(), false).toList();
  }

  static List<String> texts(List<JsonNode> rows, String column) {
    return rows.stream().map(row -> row.path(column).asText()).toList();
  }

  /** A command of the control server below {@code /sandbox/peoplesoft}. */
  Answer control(String method, String path, String body) {
    try {
      return TestHttp.send(method, sandbox.control(), "/sandbox/peoplesoft" + path, quoted(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that has to succeed; apostrophes in the body stand for quotation marks. */
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

  private static String quoted(String body) {
    return body == null ? null : body.replace('\'', '"');
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
