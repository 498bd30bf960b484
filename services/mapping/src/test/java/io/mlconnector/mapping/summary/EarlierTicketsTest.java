package io.mlconnector.mapping.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.embedded.Backbone;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Tickets that mapping had before it counted any are counted with the rest. */
class EarlierTicketsTest {

  private final PGSimpleDataSource database = new PGSimpleDataSource();

  @Test
  void ticketsThatCameBeforeThereWereSummariesCount() throws SQLException {
    database.setUrl(Backbone.shared().database("mapping_earlier_tickets"));
    database.setUser("postgres");
    database.setPassword("postgres");
    flyway().target("330").load().migrate();
    snapshot("1", "PRESENT", "{'status': 'open', 'organizationKey': 'a|b', 'createdAt': 'x'}");
    snapshot(
        "2",
        "PRESENT",
        "{'status': 'closed', 'organizationKey': 'o2', 'updatedAt': '2026-02-02T00:00:00Z',"
            + " 'resolution': {'at': '2026-01-01T00:00:00Z'}}");
    snapshot("3", "PRESENT", "{'status': 'deleted', 'organizationKey': 'o3'}");
    snapshot("4", "REMOVED", "{'status': 'open', 'organizationKey': 'o4'}");
    snapshot("5", "PRESENT", "{'status': 'open'}");

    flyway().load().migrate();

    assertThat(
            rows(
                "select record_key, summary, status, (solved_at at time zone 'utc')::date from"
                    + " ticket_state"))
        .containsExactlyInAnyOrder(
            "z|ticket|1 z|support-summary|a%7Cb open null",
            "z|ticket|2 z|support-summary|o2 closed 2026-01-01");
    assertThat(rows("select record_key, number from support_summary where computed_at < now()"))
        .containsExactlyInAnyOrder("z|support-summary|a%7Cb 0", "z|support-summary|o2 0");
  }

  private FluentConfiguration flyway() {
    return Flyway.configure().dataSource(database).locations("db/flow", "db/mapping");
  }

  private void snapshot(String ticket, String state, String data) throws SQLException {
    try (Connection sql = database.getConnection()) {
      sql.createStatement()
          .execute(
              """
              insert into snapshot
                (record_key, sequence, event, journey, state, data, changed_at, mark)
              values ('z|ticket|%s', '1', 'e', 'j', '%s', '%s', now(), 1)
              """
                  .formatted(ticket, state, data.replace('\'', '"')));
    }
  }

  private List<String> rows(String query) throws SQLException {
    try (Connection sql = database.getConnection();
        ResultSet rows = sql.createStatement().executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        lines.add(String.join(" ", columns));
      }
      return lines;
    }
  }
}
