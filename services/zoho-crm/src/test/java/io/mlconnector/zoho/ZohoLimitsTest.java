package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The credits of a day, as Zoho's page on limits has them by edition and users. */
class ZohoLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "free, 3, 5000",
    "standard, 1, 50250",
    "standard, 900, 100000",
    "professional, 10, 55000",
    "enterprise, 10, 60000",
    "enterprise, 9000, 5000000",
    "ultimate, 10, 70000"
  })
  void theDaysCreditsFollowFromThePlan(String edition, int users, int credits) {
    assertThat(ZohoLimits.credits(edition, users)).isEqualTo(credits);
  }
}
