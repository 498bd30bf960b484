package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.sql.Words;
import io.mlconnector.spi.VendorFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Shows people on any replica why a connection's deliveries wait as a whole. */
final class Holds {

  private static final String BEGIN =
      """
      insert into delivery_hold (connection, kind, reason, until)
      values (?, ?, ?, now() + ? * interval '1 millisecond')
      on conflict (connection) do update
        set kind = excluded.kind, reason = excluded.reason, until = excluded.until,
            since = case when delivery_hold.kind = excluded.kind then delivery_hold.since
                         else now() end
      """;

  private final Desk desk;
  private boolean attention;

  Holds(Desk desk) {
    this.desk = desk;
  }

  void begin(VendorFailure failure, Duration rest) {
    desk.pace().rests(System.nanoTime(), rest);
    String reason = Words.clean(failure.getMessage());
    desk.committer()
        .alone(
            sql ->
                Query.update(
                    sql, BEGIN, desk.connection(), failure.kind().name(), reason, rest.toMillis()));
    if (failure.kind() == VendorFailure.Kind.UNAUTHORIZED && !attention) {
      attention = true;
      event(AuditEvent.Step.NEEDS_ATTENTION, List.of(), reason);
    }
  }

  /** What a former owner left that died while it waited: this one has not failed yet. */
  void forget() {
    desk.committer().alone(this::delete);
  }

  void end() {
    desk.pace().rests(System.nanoTime(), Duration.ZERO);
    attention = false;
    desk.committer().alone(this::delete);
  }

  private int delete(Connection sql) throws SQLException {
    return Query.update(sql, "delete from delivery_hold where connection = ?", desk.connection());
  }

  /** Writes that a former owner began and nobody knows the outcome of. */
  void foundOpen(List<Inbox.OpenAttempt> attempts) {
    List<AuditItem> items =
        attempts.stream()
            .map(
                attempt -> {
                  Ref ref = Ref.parse(attempt.ref());
                  return new AuditItem(
                      attempt.journey(),
                      ref.source().toString(),
                      attempt.ref(),
                      null,
                      attempt.delivery(),
                      null,
                      null,
                      "The former owner ended during the write",
                      List.of());
                })
            .toList();
    event(AuditEvent.Step.OUTCOME_UNKNOWN, items, null);
  }

  private void event(AuditEvent.Step what, List<AuditItem> items, String message) {
    Step step = new Step();
    step.events.add(desk.messages().audit(what, null, items, message));
    desk.committer().later(step);
  }
}
