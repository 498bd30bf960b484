package io.mlconnector.flow.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.TestConfig;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.TestDatabase;
import io.mlconnector.flow.sql.Transactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is known on the list of erased persons, and by what. */
class SuppressionsTest {

  private static final RecordKey TICKET = new RecordKey("zendesk", "ticket", "5");

  private final TestDatabase database = new TestDatabase(Backbone.shared().postgres());
  private final Transactions transactions = new Transactions(database.pool());
  private KeyedHash hash;
  private Suppressions list;

  @BeforeEach
  void table(@TempDir Path folder) throws Exception {
    hash = key(folder, 1);
    list = new Suppressions(hash);
    transactions.run(
        sql ->
            Query.update(
                sql,
                "create table suppressed (hash text, erasure text, primary key (hash, erasure))"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aTicketIsKnownByItsRequesterAsWellAsByItself() {
    Map<String, Object> ticket = Map.of("requesterKey", "7", "requesterEmail", "Ann@acme.example ");
    assertThat(known(TICKET, ticket)).isFalse();

    add("e1", "record zendesk|contact|7");
    assertThat(known(TICKET, ticket)).isTrue();
    assertThat(known(TICKET, Map.of("requesterKey", "8"))).isFalse();
    lift("e1");
    add("e2", "mail ann@acme.example");

    assertThat(known(TICKET, ticket)).isTrue();
  }

  @Test
  void aCompanyIsKnownByItsKeyAlone() {
    RecordKey company = new RecordKey("erp", "customer", "1");
    add("e1", "mail ann@acme.example");
    assertThat(known(company, Map.of("email", "ann@acme.example"))).isFalse();

    add("e2", "record erp|customer|1");

    assertThat(known(company, Map.of("email", "ann@acme.example"))).isTrue();
  }

  @Test
  void aServiceDoesNotStartWithAnotherKeyThanTheListWasMadeWith(@TempDir Path folder)
      throws Exception {
    KeyedHash other = key(folder, 2);
    check(other);
    add("e1", "record erp|contact|1");

    check(hash);
    assertThatThrownBy(() -> check(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("give the former key");
    lift("e1");
    assertThatThrownBy(() -> check(other)).hasMessageContaining("hash-key-file");
  }

  @Test
  void aServiceWithoutAListStartsWithAnyKey() {
    transactions.run(sql -> Query.update(sql, "drop table suppressed"));

    check(hash);
  }

  private void check(KeyedHash with) {
    new SuppressionKey(TestConfig.of(), with, transactions).check();
  }

  private void add(String erasure, String identifier) {
    transactions.run(sql -> list.add(sql, erasure, List.of(identifier)));
  }

  private void lift(String erasure) {
    transactions.inTransaction(sql -> list.lift(sql, erasure));
  }

  private boolean known(RecordKey record, Map<String, Object> data) {
    JsonNode json = CanonicalJson.tree(data);
    Set<RecordKey> found =
        transactions.inTransaction(
            sql -> list.among(sql, List.of(record), one -> Identifiers.of(one, json)));
    return !found.isEmpty();
  }

  private static KeyedHash key(Path folder, int filling) throws Exception {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) filling);
    return KeyedHash.byKeyIn(
        Files.writeString(
            folder.resolve("key" + filling), Base64.getEncoder().encodeToString(bytes)));
  }
}
