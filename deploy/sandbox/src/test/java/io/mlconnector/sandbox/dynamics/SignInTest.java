package io.mlconnector.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entra ID's token endpoint in both versions: vendor sheet 1.1. */
class SignInTest {

  private final DynamicsClient client = new DynamicsClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void theSecondVersionTakesAScopeAndAnswersNumbers() {
    Answer answer = client.grant(true, DynamicsClient.form("scope", client.uri() + "/.default"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("expires_in").isInt()).isTrue();
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3599);
    client.token(answer.json().path("access_token").asText());
    assertThat(client.get("").status()).isEqualTo(200);
  }

  @Test
  void theFirstVersionTakesAResourceAndAnswersTexts() {
    Answer answer = client.grant(false, DynamicsClient.form("resource", client.uri().toString()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("expires_in").isTextual()).isTrue();
    client.token(answer.json().path("access_token").asText());
    assertThat(client.get("").status()).isEqualTo(200);
  }

  @Test
  void aSlashAfterTheResourceMakesItAnother() {
    assertError(
        client.grant(false, DynamicsClient.form("resource", client.uri() + "/")),
        400,
        "invalid_resource");
  }

  @Test
  void aScopeMustBeOfThisEnvironmentAndEndInDefault() {
    assertError(
        client.grant(true, DynamicsClient.form("scope", client.uri().toString())),
        400,
        "invalid_scope");
    assertError(
        client.grant(true, DynamicsClient.form("scope", "https://elsewhere.example/.default")),
        400,
        "invalid_resource");
    assertError(
        client.grant(true, DynamicsClient.form("scope", client.uri() + "//.default")),
        400,
        "invalid_resource");
    assertError(
        client.grant(true, DynamicsClient.form("resource", client.uri().toString())),
        400,
        "invalid_scope");
  }

  @Test
  void aSettingMakesTheAudienceAnotherHost() {
    client.set("{'resource':'https://usnconeboxax1.example'}");

    assertThat(
            client
                .grant(true, DynamicsClient.form("scope", "https://usnconeboxax1.example/.default"))
                .status())
        .isEqualTo(200);
    assertError(
        client.grant(true, DynamicsClient.form("scope", client.uri() + "/.default")),
        400,
        "invalid_resource");
  }

  @Test
  void aWrongSecretClientTenantOrGrantIsToldApart() {
    String form = DynamicsClient.form("scope", client.uri() + "/.default");

    assertError(
        client.grant(true, form.replace(DynamicsAccounts.CLIENT_SECRET, "x")),
        401,
        "invalid_client");
    assertError(
        client.grant(true, form.replace(DynamicsAccounts.CLIENT_ID, "x")),
        400,
        "unauthorized_client");
    assertError(client.grant("other.example", true, form), 400, "invalid_request");
    assertError(
        client.grant(true, form.replace("client_credentials", "password")),
        400,
        "unsupported_grant_type");
    assertThat(client.sandbox.dynamics().signIns()).isEqualTo(1);
  }

  @Test
  void anExpiredARevokedAndAnUnknownTokenAre401WithoutABody() {
    client.sandbox.clock().advance(Duration.ofSeconds(3600));
    assertThat(client.get("CustomersV3").status()).isEqualTo(401);

    client.token("nonsense");
    Answer answer = client.get("CustomersV3");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");

    DynamicsClient again = new DynamicsClient();
    try (again) {
      assertThat(again.get("").status()).isEqualTo(200);
      again.sandbox.dynamics().revokeTokens();
      assertThat(again.get("").status()).isEqualTo(401);
    }
  }

  @Test
  void aClientWithoutAUserInTheEnvironmentIsSignedInAndStillRefused() {
    client.set("{'userIsMapped':false}");

    assertThat(
            client.grant(true, DynamicsClient.form("scope", client.uri() + "/.default")).status())
        .isEqualTo(200);
    assertThat(client.get("").status()).isEqualTo(401);
  }

  private static void assertError(Answer answer, int status, String error) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
    assertThat(answer.json().path("error_description").asText()).startsWith("AADSTS");
    assertThat(answer.json().path("error_codes").isArray()).isTrue();
  }
}
