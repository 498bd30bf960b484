package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.mirror.Disputes.Said;
import io.mlconnector.mapping.route.StoredRoutes;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two systems with people on both sides, over the mapping's own database. */
class MirrorsTest {

  private final TwoSides world = new TwoSides();
  private final Mapping mapping = world.mapping;
  private final Disputes disputes = world.disputes;
  private final Twin erp = world.erp;
  private final Twin crm = world.crm;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsMadeOnOneSideIsMadeOnceOnTheOtherAndNotCreatedBack() {
    String made = erp.make("Name", "Acme", "Email", "a@acme.example");
    poll(erp, made);
    mapping.meetings.goOn();
    ConsumerRecord<String, byte[]> outcome = crm.take(TwoSides.only(mapping.outbox.deliveries()));
    String there = crm.created.get(0);

    // The record comes through its own poll before its outcome does.
    poll(crm, there);
    mapping.meetings.goOn();
    assertThat(mapping.outbox.deliveries()).isEmpty();

    mapping.tell(outcome);
    settle();

    assertThat(erp.records).hasSize(1);
    assertThat(crm.records).hasSize(1);
    assertThat(crm.records.get(there)).containsEntry("Name", "Acme").containsEntry("Number", made);
    assertThat(mapping.rows("select phase from mirror_pair")).containsExactly("PAIRED");
    assertThat(mapping.rows("select target_key from link order by target_key"))
        .containsExactly(there, made);
  }

  @Test
  void anEditOfEitherSideGoesToTheOtherAndNoEchoComesBack() {
    String left = pair("Acme");
    String right = crm.created.get(0);

    erp.edit(left, "Name", "Acme Ltd");
    poll(erp, left);
    settle();
    assertThat(crm.records.get(right)).containsEntry("Name", "Acme Ltd");
    crm.edit(right, "Tax", "DE1");
    poll(crm, right);
    settle();

    assertThat(erp.records.get(left)).containsEntry("Tax", "DE1");
    quiet(left, right);
  }

  @Test
  void aValueCutShortIsNoEdit() {
    crm.stores = (field, value) -> value.length() > 6 ? value.substring(0, 6) : value;
    String left = pair("A very long name");
    String right = crm.created.get(0);
    settle();

    quiet(left, right);

    assertThat(erp.records.get(left)).containsEntry("Name", "A very long name");
    assertThat(crm.records.get(right)).containsEntry("Name", "A very");
  }

  @Test
  void aValueCutShortThatNobodyCouldReadBackIsNeverWrittenOverTheLongerOne() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    crm.stores = (field, value) -> value.length() > 6 ? value.substring(0, 6) : value;
    crm.unread = true;
    erp.edit(left, "Name", "A very long name");
    erp.edit(left, "Tax", "DE1");
    poll(erp, left);
    settle();
    poll(crm, right);
    settle();

