package io.mlconnector.mapping.link;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkKeeperTest {

  private static final Ref ACME = Ref.parse("zendesk-prod|organization|fusion-prod|customer|1");
  private static final Ref OTHER = Ref.parse("zendesk-prod|organization|fusion-prod|customer|2");
  private static final String HEADER = LinkCsv.HEADER + "\n";

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private LinkKeeper keeper;

  @BeforeEach
  void start() {
    keeper =
        new LinkKeeper(
            mapping.transactions,
            adapters,
            mapping.routes,
            mapping.redelivery,
            mapping.mirrors,
            mapping.deliveries,
            mapping.outbox);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aLinkIsKnownToTheAdapterAndHere() {
    keeper.set(ACME, "501", "person", "a person");

    assertThat(adapters.links).containsEntry(ACME.toString(), "501");
    assertThat(keeper.list(Scope.ALL, "zendesk-prod", "", "", 10))
        .singleElement()
        .satisfies(link -> assertThat(link.key()).isEqualTo("501"));
    assertThat(keeper.list(Scope.ALL, "zendesk-prod", "501", "", 10)).hasSize(1);
    assertThat(keeper.list(Scope.ALL, "zendesk-prod", "502", "", 10)).isEmpty();
    assertThat(keeper.list(Scope.ALL, "other", "", "", 10)).isEmpty();
  }

  @Test
  void aTargetRecordBelongsToOneRef() {
    keeper.set(ACME, "501", "person", "a person");

    assertThatThrownBy(() -> keeper.set(OTHER, "501", "person", "a person"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("belongs to " + ACME);
    assertThat(adapters.links).doesNotContainKey(OTHER.toString());

    keeper.set(ACME, null, "person", "a person");
    keeper.set(OTHER, "501", "person", "a person");
    assertThat(adapters.links).containsEntry(OTHER.toString(), "501");
  }

  @Test
  void nothingIsKeptWhileTheAdapterIsAway() {
    adapters.silent = true;

    assertThatThrownBy(() -> keeper.set(ACME, "501", "person", "a person"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    assertThat(keeper.list(Scope.ALL, "", "", "", 10)).isEmpty();
  }

  @Test
  void childrenAreDeliveredAgain() {
    StoredRoutes.put(
        mapping.transactions,
        """
        routes:
          - name: customers
            from: { connection: fusion-prod, entity: customer }
            to: { connection: zendesk-prod, object: organization }
            fields: { name: name }
            state: live
          - name: contacts
            from: { connection: fusion-prod, entity: contact }
            to: { connection: zendesk-prod, object: user }
            fields: { organization_id: "$linked('customer', customerKey)" }
            state: live
        """);
    mapping.take(
        changed(
            contact("9"),
            1,
            Map.of("key", "9", "name", "N", "status", "active", "customerKey", "1")));
    mapping.outbox.deliveries();

    keeper.set(ACME, "501", "person", "a person");

    assertThat(mapping.outbox.deliveries())
        .singleElement()
        .satisfies(again -> assertThat(again.ref().source().key()).isEqualTo("9"));
  }

  @Test
  void aCheckReportsAndImportsNothing() {
    keeper.set(ACME, "501", "person", "a person");
    adapters.links.clear();
    String csv =
        HEADER
            + "zendesk-prod,organization,fusion-prod,customer,1,501\n"
            + "zendesk-prod,organization,fusion-prod,customer,2,501\n"
            + "zendesk-prod,organization,fusion-prod,customer,3,503\n"
            + "zendesk-prod,organization,fusion-prod,customer,4,503\n"
            + "nowhere,organization,fusion-prod,customer,5,505\n";

    LinkKeeper.Imported checked = keeper.imported(csv, Scope.ALL, true, "a person");

    assertThat(checked.links()).isEqualTo(1);
    assertThat(checked.unchanged()).isEqualTo(1);
    assertThat(checked.clashes())
        .extracting(Problem.FieldError::field)
        .containsExactly("line 3", "line 5", "line 6");
    assertThat(adapters.links).isEmpty();

    assertThat(keeper.imported(csv, Scope.ALL, false, "a person")).isEqualTo(checked);
    assertThat(adapters.links).hasSize(1);
  }

  @Test
  void whatIsExportedCanBeImported() {
    Ref odd = Ref.parse("zendesk-prod|organization|fusion-prod|customer|=a, \"b\"");
    keeper.set(odd, "7", "person", "a person");

    String line = LinkCsv.line(keeper.list(Scope.ALL, "", "", "", 10).get(0));

    assertThat(line).as("no spreadsheet computes it").contains("\"'=a");
    assertThat(keeper.imported(HEADER + line, Scope.ALL, true, "a person").unchanged())
        .isEqualTo(1);
  }

  @Test
  void aBrokenFileNamesEveryLine() {
    assertThatThrownBy(
            () -> keeper.imported(HEADER + "a,b\n\na,b,c,d,,f\n", Scope.ALL, false, "a person"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                assertThat(problem.errors())
                    .extracting(Problem.FieldError::field)
                    .containsExactly("line 2", "line 4"));
    assertThatThrownBy(() -> keeper.imported("x,y\n", Scope.ALL, false, "a person"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.errors().get(0).problem()).contains("header"));
  }
}
