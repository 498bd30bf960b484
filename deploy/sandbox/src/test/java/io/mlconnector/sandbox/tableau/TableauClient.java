package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sandbox and a client that publishes to its Tableau as a well-behaved one does. */
final class TableauClient implements AutoCloseable {

  static final String BOUNDARY = "b-0123456789";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer with its body as text. */
  record Answer(int status, String body, HttpResponse<byte[]> response) {

    JsonNode json() {
      try {
        return SandboxJson.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + body, e);
      }
    }

    String code() {
      return json().path("error").path("code").asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  final Sandbox sandbox;
  String token = "";

  TableauClient() {
    this(SandboxOptions.forTests());
  }

  TableauClient(SandboxOptions options) {
    sandbox = Sandbox.start(options);
  }

  /** One that is signed in as the administrator. */
  static TableauClient signedIn() {
    TableauClient client = new TableauClient();
    client.signIn();
    return client;
  }

  void signIn() {
    token = signIn(TableauAccounts.PAT_NAME, TableauAccounts.PAT_SECRET);
  }

  String signIn(String pat, String secret) {
    Answer answer = trySignIn(pat, secret);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.json().path("credentials").path("token").asText();
  }

  Answer trySignIn(String pat, String secret) {
    return call(
        "POST",
        "/api/3.27/auth/signin",
        text(
            "{'credentials':{'personalAccessTokenName':'%s','personalAccessTokenSecret':'%s',"
                    .formatted(pat, secret)
                + "'site':{'contentUrl':'finance'}}}"),
        "Content-Type",
        "application/json");
  }

  TableauVendor vendor() {
    return sandbox.tableau();
  }

  URI uri() {
    return sandbox.vendor(TableauVendor.NAME);
  }

  /** Apostrophes stand for quotation marks. */
  static byte[] text(String body) {
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  Answer call(String method, String path, byte[] body, String... headers) {
    return send(uri(), method, path, body, headers);
  }

  Answer send(URI base, String method, String path, byte[] body, String... headers) {
    try {
      return finished(
          HTTP.send(request(base, method, path, body, headers), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer finished(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
  }

  private HttpRequest request(
      URI base, String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .setHeader("Accept", "application/json");
    if (!token.isEmpty()) {
      request.setHeader("X-Tableau-Auth", token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  /** A call below the site. */
  Answer site(String method, String path, byte[] body, String... headers) {
    return call(method, "/api/3.27/sites/" + Site.ID + path, body, headers);
  }

  Answer get(String path) {
    return site("GET", path, null);
  }

  Answer json(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json"));
    return site(method, path, text(body), all.toArray(new String[0]));
  }

  static byte[] multipart(String payload, String part, String filename, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        bytes(
            "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"request_payload\";"
                + " filename=\"\"\r\nContent-Type: text/xml\r\n\r\n"
                + payload
                + "\r\n"));
    if (file != null) {
      body.writeBytes(
          bytes(
              "--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\""
                  + part
                  + "\"; filename=\""
                  + filename
                  + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
      body.writeBytes(file);
      body.writeBytes(bytes("\r\n"));
    }
    body.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
    return body.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String payload(String name) {
    return "<tsRequest><datasource name=\"" + name + "\" description=\"From tests\"/></tsRequest>";
  }

  /** Publishes a file in one request; {@code query} without the question mark. */
  Answer publish(String name, String query, byte[] file) {
    return post(query, multipart(payload(name), "tableau_datasource", "x.parquet", file));
  }

  /** Publishes what was uploaded. */
  Answer commit(String name, String query, String upload) {
    return post(
        query + "&uploadSessionId=" + upload.replace(":", "%3A"),
        multipart(payload(name), null, null, null));
  }

  Answer post(String query, byte[] body) {
    return site(
        "POST",
        "/datasources?" + query,
        body,
        "Content-Type",
        "multipart/mixed; boundary=" + BOUNDARY);
  }

  /** Begins an upload and gives its id. */
  String begin() {
    return site("POST", "/fileUploads", null)
        .json()
        .path("fileUpload")
        .path("uploadSessionId")
        .asText();
  }

  Answer append(String upload, byte[] chunk) {
    return site(
        "PUT",
        "/fileUploads/" + upload.replace(":", "%3A"),
        multipart("", "tableau_file", "chunk", chunk),
        "Content-Type",
        "multipart/mixed; boundary=" + BOUNDARY);
  }

  /** A whole upload of one chunk. */
  String upload(byte[] file) {
    String id = begin();
    append(id, file);
    return id;
  }

  /** The job that an answer names, at a time when it has to be over. */
  JsonNode over(Answer accepted) {
    if (accepted.status() != 202) {
      throw new AssertionError(accepted.status() + " " + accepted.body());
    }
    sandbox.clock().advance(Duration.ofSeconds(60));
    return get("/jobs/" + accepted.json().path("job").path("id").asText()).json().path("job");
  }

  /** Publishes and gives the LUID. */
  String published(String name, Object[]... rows) {
    JsonNode job =
        over(publish(name, "datasourceType=parquet&asJob=true", ParquetSample.file(rows)));
    if (!job.path("finishCode").asText().equals("0")) {
      throw new AssertionError(job.toString());
    }
    return job.path("datasource").path("id").asText();
  }

  /** A command that has to succeed; apostrophes stand for quotation marks. */
  JsonNode done(String method, String path, String body) {
    try {
      TestHttp.Answer answer =
          TestHttp.send(
              method,
              sandbox.control(),
              "/sandbox/tableau" + path,
              body == null ? null : body.replace('\'', '"'));
      if (answer.status() != 200) {
        throw new AssertionError(answer.status() + " " + answer.body());
      }
      return answer.json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void set(String settings) {
    done("PATCH", "/settings", settings);
  }

  /** The sum of the amounts of a data source. */
  String sum(String name) {
    return vendor().totals(name, List.of()).path("columns").path("amount").path("sum").asText();
  }

  int rows(String name) {
    return vendor().rows(name, 0).path("total").asInt();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
