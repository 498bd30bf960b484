package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two systems with people on both sides, over the mapping's own database. */
class MirrorsTest {

  private static final String ROUTES =
      """
      routes:
        - name: erp-to-crm
          mirror: crm-to-erp
          from: { connection: erp, entity: customer, when: "name != 'Internal'" }
          to: { connection: crm, object: account }
          match: [Email, Tax]
          fields:
            Name: name
            Email: email
            Tax: taxId
            Phone: phone
            Number: key
          state: live
        - name: crm-to-erp
          mirror: { route: erp-to-crm, within: 1h, first: FIRST }
          from: { connection: crm, entity: customer }
          to: { connection: erp, object: customer }
          match: [Email, Tax]
          fields:
            Name: { value: name, clear: true }
            Email: email
            Tax: taxId
            Phone: { value: phone, conflict: { owner: erp } }
          state: live
      """;

  private final Mapping mapping = new Mapping();
  private final Twin erp = new Twin("erp");
  private final Twin crm = new Twin("crm");

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTES.replace("FIRST", "manual"));
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void whatIsMadeOnOneSideIsMadeOnceOnTheOtherAndNotCreatedBack() {
    String made = erp.make("Name", "Acme", "Email", "a@acme.example");
    poll(erp, made);
    mapping.meetings.goOn();
    ConsumerRecord<String, byte[]> outcome = crm.take(only(mapping.outbox.deliveries()));
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
  void anEditThatNobodyHasReadYetIsNotWrittenOver() {
    String left = pair("Acme");
    String right = crm.created.get(0);
    crm.edit(right, "Name", "Acme of the sales people");
    mapping.clock.forward(Duration.ofHours(5));
    erp.edit(left, "Name", "Acme of the bookkeepers");

    poll(erp, left);
    settle();

    assertThat(crm.records.get(right)).containsEntry("Name", "Acme of the sales people");
    assertThat(erp.records.get(left)).containsEntry("Name", "Acme of the bookkeepers");
    assertThat(mapping.rows("select conflicts from mirror_pair")).containsExactly("1");
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
        ROUTES.replaceFirst("state: live", "state: plan").replace("FIRST", "manual"));
    poll(crm, crm.make("Name", "Acme"));
    settle();

    assertThat(crm.taken).isEmpty();
    assertThat(erp.taken).isEmpty();
  }

  private String pair(String name) {
    String left = erp.make("Name", name, "Email", "a@acme.example");
    poll(erp, left);
    settle();
    return left;
  }

  private void poll(Twin twin, String key) {
    mapping.take(twin.read(key, mapping.clock.instant()));
  }

  /** Reading all again delivers nothing. */
  private void quiet(String left, String right) {
    int before = erp.taken.size() + crm.taken.size();
    poll(erp, left);
    poll(crm, right);
    settle();
    poll(erp, left);
    poll(crm, right);
    settle();
    assertThat(erp.taken.size() + crm.taken.size() - before).isZero();
  }

  /** Takes deliveries and reads again what is asked for, until nothing is left. */
  private void settle() {
    for (int round = 0; round < 50; round++) {
      mapping.meetings.goOn();
      List<Delivery> deliveries = new ArrayList<>(mapping.outbox.deliveries());
      for (Delivery delivery : deliveries) {
        Twin target = delivery.ref().connection().equals("erp") ? erp : crm;
        mapping.tell(target.take(delivery));
      }
      boolean read = rereads(Map.of("left_ref", "reread_left", "right_ref", "reread_right"));
      if (deliveries.isEmpty() && !read) {
        return;
      }
    }
    throw new AssertionError("never quiet");
  }

  private boolean rereads(Map<String, String> columns) {
    boolean any = false;
    for (Map.Entry<String, String> column : columns.entrySet()) {
      for (String ref :
          mapping.rows(
              "select coalesce(%s, found_ref) from mirror_pair where %s is not null"
                  .formatted(column.getKey(), column.getValue()))) {
        var source = io.mlconnector.canonical.delivery.Ref.parse(ref).source();
        mapping.rows(
            "update mirror_pair set %s = null where coalesce(%s, found_ref) = '%s' returning id"
                .formatted(column.getValue(), column.getKey(), ref));
        poll(source.connection().equals("erp") ? erp : crm, source.key());
        any = true;
      }
    }
    return any;
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  @Test
  void aFirstDeliveryIsGuarded() {
    poll(erp, erp.make("Name", "Acme"));
    mapping.meetings.goOn();

    Delivery delivery = only(mapping.outbox.deliveries());

    assertThat(delivery.mode()).isEqualTo(Mode.UPSERT);
    assertThat(delivery.guarded()).isTrue();
    assertThat(delivery.key()).isNull();
  }
}