    assertThat(erp.records.get(left)).containsEntry("Name", "A very long name");
    assertThat(TwoSides.only(TwoSides.only(disputes.list(Scope.ALL, "", 0, 10)).fields()).field())
        .isEqualTo("name");
    assertThat(crm.records.get(right)).containsEntry("Tax", "DE1");
    quiet(left, right);
  }

  @Test
  void aRecordMadeThatNobodyCouldReadBackIsLookedAtAndThenQuiet() {
    crm.unread = true;
    String left = pair("Acme");
    String right = crm.created.get(0);

    quiet(left, right);

    assertThat(crm.taken).extracting(Delivery::mode).contains(Mode.LOOK);
    assertThat(disputes.list(Scope.ALL, "", 0, 10)).isEmpty();
    assertThat(erp.records.get(left)).containsEntry("Name", "Acme");
  }

  @Test
  void anEditThatNobodyHasReadYetIsNotWrittenOver() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Name", "Acme of the sales people");
    mapping.clock.add(Duration.ofMinutes(5));
    erp.edit(left, "Name", "Acme of the bookkeepers");

    poll(erp, left);
    settle();

    assertThat(crm.records.get(right)).containsEntry("Name", "Acme of the sales people");
    assertThat(erp.records.get(left)).containsEntry("Name", "Acme of the bookkeepers");
    assertThat(mapping.rows("select conflicts from mirror_pair")).containsExactly("1");
  }

  @Test
  void aPersonSeesBothValuesAndDecides() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Name", "Acme of the sales people");
    erp.edit(left, "Name", "Acme of the bookkeepers");
    poll(crm, right);
    mapping.clock.add(Duration.ofMinutes(5));
    poll(erp, left);
    settle();

    Disputes.Dispute dispute = TwoSides.only(disputes.list(Scope.ALL, "erp-to-crm", 0, 10));
    Disputes.Disputed name = TwoSides.only(dispute.fields());
    assertThat(name.sides())
        .extracting(side -> side.connection() + " " + side.value().asText())
        .containsExactlyInAnyOrder("erp Acme of the bookkeepers", "crm Acme of the sales people");
    assertThat(mapping.outbox.audited())
        .extracting(AuditEvent::step)
        .contains(AuditEvent.Step.CONFLICT);
    disputes.resolve(
        dispute.id(), dispute.version(), Map.of("name", new Said("crm", null)), "a person");
    settle();

    assertThat(erp.records.get(left)).containsEntry("Name", "Acme of the sales people");
    assertThat(disputes.list(Scope.ALL, "", 0, 10)).isEmpty();
    assertThat(mapping.outbox.audited())
        .extracting(AuditEvent::step)
        .contains(AuditEvent.Step.RESOLVED);
    quiet(left, right);
  }

  @Test
  void aPersonGivesBothSidesAnotherValue() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Name", "One");
    erp.edit(left, "Name", "Two");
    poll(crm, right);
    poll(erp, left);
    settle();
    Disputes.Dispute dispute = TwoSides.only(disputes.list(Scope.ALL, "", 0, 10));

    assertThatThrownBy(
            () ->
                disputes.resolve(
                    dispute.id(), dispute.version(), Map.of("phone", new Said("crm", null)), "p"))
        .isInstanceOf(Problem.class);
    disputes.resolve(
        dispute.id(),
        dispute.version(),
        Map.of("name", new Said(null, TextNode.valueOf("Three"))),
        "a person");
    settle();

    assertThat(erp.records.get(left)).containsEntry("Name", "Three");
    assertThat(crm.records.get(right)).containsEntry("Name", "Three");
    quiet(left, right);
  }

  @Test
  void theNewestChangeWinsWhereTheyAreFarEnoughApart() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    erp.edit(left, "Name", "Older");
    crm.edit(right, "Name", "Newer");
    mapping.clock.add(Duration.ofHours(3));
    poll(erp, left);
    mapping.clock.add(Duration.ofHours(3));
    poll(crm, right);
    settle();

    assertThat(erp.records.get(left)).containsEntry("Name", "Newer");
    quiet(left, right);
  }

  @Test
  void anAdapterThatDiedBehindItsCreationLeadsToNoSecondRecord() {
    String made = erp.make("Name", "Acme");
    poll(erp, made);
    mapping.meetings.goOn();
    Delivery delivery = TwoSides.only(mapping.outbox.deliveries());
    crm.take(delivery);
    crm.links.clear();
    String there = crm.created.get(0);
    crm.records.get(there).put("External", "erp:customer:" + made);

    poll(crm, there);
    mapping.tell(crm.take(delivery));
    settle();

    assertThat(erp.records).hasSize(1);
    assertThat(crm.records).hasSize(1);
    assertThat(mapping.rows("select phase from mirror_pair")).containsExactly("PAIRED");
  }

  @Test
  void theOwnerOfAFieldWins() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Phone", "1");
    erp.edit(left, "Phone", "2");

    poll(crm, right);
    poll(erp, left);
    settle();

    assertThat(crm.records.get(right)).containsEntry("Phone", "2");
    assertThat(erp.records.get(left)).containsEntry("Phone", "2");
    quiet(left, right);
  }

  @Test
  void recordsThatWereOnBothSidesAreLinkedWhereEachFindsTheOther() {
    String left = erp.make("Name", "Acme", "Email", "A@Acme.example ");
    String right = crm.make("Name", "ACME", "Email", "a@acme.example", "Phone", "5");
    poll(erp, left);
    poll(crm, right);
    settle();

    assertThat(erp.records).hasSize(1);
    assertThat(crm.records).hasSize(1);
    assertThat(mapping.rows("select phase, conflicts from mirror_pair"))
        .containsExactly("PAIRED 0");
    assertThat(erp.records.get(left)).containsEntry("Phone", "5").containsEntry("Name", "Acme");
    quiet(left, right);
  }

  @Test
  void whereSeveralMatchFromEitherSideNoneIsLinked() {
    String left = erp.make("Name", "Acme", "Email", "a@acme.example");
    String one = crm.make("Name", "Acme One", "Email", "a@acme.example");
    String two = crm.make("Name", "Acme Two", "Email", "a@acme.example");
    poll(crm, one);
    settle();
    poll(erp, left);
    poll(crm, two);
    settle();

    assertThat(erp.records).hasSize(1);
    assertThat(crm.records).hasSize(2);
    assertThat(mapping.rows("select distinct phase from mirror_pair")).containsExactly("PARKED");
    assertThat(mapping.rows("select target_key from link")).isEmpty();
  }

  @Test
  void nothingIsDeliveredBeforeBothRoutesAreLive() {
    StoredRoutes.put(
        mapping.transactions,
        TwoSides.ROUTES.replaceFirst("state: live", "state: plan").replace("FIRST", "manual"));
    poll(crm, crm.make("Name", "Acme"));
    settle();

    assertThat(crm.taken).isEmpty();
    assertThat(erp.taken).isEmpty();
  }

  private String pair(String name) {
    return world.pair(name);
  }

  private void poll(Twin twin, String key) {
    world.poll(twin, key);
  }

  private void quiet(String left, String right) {
    world.quiet(left, right);
  }

  private void settle() {
    world.settle();
  }

  @Test
  void aFirstDeliveryIsGuarded() {
    poll(erp, erp.make("Name", "Acme"));
    mapping.meetings.goOn();

    Delivery delivery = TwoSides.only(mapping.outbox.deliveries());

    assertThat(delivery.mode()).isEqualTo(Mode.UPSERT);
    assertThat(delivery.guarded()).isTrue();
    assertThat(delivery.key()).isNull();
  }
}
