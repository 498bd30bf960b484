package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.mapping.Records;
import io.mlconnector.mapping.route.StoredRoutes;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pairs of records while systems are away, replicas work at once, and records vanish. */
class MirrorTroubleTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final TwoSides world = new TwoSides();
  private final Twin erp = world.erp;
  private final Twin crm = world.crm;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aSideThatWasDownForADayHasItAllAfterwardsAndNothingOfItsOwnIsLost() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Tax", "DE9");
    List<Delivery> waiting = new ArrayList<>();
    for (String name : new String[] {"One", "Two", "Three"}) {
      erp.edit(left, "Name", name);
      erp.edit(left, "Phone", "5" + name);
      world.poll(erp, left);
      world.mapping.meetings.goOn();
      waiting.addAll(world.mapping.outbox.deliveries());
      world.mapping.clock.add(Duration.ofHours(8));
    }
    assertThat(waiting).as("at most one under way").hasSize(1);

    crm.edit(right, "Email", "typed@example.com");
    world.mapping.tell(crm.take(waiting.get(0)));
    world.settle();
    world.poll(crm, right);
    world.settle();

    assertThat(crm.records.get(right))
        .containsEntry("Name", "Three")
        .containsEntry("Phone", "5Three")
        .containsEntry("Tax", "DE9");
    assertThat(erp.records.get(left))
        .containsEntry("Tax", "DE9")
        .containsEntry("Email", "typed@example.com");
    assertThat(world.disputes.list(Scope.ALL, "", 0, 10)).isEmpty();
    world.quiet(left, right);
  }

  @Test
  void bothSidesWereAwayAndComeBackInTheOtherOrder() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    erp.edit(left, "Name", "Of the bookkeepers");
    erp.edit(left, "Tax", "DE1");
    crm.edit(right, "Phone", "7");
    crm.edit(right, "Email", "new@example.com");
    world.mapping.clock.add(Duration.ofDays(1));
    world.poll(crm, right);
    world.poll(erp, left);
    List<Delivery> deliveries = new ArrayList<>(world.mapping.outbox.deliveries());
    assertThat(deliveries).hasSize(1);

    world.mapping.tell(world.twin(deliveries.get(0).ref().connection()).take(deliveries.get(0)));
    world.settle();

    for (var record : List.of(erp.records.get(left), crm.records.get(right))) {
      assertThat(record)
          .containsEntry("Name", "Of the bookkeepers")
          .containsEntry("Tax", "DE1")
          .containsEntry("Phone", "7")
          .containsEntry("Email", "new@example.com");
    }
    world.quiet(left, right);
  }

  @Test
  void aReadThatBeganBeforeOurWriteSaysNothingWhenItComesAfterIt() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    ConsumerRecord<String, byte[]> early = crm.read(right, world.mapping.clock.instant());
    erp.edit(left, "Name", "Acme Ltd");
    world.poll(erp, left);
    world.settle();

    world.mapping.take(early);
    world.settle();

    assertThat(erp.records.get(left)).containsEntry("Name", "Acme Ltd");
    assertThat(crm.records.get(right)).containsEntry("Name", "Acme Ltd");
    world.quiet(left, right);
  }

  @Test
  void anEditHiddenByAnOvertakenReadIsReadAgain() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    erp.edit(left, "Name", "Acme Ltd");
    world.poll(erp, left);
    Delivery delivery = TwoSides.only(world.mapping.outbox.deliveries());
    long began = ++crm.number;
    ConsumerRecord<String, byte[]> outcome = crm.take(delivery);
    crm.edit(right, "Name", "Acme of somebody");

    world.mapping.tell(outcome);
    world.mapping.take(crm.read(right, world.mapping.clock.instant(), began));
    world.settle();

    assertThat(erp.records.get(left)).containsEntry("Name", "Acme of somebody");
    world.quiet(left, right);
  }

  @Test
  void twoReplicasThatHaveEachSideOfAPairSendOneDeliveryAtATimeAndLoseNothing() throws Exception {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    erp.edit(left, "Name", "Acme Ltd");
    crm.edit(right, "Tax", "DE1");
    ConsumerRecord<String, byte[]> ofErp = erp.read(left, world.mapping.clock.instant());
    ConsumerRecord<String, byte[]> ofCrm = crm.read(right, world.mapping.clock.instant());
    CompletableFuture<Void> one;
    CompletableFuture<Void> two;
    try (Connection holder = world.mapping.database.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("select 1 from mirror_pair for update");
      one = CompletableFuture.runAsync(() -> world.mapping.take(ofErp));
      two = CompletableFuture.runAsync(() -> world.mapping.take(ofCrm));
      await()
          .atMost(LONG)
          .until(
              () ->
                  world
                      .mapping
                      .rows(
                          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                              + " and datname = current_database()")
                      .contains("2"));
      holder.commit();
    }
    CompletableFuture.allOf(one, two).get();

    List<Delivery> first = world.mapping.outbox.deliveries();
    assertThat(first).hasSize(1);
    world.mapping.tell(world.twin(first.get(0).ref().connection()).take(first.get(0)));
    world.settle();
    assertThat(crm.records.get(right)).containsEntry("Name", "Acme Ltd");
    assertThat(erp.records.get(left)).containsEntry("Tax", "DE1");
    assertThat(crm.taken).extracting(Delivery::id).doesNotHaveDuplicates();
    assertThat(erp.taken).extracting(Delivery::id).doesNotHaveDuplicates();
    world.quiet(left, right);
  }

  @Test
  void anOutcomeAndAnEventThatTwoReplicasTakeAtOnceLoseNothing() throws Exception {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    for (int round = 0; round < 5; round++) {
      String name = "Acme " + round;
      erp.edit(left, "Name", name);
      world.poll(erp, left);
      ConsumerRecord<String, byte[]> outcome =
          crm.take(TwoSides.only(world.mapping.outbox.deliveries()));
      erp.edit(left, "Tax", "DE" + round);
      ConsumerRecord<String, byte[]> event = erp.read(left, world.mapping.clock.instant());
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> world.mapping.tell(outcome)),
              CompletableFuture.runAsync(() -> world.mapping.take(event)))
          .get();
      world.settle();

      assertThat(crm.records.get(right))
          .containsEntry("Name", name)
          .containsEntry("Tax", "DE" + round);
    }
    world.quiet(left, right);
  }

  @Test
  void aRecordThatVanishedIsFlaggedAtTheOtherSideAndNotMadeAgain() {
    StoredRoutes.put(
        world.mapping.transactions,
        TwoSides.ROUTES
            .replace("FIRST", "manual")
            .replaceFirst(
                "    state: live", "    onRemoved: { Phone: \"'gone'\" }\n    state: live"));
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    erp.records.remove(left);

    world.mapping.take(Records.removed(new RecordKey("erp", "customer", left), ++erp.number));
    Delivery flag = TwoSides.only(world.mapping.outbox.deliveries());
    assertThat(flag.mode()).isEqualTo(Mode.FLAG_REMOVED);
    world.mapping.tell(crm.take(flag));
    world.poll(crm, right);
    world.settle();

    assertThat(crm.records.get(right)).containsEntry("Phone", "gone");
    assertThat(erp.records).as("nothing is made back").isEmpty();
    assertThat(erp.taken).filteredOn(each -> each.mode() == Mode.UPSERT).isEmpty();
  }

  @Test
  void aResyncSendsNothingThatBothSidesAgreeOn() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    world.quiet(left, right);
    int before = crm.taken.size() + erp.taken.size();

    resync("erp-to-crm");
    resync("crm-to-erp");
    world.settle();

    assertThat(crm.taken.size() + erp.taken.size()).isEqualTo(before);
    assertThat(world.mapping.rows("select phase from mirror_pair")).containsExactly("PAIRED");
  }

  private void resync(String route) {
    world.mapping.transactions.run(
        sql -> {
          var mapped = world.mapping.routes.newest().named(route).orElseThrow();
          var from = mapped.route().from();
          var page =
              io.mlconnector.mapping.record.Snapshots.page(
                  sql, from.connection(), from.entity(), "", 100, true);
          var mail = new io.mlconnector.mapping.delivery.Mail(sql, world.mapping.outbox);
          world.mapping.redelivery.snapshots(sql, mapped, page, "resync/1", mail);
          mail.send();
        });
  }

  @Test
  void whatIsToBeReadAgainIsAskedForUntilTheAdapterAnswers() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Name", "Unread");
    erp.edit(left, "Name", "Acme Ltd");
    world.poll(erp, left);
    world.mapping.tell(crm.take(TwoSides.only(world.mapping.outbox.deliveries())));
    world.adapters.silent = true;
    world.rereads.goOn();
    assertThat(world.adapters.readAnew).isEmpty();

    world.adapters.silent = false;
    world.rereads.goOn();
    assertThat(world.adapters.readAnew).as("not before a minute").isEmpty();
    world.mapping.transactions.run(
        sql ->
            sql.createStatement()
                .execute(
                    "update mirror_pair set reread_left = reread_left - interval '2 minutes',"
                        + " reread_right = reread_right - interval '2 minutes'"));

    assertThat(world.readAgain()).isTrue();
    assertThat(world.adapters.readAnew).containsExactly("crm|customer|" + right);
    assertThat(world.disputes.list(Scope.ALL, "", 0, 10)).hasSize(1);
  }
}
