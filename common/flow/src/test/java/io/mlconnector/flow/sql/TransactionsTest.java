package io.mlconnector.flow.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.mlconnector.embedded.Backbone;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {

  private TestDatabase database;
  private AgroalDataSource pool;
  private Transactions transactions;

  @BeforeEach
  void open() throws SQLException {
    database = new TestDatabase(Backbone.shared().postgres());
    pool = database.pool();
    transactions = new Transactions(pool);
    transactions.run(sql -> sql.createStatement().execute("create table t (v int)"));
  }

  @AfterEach
  void close() {
    Backbone.shared().postgres().start();
    database.close();
  }

  @Test
  void whatRunsWellIsCommittedAndItsResultReturned() {
    int result =
        transactions.inTransaction(
            sql -> {
              sql.createStatement().execute("insert into t values (1), (2)");
              return 7;
            });

    assertThat(result).isEqualTo(7);
    assertThat(rows()).containsExactly("1", "2");
  }

  @Test
  void whatFailsInTheMiddleLeavesNothing() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    sql -> {
                      sql.createStatement().execute("insert into t values (1)");
                      throw new IllegalArgumentException("thrown by the test");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(rows()).isEmpty();
  }

  @Test
  void aStatementThatTheDatabaseRefusesLeavesNothing() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    sql -> {
                      sql.createStatement().execute("insert into t values (1)");
                      sql.createStatement().execute("insert into absent values (1)");
                    }))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("absent");
    assertThat(rows()).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToBe() {
    Backbone.shared().postgres().stop();

    assertThatThrownBy(() -> transactions.run(sql -> sql.createStatement().execute("select 1")))
        .isInstanceOf(DatabaseUnavailable.class);
  }

  @Test
  void theDriversAssertionAboutABrokenConnectionIsAnAbsentDatabase() {
    AssertionError broken = new AssertionError("should not throw");
    broken.addSuppressed(new SQLException("This connection has been closed.", "08003"));

    assertThatThrownBy(
            () ->
                transactions.run(
                    sql -> {
                      throw broken;
                    }))
        .isInstanceOf(DatabaseUnavailable.class);
  }

  @Test
  void otherErrorsAreNotHidden() {
    AssertionError fault = new AssertionError("a fault of ours");

    assertThatThrownBy(
            () ->
                transactions.run(
                    sql -> {
                      throw fault;
                    }))
        .isSameAs(fault);
  }

  private List<String> rows() {
    return TestDatabase.column(pool, "select v from t order by v");
  }
}
