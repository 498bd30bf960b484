package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import io.mlconnector.testkit.FakeConnection;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The credits of a day, as Zoho's page on limits has them by edition and users. */
class ZohoLimitsTest {

  private final Zoho zoho = new Zoho();
  private final FakeConnection connection =
      new FakeConnection(zoho.connectionSpec(), "https://accounts.zoho.eu", ZoneOffset.UTC);

  private Limits limits() {
    return zoho.limits(connection.settings());
  }

  @ParameterizedTest
  @CsvSource({
    "free, 3, 5000",
    "standard, 1, 50250",
    "standard, 900, 100000",
    "professional, 10, 55000",
    "professional, 9000, 3000000",
    "enterprise, 10, 60000",
    "enterprise, 9000, 5000000",
    "ultimate, 10, 70000",
    "ultimate, 9000, 18050000"
  })
  void theDaysCreditsFollowFromThePlan(String edition, String users, int credits) {
    connection.with("edition", edition).with("users", users);

    assertThat(limits().budgets())
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.permits()).isEqualTo(credits);
              assertThat(budget.per()).isEqualTo(Duration.ofHours(24));
              assertThat(budget.calls().matcher("POST /crm/v8/coql").matches()).isTrue();
            });
  }

  @Test
  void whoSaysNothingHasTheCreditsOfOneUserOfTheStandardEdition() {
    assertThat(limits().budgets()).extracting(Budget::permits).containsExactly(50_250);
  }

  @ParameterizedTest
  @CsvSource({"free, 5", "standard, 10", "professional, 15", "enterprise, 20", "ultimate, 25"})
  void weMakeAtMostHalfOfTheCallsAtATimeThatTheEditionAllows(String edition, int allowed) {
    connection.with("edition", edition);

    assertThat(limits().concurrency()).isPositive().isLessThanOrEqualTo(allowed / 2);
  }
}
