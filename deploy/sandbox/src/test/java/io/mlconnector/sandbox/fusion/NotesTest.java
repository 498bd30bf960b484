package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The notes of customers: vendor sheet F5. */
class NotesTest {

  private static final String KEY = "300100010007";
  private static final String NOTES = FusionClient.CRM + "accounts/" + KEY + "/child/Note";

  private Sandbox sandbox;
  private FusionClient client;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.forTests());
    client = new FusionClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String note(String text) {
    return "{\"NoteTxt\":\"" + text + "\",\"NoteTypeCode\":\"GENERAL\"}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> texts() {
    return sandbox.fusion().notebooks().of("accounts", KEY).stream()
        .map(values -> (String) values.get("NoteTxt"))
        .toList();
  }

  @Test
  void theTextIsBase64UpToFramework7AndPlainFrom8() throws IOException {
    TestHttp.Answer made = client.send("POST", 6, NOTES, note(base64("Grüße")));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(client.send("POST", 8, NOTES, note("plain")).status()).isEqualTo(201);

    assertThat(texts()).containsExactly("Grüße", "plain");
    assertThat(client.send("POST", 6, NOTES, note("not base64!")).status()).isEqualTo(400);
    String id = made.json().path("NoteId").asText();
    assertThat(client.get(6, NOTES + "/" + id).json().path("NoteTxt").asText())
        .isEqualTo(base64("Grüße"));
    assertThat(client.get(8, NOTES + "/" + id).json().path("NoteTxt").asText()).isEqualTo("Grüße");
  }

  @Test
  void theSameCallTwiceMakesTwoNotes() throws IOException {
    client.send("POST", 8, NOTES, note("once"));
    client.send("POST", 8, NOTES, note("once"));

    assertThat(texts()).containsExactly("once", "once");
  }

  @Test
  void typeAndTextAreNeededAndTheTypeIsOfTheLookup() throws IOException {
    assertThat(client.send("POST", 8, NOTES, "{\"NoteTxt\":\"x\"}").status()).isEqualTo(400);
    assertThat(client.send("POST", 8, NOTES, "{\"NoteTypeCode\":\"GENERAL\"}").status())
        .isEqualTo(400);
    TestHttp.Answer refused =
        client.send("POST", 8, NOTES, "{\"NoteTxt\":\"x\",\"NoteTypeCode\":\"POEM\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("NoteTypeCode");
    assertThat(client.send("POST", 8, NOTES, "{\"NoteId\":\"1\"}").status()).isEqualTo(400);
    assertThat(texts()).isEmpty();
  }

  @Test
  void aNoteIsChangedUnlessItIsAnotherByNow() throws IOException {
    JsonNode made = client.send("POST", 8, NOTES, note("first")).json();
    String path = NOTES + "/" + made.path("NoteId").asText();

    TestHttp.Answer changed = client.send("PATCH", 8, path, "{\"NoteTxt\":\"second\"}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(texts()).containsExactly("second");
    assertThat(
            client
                .send("PATCH", 8, path, "{\"NoteTxt\":\"third\"}", "If-Match", "\"stale\"")
                .status())
        .isEqualTo(412);
    assertThat(client.send("DELETE", 8, path, "").status()).isEqualTo(204);
    assertThat(client.get(8, path).status()).isEqualTo(404);
  }

  @Test
  void notesAreListedPerCustomerNewestFirstWhereAsked() throws IOException {
    client.send("POST", 8, NOTES, note("one"));
    client.send("POST", 8, NOTES, note("two"));

    JsonNode page = client.get(8, NOTES + "?onlyData=true&orderBy=NoteId:desc&limit=1").json();
    assertThat(page.at("/items/0/NoteTxt").asText()).isEqualTo("two");
    assertThat(page.path("hasMore").asBoolean()).isTrue();
    assertThat(client.get(8, NOTES + "?q=" + FusionClient.encoded("NoteTxt like '%o%'")).status())
        .isEqualTo(400);
    assertThat(client.get(8, NOTES.replace(KEY, "300100010008")).json().path("count").asInt())
        .isZero();
    assertThat(client.get(8, NOTES.replace(KEY, "1")).status()).isEqualTo(404);
  }

  @Test
  void withoutThePrivilegeThereAreNone() throws IOException {
    TestHttp.Answer set =
        TestHttp.send(
            "PATCH",
            sandbox.control(),
            "/sandbox/fusion/settings",
            "{\"withoutPrivilege\":[\"Note\"]}",
            "Content-Type",
            "application/json");
    assertThat(set.status()).isEqualTo(200);

    assertThat(client.get(8, NOTES).status()).isEqualTo(403);
    assertThat(client.send("POST", 8, NOTES, note("x")).status()).isEqualTo(403);
  }

  @Test
  void notesAreKeptOverARestart() throws IOException {
    client.send("POST", 8, NOTES, note("kept"));
    JsonNode saved = sandbox.fusion().save();

    try (Sandbox again = Sandbox.start(SandboxOptions.forTests())) {
      again.fusion().restore(saved);

      assertThat(again.fusion().notebooks().of("accounts", KEY))
          .isEqualTo(sandbox.fusion().notebooks().of("accounts", KEY));
    }
  }
}
