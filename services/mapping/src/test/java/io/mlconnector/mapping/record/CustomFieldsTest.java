package io.mlconnector.mapping.record;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.erased;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.mapping.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a route can take from a source besides the fields of the entity's schema. */
class CustomFieldsTest {

  private static final String SOURCE = customer("1").connection();

  private final Mapping mapping = new Mapping();
  private final CustomFieldsResource fields = resource(Rights.everything("ada"));

  private CustomFieldsResource resource(Rights rights) {
    return new CustomFieldsResource(mapping.transactions, Caller.of(rights));
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void namesAndTypesOfAllRecordsAreListedOnceAndInOrder() {
    mapping.take(
        changed(customer("1"), 1, with(Map.of("Region", "EMEA", "Rank", 3))),
        changed(customer("2"), 2, with(Map.of("Region", "APAC", "Rank", "three", "Key", true))),
        changed(customer("3"), 3, Map.of("key", "3", "name", "Acme")));

    assertThat(fields.list(SOURCE, "customer"))
        .containsExactly(
            new CustomField("Key", "boolean"),
            new CustomField("Rank", "number or string"),
            new CustomField("Region", "string"));
  }

  @Test
  void otherEntitiesAndConnectionsAndWhatIsErasedCountForNothing() {
    mapping.take(
        changed(new RecordKey(SOURCE, "vendor", "1"), 1, with(Map.of("Of a vendor", 1))),
        changed(new RecordKey(SOURCE + "-2", "customer", "1"), 2, with(Map.of("Elsewhere", 1))),
        changed(customer("1"), 3, with(Map.of("Gone", 1))));
    mapping.take(erased(customer("1"), 4));

    assertThat(fields.list(SOURCE, "customer")).isEmpty();
  }

  @Test
  void aRecordThatIsAmongTheNewestIsLookedAtWhateverItsKey() {
    mapping.take(changed(customer("0"), 1, with(Map.of("Old", 1))));
    for (int page = 0; page < 3; page++) {
      for (int i = 0; i < 100; i++) {
        mapping.take(changed(customer("k" + page + i), 2, Map.of("key", "k", "name", "Acme")));
      }
    }
    assertThat(fields.list(SOURCE, "customer")).as("behind 300 newer ones").isEmpty();

    mapping.take(changed(customer("0"), 3, with(Map.of("New", 1))));

    assertThat(fields.list(SOURCE, "customer")).containsExactly(new CustomField("New", "number"));
  }

  @Test
  void bothPartsComeFromAnIndex() {
    fields.list(SOURCE, "customer");
    String statement =
        mapping.database.statements().stream()
            .filter(each -> each.contains("jsonb_each(case"))
            .findFirst()
            .orElseThrow()
            .replace("> ?", "> 'a'")
            .replace("< ?", "< 'b'");

    List<String> plan =
        mapping.transactions.inTransaction(
            sql -> {
              Query.pin(sql);
              Query.update(sql, "set local enable_bitmapscan = off");
              return Query.list(sql, row -> row.getString(1), "explain " + statement);
            });

    assertThat(String.join("\n", plan))
        .contains("Index Scan Backward using snapshot_by_mark")
        .contains("Index Scan Backward using snapshot_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void whoeverDoesNotSeeTheConnectionIsToldThatThereIsNone() {
    Rights sven = new Rights("sven", Optional.of(Role.VIEWER), Scope.parse("another"));

    assertThatThrownBy(() -> resource(sven).list(SOURCE, "customer"))
        .isInstanceOf(Problem.class)
        .satisfies(e -> assertThat(((Problem) e).status()).isEqualTo(404));
  }

  @Test
  void aSourceHasToBeNamed() {
    for (List<String> each : List.of(List.of("", "customer"), List.of(SOURCE, " "))) {
      assertThatThrownBy(() -> fields.list(each.get(0), each.get(1)))
          .hasMessageContaining("connection and entity");
    }
  }

  private static Map<String, Object> with(Map<String, Object> custom) {
    return Map.of("key", "1", "name", "Acme", "custom", custom);
  }
}
