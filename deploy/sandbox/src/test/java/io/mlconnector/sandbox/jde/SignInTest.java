package io.mlconnector.sandbox.jde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions: vendor sheet 3.1. */
class SignInTest {

  private static final String PATH = "/jderest/v2/tokenrequest";
  private static final String PROBE = "/jderest/v2/dataservice";
  private static final String QUERY =
      "{'targetType':'table','targetName':'F0101','dataServiceType':'BROWSE','findOnEntry':'TRUE',"
          + "'maxPageSize':'1'";
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (JdeAccounts.USER + ":" + JdeAccounts.PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final JdeClient client = new JdeClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void aSignInTellsWhoTheUserIsAndHowHeWritesDays() {
    JsonNode answer = client.bare("POST", PATH, JdeClient.SIGN_IN).json();

    assertThat(answer.path("username").asText()).isEqualTo(JdeAccounts.USER);
    assertThat(answer.path("environment").asText()).isEqualTo(JdeAccounts.ENVIRONMENT);
    assertThat(answer.at("/userInfo/dateFormat").asText()).isEqualTo("DME");
    assertThat(answer.at("/userInfo/dateSeperator").asText()).isEqualTo("/");
    assertThat(answer.at("/userInfo/simpleDateFormat").asText()).isEqualTo("dd/MM/yyyy");
    assertThat(answer.at("/userInfo/timeZoneOffset").asText()).matches("UTC-0[67]:00");
    assertThat(answer.at("/userInfo/token").asText()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'username':'MLCONNECT','password':'wrong'} | 403",
        "{'username':'nobody','password':'wrong'} | 403",
        "{} | 403",
        "{'username':'MLCONNECT','password':'sandbox-jde-password','environment':'JPD920'} | 403",
        "{'username':'MLCONNECT','password':'sandbox-jde-password','role':'ADMIN'} | 403",
        "{'username':'MLCONNECT','password':'sandbox-jde-password','jasserver':'http://x'} | 500",
        "{'username':'MLCONNECT','password':'sandbox-jde-password','devicename':'x'} | 400",
        "{'username':'MLCONNECT','requiredCapabilities':'teleport',"
            + "'password':'sandbox-jde-password'} | 403",
        "not json | 400"
      })
  void aWrongSignInIsRefused(String body, int status) {
    assertThat(client.bare("POST", PATH, body).status()).isEqualTo(status);
    assertThat(client.sandbox.jde().signIns()).isEqualTo(1);
  }

  @Test
  void aSignInWithoutJsonIs415AndWithAForbiddenHostIs405() {
    assertThat(client.bare("POST", PATH, JdeClient.SIGN_IN, "Content-Type", "text/plain").status())
        .isEqualTo(415);

    client.set("{'htmlServerAllowsAis':false}");
    assertThat(client.bare("POST", PATH, JdeClient.SIGN_IN).status()).isEqualTo(405);
  }

  @Test
  void headersCarryTheSignInAsWellBasicOrJwt() {
    for (String authorization : new String[] {BASIC, "Bearer " + JdeAccounts.JWT}) {
      Answer answer =
          client.bare(
              "POST",
              PATH,
              null,
              "Authorization",
              authorization,
              AisCall.DEVICE_HEADER,
              "other",
              AisCall.ENVIRONMENT_HEADER,
              JdeAccounts.ENVIRONMENT,
              AisCall.ROLE_HEADER,
              JdeAccounts.ROLE);
      assertThat(answer.status()).isEqualTo(200);
      String token = JdeClient.tokenOf(answer);
      assertThat(probe(token, "other").status()).isEqualTo(200);
    }
    assertThat(client.bare("POST", PATH, null, "Authorization", "Bearer x").status())
        .isEqualTo(403);
  }

  @Test
  void aTokenIsGoodForItsDeviceOnly() {
    assertThat(probe(client.token(), JdeClient.DEVICE).status()).isEqualTo(200);
    assertInvalid(probe(client.token(), "another"), 403);
    assertInvalid(client.bare("POST", PROBE, QUERY + ",'token':'" + client.token() + "'}"), 403);
  }

