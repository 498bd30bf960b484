package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCentreTest {

  private static final URI EU = URI.create("https://accounts.zoho.eu");

  @ParameterizedTest
  @CsvSource({
    "accounts.zoho.com,www.zohoapis.com",
    "accounts.zoho.eu,www.zohoapis.eu",
    "accounts.zoho.eu,sandbox.zohoapis.eu",
    "accounts.zoho.in,www.zohoapis.in",
    "accounts.zoho.com.au,www.zohoapis.com.au",
    "accounts.zoho.jp,developer.zohoapis.jp",
    "accounts.zoho.com.cn,www.zohoapis.com.cn",
    "accounts.zohocloud.ca,www.zohoapis.ca",
    "accounts.zoho.sa,www.zohoapis.sa"
  })
  void aTokenGoesWhereItsDataCentreSays(String accounts, String api) {
    URI home = DataCentre.api(URI.create("https://" + accounts), "https://" + api, List.of());

    assertThat(home).hasToString("https://" + api);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.zohoapis.com",
        "https://zohoapis.eu.evil.example",
        "https://evil.example/www.zohoapis.eu",
        "https://www.zohoapis.eu@evil.example",
        "http://www.zohoapis.eu",
        "https://www.zohoapis.eu:8443",
        "https://127.0.0.1:8080",
        "not a url",
        "/crm"
      })
  void aTokenGoesNowhereElse(String apiDomain) {
    VendorFailure refused =
        catchThrowableOfType(VendorFailure.class, () -> DataCentre.api(EU, apiDomain, List.of()));

    assertThat(refused.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refused).hasMessageContaining("api_domain");
  }

  @Test
  void aHostThatNoPaperOfZohosNamesIsTakenFromAPerson() {
    URI uk = URI.create("https://accounts.zoho.uk");

    assertThat(DataCentre.api(uk, "https://www.zohoapis.uk", List.of("www.zohoapis.uk")))
        .hasToString("https://www.zohoapis.uk");
    assertThat(
            catchThrowableOfType(
                VendorFailure.class,
                () -> DataCentre.api(uk, "https://www.zohoapis.uk", List.of())))
        .hasMessageContaining("apiHosts");
  }

  @Test
  void aTokenWithoutAHomeIsNotSentAnywhere() {
    assertThat(catchThrowableOfType(VendorFailure.class, () -> DataCentre.api(EU, null, List.of())))
        .hasMessageContaining("without api_domain");
  }
}
