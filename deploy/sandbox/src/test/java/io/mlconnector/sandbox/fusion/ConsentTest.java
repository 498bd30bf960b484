package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsentTest {

  private static final String RETURN = "http://127.0.0.1:8081/oauth/callback";
  private static final String SCOPE = FusionClient.SCOPE + " offline_access";
  private static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-length";
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
  void theFormLetsAUserInAndGoesBackWithCodeAndState() throws IOException {
    var page = TestHttp.get(fusion(), authorize(""));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<form", "name=state value=\"s 1\"");
    String form = authorize("").substring("/oauth2/v1/authorize?".length());

    var wrong = submit(form + "&user=integration.user&password=guess");
    var right =
        submit(form + "&user=" + FusionAccounts.USER + "&password=" + FusionAccounts.PASSWORD);

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(right.status()).isEqualTo(302);
    assertThat(right.header("Location")).startsWith(RETURN + "?code=").endsWith("&state=s+1");
  }

  @Test
  void aCodeBecomesTokensOnce() throws IOException {
    String code = code();

    var first = exchange(code, VERIFIER, RETURN);
    var second = exchange(code, VERIFIER, RETURN);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("refresh_token").asText()).isNotEmpty();
    assertThat(reads(first)).isTrue();
    assertThat(second.json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void aWrongVerifierReturnAddressOrAgeIsRefused() throws IOException {
    assertThat(exchange(code(), "another-verifier", RETURN).status()).isEqualTo(400);
    assertThat(exchange(code(), VERIFIER, RETURN + "x").status()).isEqualTo(400);
    String old = code();
    sandbox.clock().advance(Duration.ofSeconds(61));
    assertThat(exchange(old, VERIFIER, RETURN).status()).isEqualTo(400);
  }

  @Test
  void aRefreshTokenServesOnceAndIsReplaced() throws IOException {
    String first = exchange(code(), VERIFIER, RETURN).json().path("refresh_token").asText();

    var refreshed = refresh(first);
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(reads(refreshed)).isTrue();

    assertThat(refresh(first).json().path("error").asText()).isEqualTo("invalid_grant");
    assertThat(refresh(refreshed.json().path("refresh_token").asText()).status()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenThatDoesNotRotateServesAgain() throws IOException {
    TestHttp.send(
        "PATCH", sandbox.control(), "/sandbox/fusion/settings", "{\"refreshTokensRotate\":false}");
    String token = exchange(code(), VERIFIER, RETURN).json().path("refresh_token").asText();

    assertThat(refresh(token).status()).isEqualTo(200);
    assertThat(refresh(token).status()).isEqualTo(200);
  }

  @Test
  void revokingAccessTokensLeavesTheRefreshToken() throws IOException {
    var tokens = exchange(code(), VERIFIER, RETURN);
    TestHttp.post(sandbox.control(), "/sandbox/fusion/revoke-access-tokens", "");
    assertThat(reads(tokens)).isFalse();
    String refreshToken = tokens.json().path("refresh_token").asText();
    assertThat(refresh(refreshToken).status()).isEqualTo(200);

    sandbox.fusion().revokeTokens();

    assertThat(refresh(refreshToken).status()).isEqualTo(400);
  }

  @Test
  void anUnregisteredReturnAddressIsNeverVisited() throws IOException {
    String stranger = authorize("&sandbox_approve=true").replace("127.0.0.1", "evil.example");

    var answer = TestHttp.get(fusion(), stranger);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isNull();
  }

  @Test
  void aProtocolErrorIsToldToTheClient() throws IOException {
    String plain = authorize("").replace("S256", "plain");
    String scope = authorize("").replace("scope=", "scope=x");

    assertThat(TestHttp.get(fusion(), plain).header("Location")).contains("error=invalid_request");
    assertThat(TestHttp.get(fusion(), scope).header("Location"))
        .contains("error=invalid_scope", "state=s+1");
  }

  private String code() throws IOException {
    String location = TestHttp.get(fusion(), authorize("&sandbox_approve=true")).header("Location");
    return location.replaceAll(".*[?&]code=([^&]*).*", "$1");
  }

  private static String authorize(String more) {
    return "/oauth2/v1/authorize?response_type=code&client_id="
        + FusionAccounts.CLIENT_ID
        + "&redirect_uri="
        + FusionClient.encoded(RETURN)
        + "&scope="
        + FusionClient.encoded(SCOPE)
        + "&state=s+1&code_challenge_method=S256&code_challenge="
        + challenge()
        + more;
  }

  private static String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestHttp.Answer exchange(String code, String verifier, String back) throws IOException {
    return FusionClient.grant(
        sandbox,
        "grant_type=authorization_code&code="
            + code
            + "&code_verifier="
            + verifier
            + "&redirect_uri="
            + FusionClient.encoded(back));
  }

  private TestHttp.Answer refresh(String token) throws IOException {
    return FusionClient.grant(sandbox, "grant_type=refresh_token&refresh_token=" + token);
  }

  private TestHttp.Answer submit(String form) throws IOException {
    return TestHttp.post(fusion(), "/oauth2/v1/authorize", form, "Content-Type", FusionClient.FORM);
  }

  private boolean reads(TestHttp.Answer tokens) throws IOException {
    String token = "Bearer " + tokens.json().path("access_token").asText();
    return TestHttp.get(fusion(), FusionClient.CRM + "accounts?limit=1", "Authorization", token)
            .status()
        == 200;
  }

  private URI fusion() {
    return sandbox.vendor("fusion");
  }
}
