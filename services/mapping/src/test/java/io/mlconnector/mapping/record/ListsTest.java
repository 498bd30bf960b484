package io.mlconnector.mapping.record;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.erased;
import static io.mlconnector.mapping.Records.outcome;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is gone at its source, and what records lack, for people. */
class ListsTest {

  private static final String ROUTES =
      """
      routes:
        - name: vendors
          from: { connection: hr, entity: vendor }
          to: { connection: zendesk-prod, object: organization }
          match: [external_id]
          fields: { external_id: "$externalId()", name: name }
          onRemoved: { organization_fields.status: "'gone'" }
          state: live
      """;

  private final Mapping mapping = new Mapping();
  private final ListsResource lists =
      new ListsResource(mapping.transactions, Caller.of(Rights.everything("ada")));

  @AfterEach
  void close() {
    mapping.close();
  }

  private static RecordKey vendor(String key) {
    return new RecordKey("hr", "vendor", key);
  }

  private static Map<String, Object> named(String name, String status) {
    return Map.of("key", "k", "name", name, "status", status);
  }

  private List<Gone> gone(String connection) {
    return lists.gone(connection, "", "open", "", 100);
  }

  @Test
  void whatIsRemovedIsListedWithItsNameWhySinceWhenAndWhatBecameOfIt() {
    StoredRoutes.put(mapping.transactions, ROUTES);
    mapping.take(changed(vendor("SHARE:1"), 1, named("Acme, \"Inc\"", "active")));
    Delivery made = mapping.outbox.deliveries().get(0);
    mapping.tell(outcome(made, 1, Result.CREATED, "501", 1));

    mapping.take(removed(vendor("SHARE:1"), 2));

    Gone gone = gone("").get(0);
    assertThat(gone.connection() + gone.entity() + gone.key()).isEqualTo("hrvendorSHARE:1");
    assertThat(gone.name()).isEqualTo("Acme, \"Inc\"");
    assertThat(gone.why()).isEqualTo("gone");
    assertThat(gone.since()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(gone.targets())
        .containsExactly(new Gone.Target("zendesk-prod", "organization", "501"));
    assertThat(csv(lists.goneAsCsv("", "")))
        .isEqualTo(
            """
            connection,entity,key,name,why,since,targets,ticked off by,at,because
            hr,vendor,SHARE:1,"Acme, ""Inc\""",gone,2026-01-01T00:00:00Z,\
            "zendesk-prod organization 501",,,
            """);
  }

  @Test
  void whatIsThereAgainOrErasedIsListedNoMore() {
    mapping.take(changed(vendor("1"), 1, named("A", "active")));
    mapping.take(changed(vendor("2"), 2, named("B", "active")));
    mapping.take(removed(vendor("1"), 3), removed(vendor("2"), 4));
    assertThat(gone("hr")).hasSize(2);

    mapping.take(changed(vendor("1"), 5, named("A", "active")), erased(vendor("2"), 6));

    assertThat(gone("hr")).isEmpty();
  }

  @Test
  void vendorsAndCustomersThatAreInactiveAreListedAndPeopleWhoLeftAreNot() {
    mapping.take(
        changed(vendor("1"), 1, named("A", "inactive")),
        changed(customer("2"), 2, named("B", "inactive")),
        changed(vendor("3"), 3, named("C", "active")),
        changed(new RecordKey("hr", "employee", "4"), 4, named("D", "inactive")));

    assertThat(gone("")).extracting(Gone::key).containsExactly("2", "1");
    assertThat(gone("")).extracting(Gone::why).containsOnly("inactive");
    assertThat(gone("hr")).extracting(Gone::key).containsExactly("1");
    assertThat(lists.gone("", "customer", "open", "", 100))
        .extracting(Gone::key)
        .containsExactly("2");
  }

  @Test
  void pagesGoOnBehindTheLastOneOfThePageBefore() {
    for (int i = 1; i <= 5; i++) {
      mapping.take(removed(vendor("k" + i), i));
    }

    List<Gone> first = lists.gone("hr", "", "open", "", 2);
    List<Gone> next = lists.gone("hr", "", "open", first.get(1).record(), 100);

    assertThat(first).extracting(Gone::key).containsExactly("k1", "k2");
    assertThat(next).extracting(Gone::key).containsExactly("k3", "k4", "k5");
  }

  @Test
  void whatARecordLacksIsListedUntilItIsThere() {
    RecordKey person = new RecordKey("hr", "employee", "7");
    Map<String, Object> gap = Map.of("field", "email", "reason", "PeopleSoft has no e-mail");
    mapping.take(changed(person, 1, Map.of("key", "7", "name", "Ada", "gaps", List.of(gap))));

    Gap listed = lists.gaps("", "employee", "open", "", 100).get(0);
    assertThat(listed.name() + " " + listed.field() + " " + listed.reason())
        .isEqualTo("Ada email PeopleSoft has no e-mail");

    mapping.take(changed(person, 2, Map.of("key", "7", "name", "Ada", "email", "a@b.example")));
    assertThat(lists.gaps("hr", "", "open", "", 100)).isEmpty();
  }

  @Test
  void anExportGoesOnBehindItsPagesAndHoldsNothingThatASpreadsheetComputes() {
    List<Map<String, Object>> gaps =
        List.of(
            Map.of("field", "email", "reason", "None, so far"),
            Map.of("field", "phone", "reason", "None"));
    for (int i = 0; i < 1_200; i++) {
      RecordKey person = new RecordKey("hr", "employee", String.valueOf(10_000 + i));
      mapping.take(changed(person, i + 1, Map.of("key", "7", "name", "=1+1", "gaps", gaps)));
    }

    List<String> lines = csv(lists.gapsAsCsv("hr", "employee")).lines().toList();

    assertThat(lines).hasSize(1 + 2 * 1_200).doesNotHaveDuplicates();
    assertThat(lines.subList(0, 3))
        .containsExactly(
            "connection,entity,key,name,field,reason,since,ticked off by,at,because",
            "hr,employee,10000,\"'=1+1\",email,\"None, so far\",2026-01-01T00:00:00Z,,,",
            "hr,employee,10000,\"'=1+1\",phone,None,2026-01-01T00:00:00Z,,,");
  }

  private static String csv(StreamingOutput export) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      export.write(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
