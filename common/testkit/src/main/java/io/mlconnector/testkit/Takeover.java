package io.mlconnector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Another replica that takes a connection over and dies at once. */
public final class Takeover {

  private static final String TAKE =
      """
      update lease set fence = nextval('lease_fence'), replica = 'another replica',
        address = 'http://127.0.0.1:9', expires = now() + interval '300 milliseconds'
      where name = ?\
      """;

  private Takeover() {}

  /** The service under test takes the connection back a moment later, as a new owner. */
  public static void of(DataSource database, String connection) throws SQLException {
    try (Connection sql = database.getConnection();
        PreparedStatement take = sql.prepareStatement(TAKE)) {
      take.setString(1, "connection/" + connection);
      assertThat(take.executeUpdate()).as("leases of " + connection).isEqualTo(1);
    }
  }
}
