package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console works with a role that may not change tables; days of its ledger are tables. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class LedgerRoleTest {

  private static final LocalDate DAY = LocalDate.of(2020, 1, 1);

  @Inject Transactions transactions;

  @Test
  void daysAreMadeAndDroppedByFunctionsOfTheOwner() {
    List<String> dropped =
        transactions.inTransaction(
            sql -> {
              Query.list(sql, row -> null, "select ledger_day(?)", DAY);
              // Another console may have met the day as well.
              Query.list(sql, row -> null, "select ledger_day(?)", DAY);
              return Query.list(
                  sql, row -> row.getString(1), "select unnest(ledger_drop(?))", DAY.plusDays(1));
            });

    assertThat(dropped).containsExactly("audit_event_20200101", "audit_item_20200101");
  }

  @Test
  void theRoleItselfMayNeitherMakeNorDropTables() {
    for (String forbidden :
        List.of(
            "create table t (i int)",
            "drop table audit_event",
            "alter table audit_event add t text",
            "truncate audit_event")) {
      assertThatThrownBy(() -> transactions.run(sql -> Query.update(sql, forbidden)))
          .as(forbidden)
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
    }
  }
}
