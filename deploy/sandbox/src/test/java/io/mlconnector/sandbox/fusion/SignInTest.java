package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {

  private static final String ACCOUNTS = FusionClient.CRM + "accounts?limit=1";
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.forTests());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void clientCredentialsGiveATokenForAnHour() throws IOException {
    var answer = clientCredentials();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.json().has("refresh_token")).isFalse();
    String token = answer.json().path("access_token").asText();
    assertThat(token.split("\\.")).hasSize(3);
    assertThat(read("Bearer " + token).status()).isEqualTo(200);
    assertThat(sandbox.fusion().signIns()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials, 400, invalid_scope",
    "grant_type=client_credentials&scope=other, 400, invalid_scope",
    "grant_type=client_credentials&scope=urn:opc:resource:consumer::all+other, 400, invalid_scope",
    "grant_type=client_credentials&scope=urn:opc:resource:consumer::all+offline_access, 400,"
        + " invalid_scope",
    "grant_type=password&username=a&password=b, 400, unsupported_grant_type",
    "scope=x, 400, invalid_request",
    "grant_type=refresh_token&refresh_token=made-up, 400, invalid_grant",
    "grant_type=authorization_code&code=made-up, 400, invalid_grant"
  })
  void aWrongRequestGetsTheErrorOfOAuth(String form, int status, String error) throws IOException {
    var answer = FusionClient.grant(sandbox, form);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
    assertThat(sandbox.fusion().signIns()).isZero();
  }

  @Test
  void aJsonBodyIsRefused() throws IOException {
    var answer =
        TestHttp.post(
            sandbox.vendor("fusion"),
            "/oauth2/v1/token",
            "{\"grant_type\":\"client_credentials\",\"scope\":\"" + FusionClient.SCOPE + "\"}",
            "Content-Type",
            "application/json",
            "Authorization",
            FusionClient.basic(FusionAccounts.CLIENT_ID, FusionAccounts.CLIENT_SECRET));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void aWrongSecretAndASecretInTheFormAreAnInvalidClient() throws IOException {
    String form = "grant_type=client_credentials&scope=" + FusionClient.encoded(FusionClient.SCOPE);
    var wrong = token(form, FusionClient.basic(FusionAccounts.CLIENT_ID, "guess"));
    var inForm =
        TestHttp.post(
            sandbox.vendor("fusion"),
            "/oauth2/v1/token",
            form
                + "&client_id="
                + FusionAccounts.CLIENT_ID
                + "&client_secret="
                + FusionAccounts.CLIENT_SECRET,
            "Content-Type",
            FusionClient.FORM);

    assertThat(List.of(wrong.status(), inForm.status())).containsOnly(401);
    assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_client");
    assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
  }

  @Test
  void withoutSignInThereIsAnHtmlPage() throws IOException {
    for (String authorization :
        List.of("Bearer made.up.token", "Basic !!", FusionClient.basic("integration.user", "x"))) {
      var answer = read(authorization);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Content-Type")).isEqualTo("text/html");
      assertThat(answer.body()).startsWith("<html>");
    }
    assertThat(TestHttp.get(sandbox.vendor("fusion"), ACCOUNTS).status()).isEqualTo(401);
  }

  @Test
  void theIntegrationUserMayUseBasic() throws IOException {
    String basic = FusionClient.basic(FusionAccounts.USER, FusionAccounts.PASSWORD);

    assertThat(read(basic).status()).isEqualTo(200);
  }

  @Test
  void aTokenExpiresWithTheClock() throws IOException {
    String token = "Bearer " + FusionClient.token(sandbox);
    sandbox.clock().advance(Duration.ofSeconds(3590));
    assertThat(read(token).status()).isEqualTo(200);

    sandbox.clock().advance(Duration.ofSeconds(10));

    assertThat(read(token).status()).isEqualTo(401);
  }

  @Test
  void aRevokedTokenIsWorthless() throws IOException {
    String token = "Bearer " + FusionClient.token(sandbox);

    TestHttp.post(sandbox.control(), "/sandbox/fusion/revoke-tokens", "");

    assertThat(read(token).status()).isEqualTo(401);
  }

  @Test
  void aClientThatIsNoFusionUserIsSignedInButTurnedAway() throws IOException {
    setting("{\"clientIsFusionUser\":false}");
    var signIn = clientCredentials();

    assertThat(signIn.status()).isEqualTo(200);
    assertThat(read("Bearer " + signIn.json().path("access_token").asText()).status())
        .isEqualTo(401);
  }

  @Test
  void aMissingPrivilegeIs403Or401AndOnlyForThatResource() throws IOException {
    String token = "Bearer " + FusionClient.token(sandbox);
    setting("{\"withoutPrivilege\":[\"accounts\"]}");

    assertThat(read(token).status()).isEqualTo(403);
    assertThat(read(token).body()).contains("privilege");
    assertThat(
            TestHttp.get(
                    sandbox.vendor("fusion"),
                    FusionClient.CRM + "contacts?limit=1",
                    "Authorization",
                    token)
                .status())
        .isEqualTo(200);

    setting("{\"missingPrivilegeStatus\":401}");
    assertThat(read(token).status()).isEqualTo(401);
  }

  @Test
  void aScopeOfThePodsOwnReplacesTheStandardOne() throws IOException {
    setting("{\"scope\":\"urn:opc:resource:fusion:POD:boss/\"}");

    assertThat(clientCredentials().json().path("error").asText()).isEqualTo("invalid_scope");
    assertThat(
            FusionClient.grant(
                    sandbox,
                    "grant_type=client_credentials&scope=urn:opc:resource:fusion:POD:boss/")
                .status())
        .isEqualTo(200);
  }

  private TestHttp.Answer clientCredentials() throws IOException {
    return FusionClient.grant(
        sandbox, "grant_type=client_credentials&scope=" + FusionClient.encoded(FusionClient.SCOPE));
  }

  private TestHttp.Answer token(String form, String authorization) throws IOException {
    return TestHttp.post(
        sandbox.vendor("fusion"),
        "/oauth2/v1/token",
        form,
        "Content-Type",
        FusionClient.FORM,
        "Authorization",
        authorization);
  }

  private TestHttp.Answer read(String authorization) throws IOException {
    return TestHttp.get(sandbox.vendor("fusion"), ACCOUNTS, "Authorization", authorization);
  }

  private void setting(String json) throws IOException {
    var answer = TestHttp.send("PATCH", sandbox.control(), "/sandbox/fusion/settings", json);
    assertThat(answer.status()).isEqualTo(200);
  }
}
