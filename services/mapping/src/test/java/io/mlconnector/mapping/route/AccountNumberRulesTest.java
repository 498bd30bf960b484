package io.mlconnector.mapping.route;

import static io.mlconnector.mapping.Records.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.resync.Resync;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Account numbers as external ids, refused where two records may have the same one. */
class AccountNumberRulesTest {

  private static final String BY_NUMBER =
      """
      routes:
        - name: numbers
          from: { connection: d365-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          match: [external_id]
          externalId: account-number
          fields: { external_id: "$externalId()", name: name }
          state: live
      """;

  private static final String VENDORS =
      BY_NUMBER.replace("numbers", "vendors").replace("customer", "vendor");

  private static final String OTHER_ERP =
      BY_NUMBER.replace("numbers", "others").replace("d365-prod", "fusion-prod");

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private final RouteKeeper keeper =
      new RouteKeeper(
          mapping.transactions,
          mapping.routes,
          new RouteValidator(adapters, mapping.transactions),
          new Resync(
              mapping.transactions,
              mapping.routes,
              mapping.redelivery,
              mapping.outbox,
              Clock.systemUTC()),
          Clock.systemUTC());

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void oneErpWithOneCompanyAndOneKindOfAccountMayHaveThem() {
    adapters.companies.put("d365-prod", List.of("usmf"));
    mapping.take(customer("usmf:1", "1"), customer("usmf:2", "2"));

    save(BY_NUMBER);

    assertThat(keeper.find("numbers").orElseThrow().route().scheme().text())
        .isEqualTo("account-number");
    save(byDefault(VENDORS));
    save(byDefault(OTHER_ERP));
  }

  @Test
  void customersAndVendorsOfOneTargetMayNotBothHaveThem() {
    save(BY_NUMBER);

    assertThat(refused(VENDORS))
        .contains("externalId", "route 'numbers' makes organization of zendesk-prod too")
        .contains("a vendor and a customer of d365-prod may have one number")
        .contains("take externalId out of one of the two routes");
  }

  @Test
  void twoErpsOfOneTargetMayNotBothHaveThem() {
    save(BY_NUMBER);

    assertThat(refused(OTHER_ERP))
        .contains("a customer of fusion-prod and a customer of d365-prod may have one number");
    save(OTHER_ERP.replace("organization", "user"));
  }

  @Test
  void anIdOfSomebodysOwnIsNoBetterWhicheverOfTheTwoComesFirst() {
    String own = byDefault(VENDORS).replace("\"$externalId()\"", "accountNumber");
    save(BY_NUMBER);
    assertThat(refused(own))
        .contains("fields.external_id", "route 'numbers'", "write \"$externalId()\" here");

    keeper.remove("numbers", "test");
    save(own);
    assertThat(refused(BY_NUMBER)).contains("route 'vendors' makes organization");
  }

  @Test
  void aConnectionOfSeveralCompaniesMayNotHaveThem() {
    adapters.companies.put("d365-prod", List.of("usmf", "usrt"));
    assertThat(refused(BY_NUMBER))
        .contains("d365-prod reads the companies usmf, usrt")
        .contains("name one company in its setting companies");

    adapters.companies.put("d365-prod", List.of());
    assertThat(refused(BY_NUMBER)).contains("d365-prod reads all companies");
  }

  @Test
  void norOneWhoseRecordsAreOfSeveral() {
    mapping.take(customer("usmf:1", "1"), customer("usrt:2", "2"));

    assertThat(refused(BY_NUMBER)).contains("customer records of the companies usmf, usrt");
  }

  @Test
  void norOneWithTwoRecordsOfANumberInAnyCase() {
    mapping.take(customer("7", "A-1"), customer("8", "a-1 "));

    assertThat(refused(BY_NUMBER)).contains("customer 7 and 8 of d365-prod have the same one");
  }

  @Test
  void whatHasNoAccountNumberOrWritesNoExternalIdIsToldSo() {
    String contacts = BY_NUMBER.replace("entity: customer", "entity: contact");
    assertThat(refused(contacts)).contains("contact has no account number");
    assertThat(
            refused(
                BY_NUMBER
                    .replace("external_id: \"$externalId()\", ", "")
                    .replace("match: [external_id]", "match: []")))
        .contains("no field calls $externalId()");
    assertThat(refused(BY_NUMBER.replace("account-number", "number")))
        .contains("must be default or account-number, not 'number'");
  }

  @Test
  void aRouteThatClashesByNowCanStillBePausedAndNotSetLiveAgain() {
    save(BY_NUMBER);
    mapping.take(customer("usmf:1", "1"), customer("usrt:2", "2"));

    RouteKeeper.Saved paused = keeper.changeState("numbers", RouteState.PAUSED, "test");

    assertThat(paused.warnings()).extracting(FieldError::field).containsExactly("externalId");
    assertThatThrownBy(() -> keeper.changeState("numbers", RouteState.LIVE, "test"))
        .isInstanceOf(Problem.class);
  }

  @Test
  void anAdapterThatCannotSayWhichCompaniesItReadsIsWaitedFor() {
    adapters.silent = true;

    assertThat(refused(BY_NUMBER)).contains("cannot be set live before it is checked");
  }

  private void save(String yaml) {
    RouteYaml.read(yaml).routes().forEach(route -> keeper.save(route, "test", null, List.of()));
  }

  private String refused(String yaml) {
    try {
      save(yaml);
    } catch (Problem e) {
      return e.getMessage()
          + e.errors().stream().map(error -> " " + error.field() + " " + error.problem()).toList();
    }
    throw new AssertionError("the route was taken");
  }

  private static String byDefault(String yaml) {
    return yaml.replace("    externalId: account-number\n", "");
  }

  private static org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> customer(
      String key, String number) {
    return changed(
        new RecordKey("d365-prod", "customer", key),
        1,
        Map.of("key", key, "name", "N", "status", "active", "accountNumber", number));
  }
}
