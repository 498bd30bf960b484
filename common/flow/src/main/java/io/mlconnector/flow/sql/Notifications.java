package io.mlconnector.flow.sql;

import io.mlconnector.flow.log.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears PostgreSQL's NOTIFY, over one connection for the whole service. A hint only: while the
 * database is away notifications are missed, so every listener polls besides.
 */
@ApplicationScoped
public class Notifications {

  private static final Log LOG = Log.of(Notifications.class);
  private static final int WAIT_MILLIS = 200;
  private static final int AGAIN_MILLIS = 1000;

  private final DataSource dataSource;
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private Thread thread;
  private volatile boolean stopped;

  public Notifications(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Calls the listener with the payload of every notification on the channel; it must return soon.
   *
   * @param channel lower case letters and underscores
   * @return ends the listening
   */
  public synchronized AutoCloseable listen(String channel, Consumer<String> listener) {
    if (!channel.matches("[a-z_]+")) {
      throw new IllegalArgumentException("Not a channel name: " + channel);
    }
    List<Consumer<String>> ours =
        listeners.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
    ours.add(listener);
    if (thread == null) {
      thread = new Thread(this::run, "notifications");
      thread.setDaemon(true);
      thread.start();
    }
    return () -> ours.remove(listener);
  }

  void onStop(@Observes ShutdownEvent event) {
    close();
  }

  /** Stops hearing; returns once the connection is given back. */
  public void close() {
    stopped = true;
    Thread hearing;
    synchronized (this) {
      hearing = thread;
    }
    if (hearing != null) {
      try {
        hearing.join(AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    while (!stopped) {
      try (Connection sql = dataSource.getConnection()) {
        try {
          hear(sql);
        } finally {
          unlisten(sql);
        }
      } catch (SQLException e) {
        LOG.debug("Notifications are not heard for now", "cause", e);
        pause();
      }
    }
  }

  private void hear(Connection sql) throws SQLException {
    PGConnection postgres = sql.unwrap(PGConnection.class);
    Set<String> heard = new HashSet<>();
    while (!stopped) {
      for (String channel : listeners.keySet()) {
        if (heard.add(channel)) {
          try (Statement statement = sql.createStatement()) {
            statement.execute("listen " + channel);
          }
        }
      }
      for (PGNotification notification : postgres.getNotifications(WAIT_MILLIS)) {
        tell(notification);
      }
    }
  }

  private void tell(PGNotification notification) {
    for (Consumer<String> listener : listeners.getOrDefault(notification.getName(), List.of())) {
      try {
        listener.accept(notification.getParameter());
      } catch (RuntimeException e) {
        LOG.error(e, "A listener failed", "channel", notification.getName());
      }
    }
  }

  private static void unlisten(Connection sql) throws SQLException {
    if (!sql.isClosed()) {
      try (Statement statement = sql.createStatement()) {
        statement.execute("unlisten *");
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
