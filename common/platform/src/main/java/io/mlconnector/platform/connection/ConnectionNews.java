package io.mlconnector.platform.connection;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Puts what happens to a connection into the audit, in the transaction in which it happens. The
 * entries are sent by the connection's owner, as soon as it has one.
 */
@ApplicationScoped
class ConnectionNews {

  private static final String LANE = "connection/";

  private final Outbox outbox;
  private final Audits audits;

  @Inject
  ConnectionNews(Outbox outbox, Audits audits) {
    this.outbox = outbox;
    this.audits = audits;
  }

  /** A document was stored. */
  void configured(Connection sql, String connection, String source, long version)
      throws SQLException {
    add(
        sql,
        Audits.id(Step.CONFIGURED, connection, version, source),
        Step.CONFIGURED,
        connection,
        "Version %d, from the %s".formatted(version, source));
  }

  /** A person must act. */
  void needsAttention(Connection sql, String connection, String reason) throws SQLException {
    add(sql, Audits.id(), Step.NEEDS_ATTENTION, connection, reason);
  }

  /** It stands still, or goes on; who says so and why. */
  void paused(Connection sql, String connection, String words) throws SQLException {
    add(sql, Audits.id(), Step.CONFIGURED, connection, words);
  }

  private void add(Connection sql, String id, Step step, String connection, String message)
      throws SQLException {
    outbox.add(
        sql, LANE + connection, audits.messages(audits.event(id, step, connection, null, message)));
  }
}
