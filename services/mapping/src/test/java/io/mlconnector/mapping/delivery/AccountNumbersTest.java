package io.mlconnector.mapping.delivery;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.outcome;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.record.AccountNumberTable;
import io.mlconnector.mapping.record.AccountNumberTable.Wanted;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A number that turns out to be that of two records, and a setting that changes later. */
class AccountNumbersTest {

  private static final String ROUTE =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          match: [external_id]
          externalId: account-number
          fields: { external_id: "$externalId()", name: name }
          state: live
      """;

  private static final String BY_DEFAULT = ROUTE.replace("account-number", "default");

  private final Mapping mapping = new Mapping();
  private long number;

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTE);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void theNumberIsTheExternalId() {
    mapping.take(account("usmf:US-001", "US-001"));

    assertThat(ids()).containsExactly("US-001");
  }

  @Test
  void theSecondRecordOfANumberIsParkedAndTheFirstGoesOn() {
    mapping.take(account("usmf:US-001", "US-001"));
    assertThat(ids()).hasSize(1);

    mapping.take(account("usrt:US-001", "us-001"));
    assertThat(ids()).isEmpty();
    assertThat(parked())
        .singleElement()
        .satisfies(
            reason ->
                assertThat(reason)
                    .contains("external id of customer usmf:US-001 of fusion-prod already")
                    .contains("take externalId out of the route"));

    mapping.take(account("usmf:US-001", "US-001"));
    assertThat(ids()).containsExactly("US-001");
  }

  @Test
  void ofTwoInOneBatchOneIsParked() {
    mapping.take(account("usmf:1", "1"), account("usrt:1", "1"), account("usmf:2", "2"));

    assertThat(ids()).containsExactlyInAnyOrder("1", "2");
    assertThat(parked()).hasSize(1);
  }

  @Test
  void aRecordWithoutANumberIsParkedUntilItHasOne() {
    mapping.take(account("1", " "));
    assertThat(parked()).singleElement().asString().contains("has no account number");

    mapping.take(account("1", "4711"));

    assertThat(ids()).containsExactly("4711");
    assertThat(parked()).isEmpty();
  }

  @Test
  void aRecordThatGetsAnotherNumberLeavesItsOld() {
    mapping.take(account("a", "1"));
    mapping.take(account("a", "2"));
    mapping.take(account("b", "1"));

    assertThat(ids()).containsExactly("1", "2", "1");
  }

  @Test
  void whatIsRemovedKeepsItsNumberForAsLongAsItsTargetRecordIsThere() {
    mapping.take(account("a", "1"));
    Delivery first = mapping.outbox.deliveries().get(0);
    mapping.tell(outcome(first, 1, Result.CREATED, "501", 10));
    mapping.take(removed(customer("a"), ++number));
    mapping.take(account("b", "1"));
    assertThat(ids()).isEmpty();

    mapping.rows("update link set target_key = null returning 1");
    mapping.take(account("b", "1"));

    assertThat(ids()).containsExactly("1");
  }

  @Test
  void changingTheSettingGivesTheSameRefAnotherIdAndSoNoSecondRecord() {
    StoredRoutes.put(mapping.transactions, BY_DEFAULT);
    mapping.take(account("usmf:1", "1"), account("usrt:1", "1"));
    List<Delivery> before = mapping.outbox.deliveries();
    before.forEach(
        each -> mapping.tell(outcome(each, 1, Result.CREATED, each.ref().source().key(), 10)));

    StoredRoutes.put(mapping.transactions, ROUTE);
    resync();

    assertThat(mapping.outbox.deliveries())
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(before).extracting(Delivery::ref).contains(delivery.ref());
              assertThat(delivery.fields().get(0).value().asText()).isEqualTo("1");
            });
    assertThat(parked()).hasSize(1);
    assertThat(mapping.rows("select count(*) from link where target_key is not null"))
        .containsExactly("2");

    StoredRoutes.put(mapping.transactions, BY_DEFAULT);
    resync();

    assertThat(ids()).containsExactly("fusion-prod:customer:usmf:1", "fusion-prod:customer:usrt:1");
    assertThat(parked()).isEmpty();
  }

  @Test
  void ofTwoReplicasThatMeetANumberOneGetsIt() throws Exception {
    Ref one = Ref.parse("zendesk-prod|organization|fusion-prod|customer|usmf:1");
    Ref two = Ref.parse("zendesk-prod|organization|fusion-prod|customer|usrt:1");
    CountDownLatch claimed = new CountDownLatch(1);
    CompletableFuture<Map<Ref, Ref>> second =
        CompletableFuture.supplyAsync(
            () -> {
              await(claimed);
              return claim(two);
            });
    mapping.take(account("usmf:1", "9"), account("usrt:1", "8"));

    Map<Ref, Ref> first =
        mapping.transactions.inTransaction(
            sql -> {
              Map<Ref, Ref> refused = AccountNumberTable.claim(sql, List.of(new Wanted(one, "1")));
              claimed.countDown();
              return refused;
            });

    assertThat(first).isEmpty();
    assertThat(second.get()).containsEntry(two, one);
  }

  private Map<Ref, Ref> claim(Ref ref) {
    return mapping.transactions.inTransaction(
        sql -> AccountNumberTable.claim(sql, List.of(new Wanted(ref, "1"))));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void resync() {
    mapping.transactions.run(
        sql -> {
          Mail mail = new Mail(sql, mapping.outbox);
          mapping.redelivery.snapshots(
              sql,
              mapping.routes.newest().named("customers").orElseThrow(),
              Snapshots.page(sql, "fusion-prod", "customer", "", 10, true),
              "resync/" + ++number,
              mail);
          mail.send();
        });
  }

  private ConsumerRecord<String, byte[]> account(String key, String account) {
    return changed(
        customer(key),
        ++number,
        Map.of("key", key, "name", "N", "status", "active", "accountNumber", account));
  }

  private List<String> ids() {
    return mapping.outbox.deliveries().stream()
        .map(delivery -> delivery.fields().get(0).value().asText())
        .toList();
  }

  private List<String> parked() {
    return mapping.rows("select reason from delivery_state where result = 'PARKED'");
  }
}
