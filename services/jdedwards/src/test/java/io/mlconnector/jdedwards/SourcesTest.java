package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.sandbox.jde.JdeAccounts;
import io.mlconnector.testkit.Schemas;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that the address book says is published, whatever page, stamp or format it has. */
@QuarkusTest
class SourcesTest extends JdeTest {

  /** Two of the seeded customers have a stamp of a wrong century. */
  private static final int QUARANTINED = 2;

  private int customers() {
    return numbers("C").size() - QUARANTINED;
  }

  /** Line 0 stands for the address number itself. */
  private int persons() {
    int persons = 0;
    for (JsonNode line : jde.get("/rows/F0111").path("rows")) {
      persons += line.path("IDLN").asInt() > 0 ? 1 : 0;
    }
    return persons;
  }

  @Test
  void everyCustomerIsPublishedOnceAndThoseOfAWrongCenturyAreParked() {
    long before = jde.now();

    connect(document());

    awaitPublished("customer", customers());
    assertThat(published("customer").values())
        .allSatisfy(
            customer -> assertThat(Schemas.problems("customer", customer.toString())).isEmpty());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(streams()).contains("F0101.UPMJ").contains("F03012.UPMJ"));
    assertThat(published("customer")).hasSize(customers());
    assertThat(calls(before, "/next")).as("result sets that end after a minute").isZero();
  }

  @Test
  void suppliersAndPersonsArePublishedWithWhatTheyBelongTo() {
    connect(document());

    awaitPublished("vendor", numbers("V").size());
    awaitPublished("contact", persons());
    assertThat(published("contact").values())
        .allSatisfy(
            contact -> {
              assertThat(contact.path("key").asText())
                  .startsWith(contact.path("customerKey").asText() + ":");
              assertThat(Schemas.problems("contact", contact.toString())).isEmpty();
            });
  }

  @Test
  void anAddressThatBeginsLaterIsNotShownYet() {
    connect(document());
    awaitPublished("customer", customers());

    List<String> streets =
        published("customer").values().stream()
            .map(customer -> customer.at("/billingAddress/line1").asText())
            .collect(Collectors.toList());

    assertThat(jde.get("/rows/F0116").toString()).contains("New Harbour", "Old Mill Lane");
    assertThat(streets).noneMatch(street -> street.startsWith("New Harbour"));
    assertThat(streets).noneMatch(street -> street.startsWith("Old Mill Lane"));
  }

  @ParameterizedTest
  @CsvSource({
    "F03012,    CreditLimit,  4711,              /creditLimit/amount",
    "F0115,     PhoneNumber,  555 1234,          /phone",
    "F01151,    Email,        new@acme.example,  /email",
    "F0116,     City,         Springfield,       /billingAddress/city",
    "F0101,     TaxId,        XX 1,              /taxId"
  })
  void aChangeOfAnyTableIsFoundThoughItsStampIsOfTomorrow(
      String table, String input, String value, String pointer) {
    connect(document());
    awaitPublished("customer", customers());
    String an8 = numbers("C").get(1);

    jde.patch("/customers/" + an8, "{\"%s\":\"%s\"}".formatted(input, value));
    poll("customers");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(published("customer").get(an8).at(pointer).asText())
                    .as(table)
                    .endsWith(value));
  }

  @Test
  void whatChangedInManyTablesIsReadOnceAlsoInManyPages() {
    // Pages of seven: an address that changed on several days of other tests has rows of its own.
    ObjectNode document = document();
    ((ObjectNode) document.path("settings")).put("keysPerCall", 100);
    connect(document);
    awaitPublished("customer", customers());
    List<String> changed = numbers("C").subList(20, 28);
    for (String an8 : changed) {
      jde.patch(
          "/customers/" + an8,
          "{\"CreditLimit\":\"616\",\"City\":\"Lund\",\"PhoneNumber\":\"1\",\"TaxId\":\"XX 6\"}");
    }
    long before = jde.now();

    poll("customers");

    changed.forEach(an8 -> awaitField("customer", an8, "/creditLimit/amount", "616"));
    List<String> books =
        jde.bodiesSince(before, "/jderest/v2/dataservice").stream()
            .filter(body -> body.contains("F0101.ALPH"))
            .toList();
    for (String an8 : changed) {
      assertThat(books).filteredOn(body -> body.contains("\"" + an8 + "\"")).hasSize(1);
    }
  }

  @Test
  void aPollThatFindsNothingAsksEachTableOfItsStreamOnce() {
    connect(document());
    awaitPublished("customer", customers());
    awaitPublished("contact", persons());
    jde.timePasses(Duration.ofDays(4));
    List<String> quarantined = new ArrayList<>(numbers("C"));
    quarantined.removeAll(published("customer").keySet());
    Map<String, Integer> tables = Map.of("customers", 5, "credit", 1, "vendors", 5, "contacts", 3);
    Instant lately = jde.time().minus(Duration.ofDays(1));
    tables.keySet().forEach(stream -> awaitReadBehind(stream, lately));

    tables.forEach(
        (stream, count) -> {
          polled(stream);
          long before = jde.now();
          polled(stream);
          List<String> asked = jde.bodiesSince(before, "/jderest/v2/dataservice");
          assertThat(asked)
              .as("questions of " + stream)
              .filteredOn(question -> question.contains("TODAY_MINUS_DAY"))
              .hasSize(count);
          assertThat(asked)
              .as("but for whoever has a stamp of a later century")
              .filteredOn(question -> !question.contains("TODAY_MINUS_DAY"))
              .allMatch(question -> quarantined.stream().anyMatch(question::contains));
        });
  }

  private void polled(String stream) {
    Instant read = readUpTo(stream);
    poll(stream);
    awaitReadBehind(stream, read);
  }

  private void awaitReadBehind(String stream, Instant time) {
    await().atMost(PATIENCE).until(() -> readUpTo(stream).isAfter(time));
  }

  private Instant readUpTo(String stream) {
    for (JsonNode each : CanonicalJson.read(streams(), JsonNode.class).path("streams")) {
      if (each.path("stream").asText().equals(stream) && each.path("watermark").isTextual()) {
        return Instant.parse(each.path("watermark").asText());
      }
    }
    return Instant.EPOCH;
  }

  @Test
  void theCreditStreamFindsANewLimitAndLeavesTheCustomerToItsOwnStream() {
    // What other tests changed is too long ago to be asked for again.
    jde.timePasses(Duration.ofDays(4));
    connect(document());
    awaitPublished("customer", customers());
    String an8 = numbers("C").get(2);
    jde.patch("/customers/" + an8, "{\"CreditLimit\":\"815\"}");
    long before = jde.now();

    poll("credit");

    awaitField("customer", an8, "/creditLimit/amount", "815");
    assertThat(jde.bodies("/jderest/v2/dataservice").toString()).contains("TODAY_MINUS_DAY");
    assertThat(calls(before, "/dataservice"))
        .as("of one table, and of what changed there")
        .isLessThan(40);
    jde.delete("/entries/" + an8);
    scan("customers");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(published("customer").get(an8).toString()).contains("reason"));
  }

  @Test
  void aRowThatAProgramChangedWithoutAStampIsFoundByTheScanAndADeletedOneIsRemoved() {
    connect(document());
    awaitPublished("customer", customers());
    String an8 = numbers("C").get(3);
    jde.patch(
        "/rows/F03012/" + an8 + "/" + JdeAccounts.COMPANY + "?stamped=false", "{\"ACL\":\"99\"}");
    String gone = numbers("C").get(4);
    jde.delete("/entries/" + gone);

    scan("customers");

    awaitField("customer", an8, "/creditLimit/amount", "99");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(published("customer").get(gone).toString()).contains("reason"));
  }

  @Test
  void aServerThatShowsFewerRowsThanAskedForHidesNothing() {
    jde.patch("/settings", "{\"largestPage\":3}");

    connect(with("pageSize", 500));

    awaitPublished("customer", customers());
    awaitPublished("contact", persons());
  }

  @ParameterizedTest
  @CsvSource({"dd/MM/yyyy", "MM/dd/yyyy"})
  void datesMayBeSaidAsOurUserWritesThem(String format) {
    jde.patch("/settings", "{\"dateFormat\":\"" + format + "\"}");
    connect(with("dateFilter", "literal"));
    awaitPublished("customer", customers());
    String an8 = numbers("C").get(5);

    String limit = format.startsWith("dd") ? "1201" : "1202";
    jde.patch("/customers/" + an8, "{\"CreditLimit\":\"" + limit + "\"}");
    poll("customers");

    awaitField("customer", an8, "/creditLimit/amount", limit);
  }

  @Test
  void aWebhookOfJdeMakesANewLimitKnownAtOnceAndAStrangersDoesNot() {
    connect(document());
    awaitPublished("customer", customers());
    String hook = url + "hooks/jdedwards/" + connection() + "/address-numbers";
    JsonNode made =
        jde.post(
            "/hooks",
            "{\"url\":\"%s\",\"header\":\"X-MlConnector-Secret\",\"secret\":\"%s\",\"member\":\"addressNumbers\",\"tables\":[\"F03012\"]}"
                .formatted(hook, Connections.HOOK_SECRET));
    String an8 = numbers("C").get(7);
    try {
      jde.patch("/customers/" + an8, "{\"CreditLimit\":\"31415\"}");

      awaitField("customer", an8, "/creditLimit/amount", "31415");
    } finally {
      jde.delete("/hooks/" + made.path("id").asText());
    }
    String path = "/hooks/jdedwards/" + connection() + "/address-numbers";
    assertThat(service().post(path, "{\"addressNumbers\":[1]}").status()).isEqualTo(401);
  }
}
