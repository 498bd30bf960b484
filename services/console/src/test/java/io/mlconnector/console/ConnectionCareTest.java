package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.hostile.HostileTexts;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lapses, rotating credentials, deleting with open eyes, and connections as a file. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class ConnectionCareTest {

  private static final String PAGE = "/connections/zendesk-prod";
  private static final String ROTATE = "/connection-forms/rotate/zendesk-prod";
  private static final String DIFFERENCE =
      """
      {"problems": [{"line": 9, "field": "connections[2].system", "problem": "unknown system"}],
       "systems": ["zendesk"],
       "connections": [
         {"id": "zendesk-prod", "system": "zendesk", "kind": "changed", "version": 3,
          "changes": [{"field": "settings.plan", "before": "enterprise", "after": "team"}],
          "asked": [{"field": "password", "required": true, "why": "is missing"}],
          "problems": []}]}
      """;

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Fakes fakes;
  private Client ada;

  @BeforeEach
  void signIn() throws Exception {
    fakes = new Fakes(services);
    ada = new Client(url).signIn("ada");
  }

  @Test
  void formsStandBelowConnectionsInTheNavigation() throws Exception {
    for (String form : List.of(ROTATE, "/connection-files")) {
      assertThat(ada.get(form).body())
          .as(form)
          .contains("<a href=\"/connections\" aria-current=\"page\">");
    }
  }

  @Test
  void whatLapsesStandsOnTheFirstPageWarningsFirstAndAmongWhatNeedsSomebody() throws Exception {
    String page = ada.get("/").body();

    assertThat(page).contains("The access token of Helpdesk ends on 2026-11-25, in 2 days");
    String list = page.substring(page.indexOf("What lapses when"));
    assertThat(list).contains("by the vendor&#39;s rule", "renewed by itself");
    assertThat(list.indexOf("access token")).isLessThan(list.indexOf("certificate of"));
    assertThat(list.indexOf("certificate of")).isLessThan(list.indexOf("API token"));
    assertThat(json("/api/lapses").findValuesAsText("level"))
        .startsWith("urgent", "soon")
        .contains("later");
  }

  @Test
  void theConnectionsPageTellsTheAgeOfItsToken() throws Exception {
    assertThat(ada.get(PAGE).body())
        .contains("1 in the last hour, 13 in the last day")
        .contains("password: stored, entered")
        .contains("42 %, about 12 min left");
  }

  @Test
  void whatStopsTheWholeConnectionIsSaidOnceAndNotAtEachOfItsStreams() throws Exception {
    String page = ada.get("/connections/zendesk-old").body();

    assertThat(page).containsOnlyOnce("Authorise again: the refresh token is spent");
    assertThat(page.split("as above", -1)).hasSize(3);
    assertThat(page)
        .as("how the last sign-in by a person went")
        .contains("The vendor gave no consent (access_denied)", "Sign in at the vendor once more");
    assertThat(page).contains("The answer is larger than 50 MB: make the page size smaller");
  }

  @Test
  void optionalSettingsAreFoldedUntilOneIsWrongOrHasAValueOfItsOwn() throws Exception {
    String form = "/connection-forms/new/zendesk";
    String fresh = ada.get(form).body();
    assertThat(fresh).contains("<summary>Settings that may stay as they are, 8</summary>");

    fakes.answer(
        422,
        "POST /api/connections",
        "{\"detail\":\"Not stored\",\"errors\":[{\"field\":\"settings.pageSize\",\"problem\":"
            + "\"must be a number\"}]}");
    String refused =
        ada.post(
                form,
                Map.of(
                    "settings.pageSize", "many",
                    "settings.userRole", "agent",
                    "settings.plan", "professional",
                    "csrf", ada.token(form)))
            .body();

    fakes.reset();
    assertThat(refused).contains("<summary>More settings, 6</summary>");
    String front = refused.substring(0, refused.indexOf("<summary>More"));
    assertThat(front)
        .contains("must be a number", "name=\"settings.userRole\" value=\"agent\"")
        .doesNotContain("settings.plan", "settings.brand");
    assertThat(refused.substring(refused.indexOf("<summary>More")))
        .contains("settings.plan", "settings.brand");
  }

  @Test
  void newCredentialsAreSentToBeTriedAndTheRefusalIsShownAtTheirField() throws Exception {
    fakes.answer(
        422,
        "POST /api/connections/zendesk-prod/credentials",
        "{\"detail\":\"Nothing was changed, the old credentials stay\","
            + "\"errors\":[{\"field\":\"auth.password\",\"problem\":\"401 from Zendesk\"}]}");

    HttpResponse<String> refused = ada.post(ROTATE, typed("auth.password", "n3w-secret"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("the old credentials stay", "401 from Zendesk")
        .doesNotContain("n3w-secret");

    fakes.answer(
        200,
        "POST /api/connections/zendesk-prod/credentials",
        "{\"version\":4,\"ping\":{\"ok\":true,\"identity\":\"Robot\",\"latencyMillis\":9}}");
    HttpResponse<String> taken = ada.post(ROTATE, typed("auth.password", "n3w-secret"));

    assertThat(taken.statusCode()).isEqualTo(303);
    assertThat(ada.get(PAGE).body()).contains("The new credentials are in use: we are Robot");
    assertThat(fakes.changes())
        .anyMatch(
            each ->
                each.startsWith("POST /api/connections/zendesk-prod/credentials")
                    && each.contains("\"password\":\"n3w-secret\""));
    assertThat(ada.get("/people").body())
        .contains("ada rotated password")
        .doesNotContain("n3w-secret");
  }

  @Test
  void aClientCertificateIsRotatedWithItsKeyWhichIsNeverShown() throws Exception {
    fakes.answer(
        200,
        "POST /api/connections/zendesk-prod/credentials",
        "{\"version\":5,\"ping\":{\"ok\":true,\"identity\":\"Robot\",\"latencyMillis\":9}}");
    String empty = ada.get(ROTATE).body();

    ada.post(
        ROTATE,
        Map.of("tls.certificate", "new-c3rt", "tls.key", "new-k3y", "csrf", ada.token(ROTATE)));

    assertThat(empty).contains("name=\"tls.key\"").doesNotContain("BEGIN CERTIFICATE");
    assertThat(fakes.changes())
        .anyMatch(
            each ->
                each.startsWith("POST /api/connections/zendesk-prod/credentials")
                    && each.contains("\"tls.certificate\":\"new-c3rt\"")
                    && each.contains("\"tls.key\":\"new-k3y\""));
    assertThat(ada.get("/people").body()).contains("tls.key").doesNotContain("new-k3y");
  }

  @Test
  void whatIsWrongWithTlsStandsAtItsFieldAndTheKeyIsNotShownAgain() throws Exception {
    String form = "/connection-forms/edit/zendesk-prod";
    fakes.answer(
        422,
        "PATCH /api/connections/zendesk-prod",
        "{\"detail\":\"Not stored\",\"errors\":[{\"field\":\"tls.key\",\"problem\":"
            + "\"is not the key of tls.certificate\"}]}");

    String refused =
        ada.post(form, Map.of("tls.certificate", "c3rt", "tls.key", "k3y", "csrf", ada.token(form)))
            .body();
    ada.post(form, typed("tls.certificate", ""));

    fakes.reset();
    assertThat(ada.get(form).body()).contains("<details open>", "BEGIN CERTIFICATE");
    assertThat(refused)
        .contains("<details open>", "is not the key of tls.certificate", "c3rt")
        .doesNotContain("k3y");
    assertThat(fakes.changes())
        .as("a key goes with its certificate")
        .anyMatch(each -> each.contains("\"key\":null,\"keyPassword\":null"));
  }

  @Test
  void nothingTypedRotatesNothing() throws Exception {
    HttpResponse<String> refused = ada.post(ROTATE, typed("auth.password", " "));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("type at least one new credential");
  }

  @Test
  void beforeDeletingItIsSaidWhatThatDoesToThisVeryConnection() throws Exception {
    String page = ada.get("/connection-forms/delete/zendesk-prod").body();
    JsonNode told = json("/api/connections/zendesk-prod/deletion");

    assertThat(page)
        .contains("it no longer calls https://in.example/hooks/zendesk/zendesk-prod/events")
        .contains("parked deliveries: 1,203", "links to records of Zendesk: 40,112")
        .contains("/routes/customers");
    assertThat(told.path("routes").findValuesAsText("name")).contains("customers");
    assertThat(told.at("/goes/0/count").asLong()).isEqualTo(1203);
  }

  @Test
  void anExportTellsWhichAdapterIsSilent() throws Exception {
    fakes.answer(200, "GET /api/connection-files", "connections:\n  - id: zendesk-prod\n");

    String file = program("/api/connection-files");

    assertThat(file)
        .contains("connections:\n  - id: zendesk-prod\n")
        .contains("# Without those of")
        .contains("does not answer");
  }

  @Test
  void anImportShowsTheDifferenceAndTakesWhatWasTickedAtTheVersionThatWasShown() throws Exception {
    fakes.answer(200, "POST /api/connection-files/difference", DIFFERENCE);
    String yaml = "connections:\n  - id: zendesk-prod\n";

    HttpResponse<String> shown = multipart(yaml);
    fakes.answer(
        412, "POST /api/connection-files/connections/zendesk-prod", "{\"detail\":\"Late\"}");
    HttpResponse<String> late = ada.post("/connection-files/import", ticked(yaml));
    fakes.answer(200, "POST /api/connection-files/connections/zendesk-prod", "{\"version\":4}");
    HttpResponse<String> taken = ada.post("/connection-files/import", ticked(yaml));

    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(shown.body())
        .contains("settings.plan", "enterprise", "<strong>team</strong>", "line 9")
        .contains("name=\"secret/zendesk-prod/password\"", "value=\"zendesk/zendesk-prod/3\"");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Late").doesNotContain("typed-secret");
    assertThat(taken.statusCode()).isEqualTo(303);
    assertThat(fakes.changes())
        .anyMatch(
            each ->
                each.startsWith("POST /api/connection-files/connections/zendesk-prod")
                    && each.contains("\"version\":3")
                    && each.contains("typed-secret"));
    assertThat(ada.get("/people").body())
        .contains("changed it by importing a file")
        .doesNotContain("typed-secret");
  }

  @Test
  void aFileThatIsNoTextAndTicksThatNobodyWasShownAreToldAndReachNoAdapter() throws Exception {
    int before = fakes.changes().size();
    for (Charset other : List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
      HttpResponse<String> shown = file("name: Müller".getBytes(other));
      assertThat(shown.statusCode()).as(other.name()).isEqualTo(400);
      assertThat(shown.body()).contains("no text in UTF-8").doesNotContain("Müller");
    }
    assertThat(file(Bombs.gzip(1 << 20)).statusCode()).isEqualTo(400);
    for (String forged :
        List.of("", "zendesk", "zendesk/a", "zendesk/../x/1", "zendesk/a/1e9", "zendesk/a/-1")) {
      Map<String, String> form =
          Map.of("csrf", ada.token("/connection-files"), "yaml", "connections:", "take", forged);
      HttpResponse<String> taken = ada.post("/connection-files/import", form);
      assertThat(taken.statusCode()).as(forged).isEqualTo(400);
    }
    assertThat(fakes.changes()).hasSize(before);
  }

  /** A name of somebody else's connection in a file is shown, and neither run nor believed. */
  @Test
  void hostileNamesOfAFileAreShownAsText() throws Exception {
    for (String text : HostileTexts.values()) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      ObjectNode difference = json.objectNode();
      difference.putArray("systems").add("zendesk");
      ObjectNode planned = difference.putArray("connections").addObject();
      planned.put("id", "zendesk-prod").put("system", "zendesk").put("kind", "changed");
      planned.put("version", 3);
      planned
          .putArray("changes")
          .addObject()
          .put("field", text)
          .put("before", text)
          .put("after", text);
      difference.putArray("problems").addObject().put("line", 1).put("problem", text);
      fakes.answer(200, "POST /api/connection-files/difference", difference.toString());

      HttpResponse<String> shown = multipart("connections:\n");

      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body())
          .contains(HostileTexts.MARK)
          .doesNotContain("<script>alert", "<img src=x", "\" onmouseover=", "7*7=49", "<x/>");
    }
  }

  private HttpResponse<String> file(byte[] contents) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head = "--cut\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
    body.writeBytes(head.formatted("csrf", "").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(ada.token("/connection-files").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(
        ("\r\n" + head.formatted("file", "; filename=\"c.yaml\""))
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(contents);
    body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
    return ada.send(
        HttpRequest.newBuilder(url.resolve("/connection-files/difference"))
            .header("Content-Type", "multipart/form-data; boundary=cut")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private Map<String, String> ticked(String yaml) throws Exception {
    return Map.of(
        "csrf",
        ada.token("/connection-files"),
        "yaml",
        yaml,
        "take",
        "zendesk/zendesk-prod/3",
        "secret/zendesk-prod/password",
        "typed-secret");
  }

  private Map<String, String> typed(String field, String value) throws Exception {
    return Map.of("csrf", ada.token(ROTATE), field, value);
  }

  private HttpResponse<String> multipart(String yaml) throws Exception {
    String part = "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    String body =
        part.formatted("csrf", ada.token("/connection-files"))
            + part.formatted("yaml", yaml)
            + "--cut--\r\n";
    return ada.send(
        HttpRequest.newBuilder(url.resolve("/connection-files/difference"))
            .header("Content-Type", "multipart/form-data; boundary=cut")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode json(String path) throws Exception {
    return CanonicalJson.read(program(path), JsonNode.class);
  }

  private String program(String path) throws Exception {
    return ada.send(HttpRequest.newBuilder(url.resolve(path)).header("Accept", "*/*")).body();
  }
}
