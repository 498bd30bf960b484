package io.mlconnector.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.RecordKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdSchemeTest {

  private static final RecordKey RECORD = new RecordKey("d365-prod", "customer", "usmf:US-001");

  private static Evaluated id(ExternalIdScheme scheme, String number) {
    return Expression.compile("$externalId()", EntityType.CUSTOMER, scheme)
        .evaluate(RECORD, Map.of("accountNumber", number), new Bounds(Limits.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "DEFAULT, US-001, d365-prod:customer:usmf:%55%53-001",
    "ACCOUNT_NUMBER, US-001, US-001",
    "ACCOUNT_NUMBER, ' 4711 ', 4711"
  })
  void theRoutesSchemeSaysWhatTheExternalIdIs(ExternalIdScheme scheme, String number, String id) {
    assertThat(id(scheme, number))
        .isInstanceOfSatisfying(
            Evaluated.Value.class, value -> assertThat(value.json().asText()).isEqualTo(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "d365-prod:customer:usmf:1", "1,2", "1\n2"})
  void aNumberThatIsNoneOrCouldBeReadAsAnotherIdSuitsNoRoute(String number) {
    assertThat(id(ExternalIdScheme.ACCOUNT_NUMBER, number))
        .isInstanceOfSatisfying(
            Evaluated.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .contains("account number", "take externalId out of the route")
                    .doesNotContain("usmf"));
  }

  @Test
  void onlyCustomersAndVendorsHaveOne() {
    assertThat(EntityType.ALL.stream().map(EntityType::name).filter(ExternalIdScheme::numbered))
        .containsExactlyInAnyOrder("customer", "vendor");
  }
}
