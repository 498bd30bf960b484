package io.mlconnector.platform.delivery;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells people again and again how many deliveries are left, and how long they will take; also
 * while every thread that calls the vendor waits for it.
 */
final class Outlook {

  private final Desk desk;
  private boolean cleared;

  Outlook(Desk desk) {
    this.desk = desk;
  }

  /** Tells it some time soon. */
  void tell() {
    desk.committer().alone(this::look);
  }

  /** On the thread that commits. Time in which the connection is paused is none of work. */
  private int look(Connection sql) throws SQLException {
    long left = Inbox.backlog(sql, desk.connection());
    boolean paused = desk.paused().getAsBoolean();
    if (paused) {
      desk.pace().rests(System.nanoTime(), desk.config().sweep().multipliedBy(2));
    }
    Pace.Progress seen = desk.pace().look(System.nanoTime(), left);
    Pace.Progress progress = paused ? new Pace.Progress(seen.done(), left, null) : seen;
    desk.metrics().backlog(left, progress.time());
    int rows = 0;
    if (left > 0) {
      rows = DeliveryProgress.put(sql, desk.connection(), progress);
    } else if (!cleared) {
      rows = DeliveryProgress.clear(sql, desk.connection());
    }
    cleared = left == 0;
    return rows;
  }
}
