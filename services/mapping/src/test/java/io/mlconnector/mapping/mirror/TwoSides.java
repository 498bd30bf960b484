package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.link.LinkKeeper;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.ArrayList;
import java.util.List;

/** A mapping with a two-way route between an ERP and a CRM, each with people who edit. */
final class TwoSides implements AutoCloseable {

  static final String ROUTES =
      """
      routes:
        - name: erp-to-crm
          mirror: crm-to-erp
          from: { connection: erp, entity: customer, when: "name != 'Internal'" }
          to: { connection: crm, object: account }
          match: [External, Email, Tax]
          fields:
            External: "$externalId()"
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

  final Mapping mapping = new Mapping();
  final FakeAdapters adapters = new FakeAdapters();
  final Rereads rereads = new Rereads(mapping.transactions, adapters);
  final Disputes disputes =
      new Disputes(
          mapping.transactions,
          mapping.routes,
          mapping.mirrors,
          mapping.deliveries,
          mapping.audits,
          mapping.outbox);
  final LinkKeeper links =
      new LinkKeeper(
          mapping.transactions,
          adapters,
          mapping.routes,
          mapping.redelivery,
          mapping.mirrors,
          mapping.deliveries,
          mapping.outbox);
  final Twin erp = new Twin("erp");
  final Twin crm = new Twin("crm");

  TwoSides() {
    routes("manual");
  }

  /**
   * @param first whose values count at the first meeting
   */
  void routes(String first) {
    StoredRoutes.put(mapping.transactions, ROUTES.replace("FIRST", first));
  }

  Twin twin(String connection) {
    return connection.equals("erp") ? erp : crm;
  }

  /** A record of the ERP and what became of it in the CRM. */
  String pair(String name) {
    String left = erp.make("Name", name, "Email", name + "@example.com");
    poll(erp, left);
    settle();
    return left;
  }

  static Ref left(String key) {
    return Ref.parse("crm|account|erp|customer|" + key);
  }

  static Ref right(String key) {
    return Ref.parse("erp|customer|crm|customer|" + key);
  }

  void poll(Twin twin, String key) {
    mapping.take(twin.read(key, mapping.clock.instant()));
  }

  /** A person links two records. */
  void link(String left, String right) {
    links.set(left(left), right, "person", "a person");
    told();
  }

  /** What the mapping told the adapters of links. */
  private void told() {
    adapters.links.forEach(
        (ref, key) -> {
          Twin target = twin(Ref.parse(ref).connection());
          if (key == null) {
            target.links.remove(ref);
          } else {
            target.links.put(ref, key);
          }
        });
    adapters.links.clear();
  }

  void unlink(String left) {
    links.set(left(left), null, "person", "a person");
    told();
  }

  /** Reading all again delivers nothing. */
  void quiet(String left, String right) {
    int before = erp.taken.size() + crm.taken.size();
    for (int i = 0; i < 2; i++) {
      poll(erp, left);
      poll(crm, right);
      settle();
    }
    assertThat(erp.taken.size() + crm.taken.size() - before).isZero();
  }

  /** Takes deliveries and reads again what is asked for, until nothing is left. */
  void settle() {
    for (int round = 0; round < 50; round++) {
      mapping.meetings.goOn();
      List<Delivery> deliveries = new ArrayList<>(mapping.outbox.deliveries());
      for (Delivery delivery : deliveries) {
        mapping.tell(twin(delivery.ref().connection()).take(delivery));
      }
      boolean read = readAgain();
      if (deliveries.isEmpty() && !read) {
        return;
      }
    }
    throw new AssertionError("never quiet");
  }

  boolean readAgain() {
    adapters.readAnew.clear();
    rereads.goOn();
    for (String record : adapters.readAnew) {
      RecordKey key = RecordKey.parse(record);
      poll(twin(key.connection()), key.key());
    }
    return !adapters.readAnew.isEmpty();
  }

  static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  @Override
  public void close() {
    mapping.close();
  }
}
