package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Schemas;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Vendors by SETID and number, without those that are people, and the largest ones only. */
@QuarkusTest
class VendorsTest extends PsTest {

  private static final int TOP = 10;
  private static final int MARGIN = 3;

  /** What the shipped filters let through, the one with the largest spend first. */
  private List<JsonNode> wanted() {
    List<JsonNode> wanted = new ArrayList<>();
    for (JsonNode row : ps.get("/vendors?limit=1000").path("vendors")) {
      if (row.path("VENDOR_STATUS").asText().equals("A")
          && Set.of("A", "R").contains(row.path("VENDOR_CLASS").asText())
          && Set.of("P", "R").contains(row.path("VENDOR_PERSISTENCE").asText())) {
        wanted.add(row);
      }
    }
    wanted.sort(
        Comparator.comparing((JsonNode row) -> new BigDecimal(row.path("SPEND_12M").asText()))
            .reversed()
            .thenComparing(VendorsTest::key));
    return wanted;
  }

  private static String key(JsonNode row) {
    return row.path("SETID").asText() + ":" + row.path("VENDOR_ID").asText();
  }

  private static Set<String> keys(List<JsonNode> rows) {
    return rows.stream().map(VendorsTest::key).collect(Collectors.toSet());
  }

  private void spend(JsonNode vendor, String spend) {
    ps.patch("/vendors/" + key(vendor).replace(':', '/'), "{\"SPEND_12M\":" + spend + "}");
  }

  private Map<String, JsonNode> vendors() {
    return published("vendor");
  }

  @Test
  void everyVendorThatIsNoPersonIsPublishedUnderItsSetIdAndNumber() {
    connect(without(document(), "employees"));

    awaitPublished("vendor", wanted().size());

    assertThat(vendors().keySet()).isEqualTo(keys(wanted()));
    assertThat(vendors().values())
        .allSatisfy(vendor -> assertThat(Schemas.problems("vendor", vendor.toString())).isEmpty());
  }

  @Test
  void anInactiveVendorIsRemovedWithItsStatusAsTheReason() {
    connect(without(document(), "employees"));
    awaitPublished("vendor", wanted().size());
    JsonNode gone = wanted().get(0);
    ps.patch("/vendors/" + key(gone).replace(':', '/'), "{\"VENDOR_STATUS\":\"I\"}");

    poll("vendors");

    awaitField(
        "vendor", key(gone), "reason", "A.VENDOR_STATUS is 'I', which vendorStatuses leaves out");
  }

  @Test
  void whoeverDropsOutOfTheTopIsRemovedAndBorderlineVendorsStay() {
    ObjectNode document =
        with(with(without(document(), "employees"), "topVendors", TOP), "topVendorsMargin", MARGIN);
    List<JsonNode> ranked = wanted();
    connect(document);
    awaitPublished("vendor", TOP);
    assertThat(vendors().keySet()).isEqualTo(keys(ranked.subList(0, TOP)));
    JsonNode first = ranked.get(0);

    // Below the top, but within the margin.
    BigDecimal between =
        new BigDecimal(ranked.get(TOP).path("SPEND_12M").asText()).subtract(new BigDecimal("0.01"));
    spend(first, between.toPlainString());
    poll("vendors");
    // The one that is in its place now.
    awaitPublished("vendor", TOP + 1);
    assertThat(vendors().get(key(first)).path("reason").isMissingNode()).isTrue();

    spend(first, "0");
    poll("vendors");
    awaitField("vendor", key(first), "reason", "is no longer among the top 10 by SPEND_12M");

    // Back within the margin is not back among the top.
    spend(first, between.toPlainString());
    poll("vendors");
    poll("vendors");
    ps.patch("/vendors/" + key(ranked.get(1)).replace(':', '/'), "{\"NAME1\":\"Renamed\"}");
    poll("vendors");
    eventually(
        () ->
            assertThat(vendors().get(key(ranked.get(1))).path("name").asText())
                .startsWith("Renamed"));
    assertThat(vendors().get(key(first)).path("reason").asText()).contains("no longer");

    spend(first, "999999999");
    poll("vendors");
    eventually(
        () -> assertThat(vendors().get(key(first)).at("/custom/topVendor").asBoolean()).isTrue());
  }
}
