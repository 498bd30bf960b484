package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Account combinations, which tell no changes and whose segments each customer names. */
@QuarkusTest
class GlAccountsTest extends FinanceCase {

  private static final String PARTS_IN_ASSEMBLY = "626968";

  @AfterEach
  void asBefore() {
    fusion.patch("/settings", "{\"pageCeiling\":500,\"withoutPrivilege\":[]}");
  }

  private void readAccounts(Consumer<ObjectNode> settings) {
    read("gl-accounts", null, settings);
  }

  @Test
  void anAccountHasItsSegmentsInTheirOrderAndTheirNames() {
    fusion.patch("/settings", "{\"pageCeiling\":4}");
    readAccounts(
        settings -> {
          settings
              .put("accountSegments", "Company,CostCenter,Account,Product")
              .put("costCenterSegment", "CostCenter")
              .put("naturalAccountSegment", "Account")
              .putObject("segmentValueSets")
              .put("Account", "NORDLICHT_ACCOUNT")
              .put("CostCenter", "NORDLICHT_COST_CENTER");
        });

    JsonNode account = awaited("gl-account", PARTS_IN_ASSEMBLY);

    assertThat(account.path("account").asText()).isEqualTo("101-4100-52010-000");
    assertThat(account.path("name").asText()).isEqualTo("Purchased parts");
    assertThat(account.path("type").asText()).isEqualTo("expense");
    assertThat(account.path("costCenter").asText()).isEqualTo("4100");
    assertThat(account.path("costCenterName").asText()).isEqualTo("Assembly");
    assertThat(account.path("naturalAccount").asText()).isEqualTo("52010");
    assertThat(account.path("enabled").asBoolean()).isTrue();
    assertThat(account.path("segments"))
        .extracting(segment -> segment.path("name").asText())
        .containsExactly("Company", "CostCenter", "Account", "Product");
    await().atMost(PATIENCE).until(() -> published("gl-account").size() == 15);
  }

  @Test
  void withoutAWordSegmentsAreWhatIsNotStandard() {
    readAccounts(settings -> {});

    JsonNode account = awaited("gl-account", PARTS_IN_ASSEMBLY);

    assertThat(account.path("segments"))
        .extracting(segment -> segment.path("name").asText())
        .containsExactlyInAnyOrder("Company", "CostCenter", "Account", "Product");
    assertThat(account.has("costCenter")).isFalse();
  }

  @Test
  void aChangeIsFoundWithoutAnyStampAndNothingElseIsPublished() {
    readAccounts(settings -> settings.put("accountsFilter", "_CHART_OF_ACCOUNTS_ID=4711"));
    awaited("gl-account", PARTS_IN_ASSEMBLY);
    await().atMost(PATIENCE).until(() -> published("gl-account").size() == 15);
    String other = "626957";
    fusion.patch("/accountCombinationsLOV/" + other, "{\"EnabledFlag\":\"N\"}");

    awaitEvents("gl-account", other, 2);
    assertThat(published("gl-account").get(other).path("enabled").asBoolean()).isFalse();
    assertThat(events("gl-account", PARTS_IN_ASSEMBLY)).hasSize(1);
    fusion.patch("/accountCombinationsLOV/" + other, "{\"EnabledFlag\":\"Y\"}");
  }

  @Test
  void aFilterInTheOtherGrammarWhichFindsNothingIsNoticed() {
    readAccounts(
        settings ->
            settings.put("accountsFilter", "EnabledFlag='Y' and _CHART_OF_ACCOUNTS_ID=4711"));

    awaitTrouble("gl-accounts", "finds none", "accountsFilter", "semicolons");
    assertThat(ping().path("rights").toString()).contains("read gl-accounts", "accountsFilter");
    assertThat(published("gl-account")).isEmpty();
  }

  @Test
  void aSegmentThatThePodDoesNotHaveIsNamedWithThoseThatItHas() {
    readAccounts(settings -> settings.put("accountSegments", "Company,Department"));

    awaitTrouble("gl-accounts", "no attribute Department", "accountSegments", "CostCenter");
  }
}
