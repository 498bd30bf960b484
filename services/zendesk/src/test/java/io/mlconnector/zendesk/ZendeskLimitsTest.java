package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import io.mlconnector.spi.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vendor sheet A6: one budget per account, and further ones per endpoint. */
class ZendeskLimitsTest {

  private static final Limits PROFESSIONAL = limits(false);

  @Test
  void endpointsHaveBudgetsOfTheirOwnBesideThatOfTheAccount() {
    assertThat(budgets("GET /api/v2/organizations/7.json")).containsExactly("account");
    assertThat(budgets("GET /api/v2/incremental/organizations.json"))
        .containsExactly("account", "incremental");
    assertThat(budgets("GET /api/v2/incremental/tickets/cursor.json"))
        .containsExactly("account", "incremental");
    assertThat(budgets("PUT /api/v2/organizations/7.json"))
        .containsExactly("account", "update-organization");
    assertThat(budgets("PUT /api/v2/users/7.json"))
        .containsExactly("account", "update-user", "update-users");
    assertThat(budgets("GET /api/v2/search/export.json"))
        .containsExactly("account", "search-export");
  }

  @Test
  void exportsHaveTenCallsAMinuteWhateverThePlan() {
    assertThat(permits(PROFESSIONAL, "account")).isEqualTo(400);
    assertThat(permits(PROFESSIONAL, "incremental")).isEqualTo(10);
    assertThat(permits(limits(true), "account")).isEqualTo(2_500);
    assertThat(permits(limits(true), "incremental")).isEqualTo(30);
  }

  private static List<String> budgets(String call) {
    return PROFESSIONAL.budgets().stream()
        .filter(budget -> budget.calls().matcher(call).matches())
        .map(Budget::name)
        .toList();
  }

  private static int permits(Limits limits, String name) {
    return limits.budgets().stream()
        .filter(budget -> budget.name().equals(name))
        .mapToInt(Budget::permits)
        .sum();
  }

  private static Limits limits(boolean highVolume) {
    return ZendeskLimits.of(
        TimeExportTest.stub(
            Settings.class,
            (name, with) -> name.equals("flag") ? highVolume : (Object) "professional"));
  }
}
