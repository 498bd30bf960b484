package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @Test
  void formsLoseTheirSecretsAndKeepTheRest() {
    assertThat(Secrets.mask(FORM, "grant_type=refresh_token&refresh_token=abc&client_secret=x%20y"))
        .isEqualTo("grant_type=refresh_token&refresh_token=***&client_secret=***");
  }

  @Test
  void jsonLosesItsSecretsEvenWhenItIsCutOff() {
    assertThat(Secrets.mask("application/json", "{\"code\" : \"a\\\"b\",\"name\":\"n\"}"))
        .isEqualTo("{\"code\":\"***\",\"name\":\"n\"}");
    assertThat(Secrets.mask("application/json", "{\"client_secret\":\"half a sec"))
        .doesNotContain("half");
  }

  @Test
  void namesThatOnlyLookAlikeStay() {
    assertThat(Secrets.maskForm("postal_code=12345&q=1")).isEqualTo("postal_code=12345&q=1");
    assertThat(Secrets.maskForm(null)).isNull();
  }

  @Test
  void namesWithADollarSignAreSecretToo() {
    assertThat(Secrets.maskForm("$token=044abc&%24token=1&$limit=5"))
        .isEqualTo("$token=***&%24token=***&$limit=5");
  }

  @Test
  void envelopesLoseTheirPasswords() {
    String token = "<wsse:UsernameToken><wsse:Username>A</wsse:Username><wsse:Password Type=\"t\">";
    assertThat(Secrets.mask("text/xml; charset=UTF-8", token + "secret</wsse:Password>"))
        .isEqualTo(token + "***</wsse:Password>");
    assertThat(Secrets.mask("application/soap+xml", token + "half a sec")).doesNotContain("half");
  }
}