  @Test
  void aTokenAskedForWithoutADeviceIsBoundToTheAddress() {
    String anonymous = JdeClient.SIGN_IN.replace("'deviceName':'" + JdeClient.DEVICE + "',", "");
    String token = JdeClient.tokenOf(client.bare("POST", PATH, anonymous));

    assertThat(client.bare("POST", PROBE, QUERY + ",'token':'" + token + "'}").status())
        .isEqualTo(200);
  }

  @Test
  void aSessionEndsByIdlenessAndByAge() {
    client.set("{'inactivityMinutes':10,'timeToLiveMinutes':25}");
    for (int i = 0; i < 3; i++) {
      client.sandbox.clock().advance(Duration.ofMinutes(8));
      assertThat(probe(client.token(), JdeClient.DEVICE).status()).isEqualTo(200);
    }
    client.sandbox.clock().advance(Duration.ofMinutes(2));
    assertInvalid(probe(client.token(), JdeClient.DEVICE), 403);

    client.token(JdeClient.tokenOf(client.bare("POST", PATH, JdeClient.SIGN_IN)));
    client.sandbox.clock().advance(Duration.ofMinutes(11));
    assertInvalid(client.run("CreateCustomer", "{'AlphaName':'x'}"), 444);
  }

  @Test
  void validationIsToldByTheStatusAndDoesNotKeepASessionAlive() {
    String path = "/jderest/v2/orchestrator/jde-validate-session";
    client.set("{'inactivityMinutes':10}");
    client.sandbox.clock().advance(Duration.ofMinutes(6));
    assertThat(client.send("GET", path, null).status()).isEqualTo(200);
    client.sandbox.clock().advance(Duration.ofMinutes(6));

    assertInvalid(client.send("GET", path, null), 444);
    Answer other =
        client.bare(
            "POST",
            PATH + "/validate",
            "{'token':'" + client.token() + "','deviceName':'" + JdeClient.DEVICE + "'}");
    assertThat(other.json().path("isValidSession").isBoolean()).isTrue();
    assertThat(other.json().path("isValidSession").asBoolean()).isFalse();
  }

  @Test
  void logoutEndsTheSessionOnce() {
    String body = "{'token':'" + client.token() + "','deviceName':'" + JdeClient.DEVICE + "'}";
    assertThat(client.bare("POST", PATH + "/logout", body).status()).isEqualTo(200);
    assertThat(client.sandbox.jde().liveSessions()).isZero();
    assertInvalid(client.bare("POST", PATH + "/logout", body), 444);
    assertInvalid(probe(client.token(), JdeClient.DEVICE), 403);
  }

  @Test
  void logoutWorksOverTheOrchestratorToo() {
    assertThat(client.send("POST", "/jderest/v3/orchestrator/jde-logout", null).status())
        .isEqualTo(200);
    assertThat(client.sandbox.jde().liveSessions()).isZero();
  }

  @Test
  void aCallWithoutATokenHasASessionOfItsOwn() {
    assertThat(client.bare("POST", PROBE, QUERY + "}").status()).isEqualTo(403);
    assertThat(client.bare("POST", PROBE, QUERY + "}", "Authorization", BASIC).status())
        .isEqualTo(200);
    assertThat(client.sandbox.jde().describe().path("temporarySessions").asInt()).isEqualTo(1);
  }

  @Test
  void tooManySessionsAreRefusedWhereThatIsLimited() {
    client.set("{'sessionsPerUser':2}");
    assertThat(client.bare("POST", PATH, JdeClient.SIGN_IN).status()).isEqualTo(200);
    assertThat(client.bare("POST", PATH, JdeClient.SIGN_IN).status()).isEqualTo(500);
  }

  @Test
  void theServerSaysWhatItCanWithoutASignIn() {
    JsonNode answer = client.bare("GET", "/jderest/defaultconfig", null).json();
    assertThat(answer.path("capabilityList").findValuesAsText("name"))
        .contains("data-service-orderby");
  }

  private Answer probe(String token, String device) {
    return client.bare(
        "POST", PROBE, QUERY + ",'token':'" + token + "','deviceName':'" + device + "'}");
  }

  private static void assertInvalid(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("message").asText()).isEqualTo("Invalid Token");
    assertThat(answer.json().path("exception").asText()).isEqualTo("Exception");
    assertThat(answer.json().path("timeStamp").asText()).isNotEmpty();
  }
}
