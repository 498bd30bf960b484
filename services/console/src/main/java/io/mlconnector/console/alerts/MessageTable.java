package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.Telling.What;
import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.alerts.channel.Channel;
import io.mlconnector.console.alerts.channel.Outgoing;
import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each channel is to tell, what is on its way, and what became of it. */
final class MessageTable {

  private static final int MOST = 2_000;

  private MessageTable() {}

  /** What a channel is to tell of an alert. */
  record Notice(long id, long alert, String channel, What what, boolean urgent, Instant at) {}

  /**
   * A message.
   *
   * @param tries how often it was sent
   * @param due when it is sent next
   * @param sent null until the receiver took it
   * @param givenUp null while it is tried
   * @param answer what the receiver answered last; null before
   */
  record Message(
      String id,
      String channel,
      Instant made,
      Outgoing outgoing,
      int tries,
      Instant due,
      Instant sent,
      Instant givenUp,
      String answer) {}

  /** Notes what is to be told. */
  static void notice(Connection sql, List<Notice> notices) throws SQLException {
    if (notices.isEmpty()) {
      return;
    }
    Query.update(
        sql,
        """
        insert into console_alert_notice (alert, channel, what, urgent, at)
        select * from unnest(?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[])
        """,
        notices.stream().map(Notice::alert).toList(),
        Query.texts(notices, Notice::channel),
        Query.texts(notices, Notice::what),
        notices.stream().map(Notice::urgent).toList(),
        notices.stream().map(Notice::at).map(AlertTable::utc).toList());
  }

  /** What is held back or not yet written to anybody, the oldest first. */
  static List<Notice> held(Connection sql) throws SQLException {
    return Query.list(
        sql,
        row ->
            new Notice(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                What.valueOf(row.getString(4)),
                row.getBoolean(5),
                AlertTable.instant(row.getTimestamp(6))),
        """
        select id, alert, channel, what, urgent, at from console_alert_notice
        where message is null order by channel, id limit ?
        """,
        MOST);
  }

  /** Channels that have a message on its way, and so get no other one. */
  static Set<String> busy(Connection sql) throws SQLException {
    return new HashSet<>(
        Query.list(
            sql,
            row -> row.getString(1),
            "select channel from console_alert_message where sent is null and given_up is null"));
  }

  /** Puts a message into the outbox, together with what it tells. */
  static void put(
      Connection sql, String channel, Outgoing message, Collection<Long> notices, Instant now)
      throws SQLException {
    Query.update(
        sql,
        """
        insert into console_alert_message (id, channel, made, subject, body, due)
        values (?, ?, ?, ?, ?, ?)
        """,
        message.id(),
        channel,
        AlertTable.utc(now),
        message.subject(),
        message.body(),
        AlertTable.utc(now));
    Query.update(
        sql,
        "update console_alert_notice set message = ? where id = any (?)",
        message.id(),
        notices);
  }

  /** Notes one that was sent at once, and what became of it. */
  static void tried(Connection sql, String channel, Outgoing message, Answer answer, Instant now)
      throws SQLException {
    Query.update(
        sql,
        """
        insert into console_alert_message
          (id, channel, made, subject, body, tries, due, sent, given_up, answer)
        values (?, ?, ?, ?, ?, 1, ?, ?::timestamptz, ?::timestamptz, ?)
        """,
        message.id(),
        channel,
        AlertTable.utc(now),
        message.subject(),
        message.body(),
        AlertTable.utc(now),
        answer.isTaken() ? now.toString() : null,
        answer.isTaken() ? null : now.toString(),
        answer.words());
  }

  /** Those that are to be sent now. */
  static List<Message> due(Connection sql, Instant now) throws SQLException {
    return Query.list(
        sql,
        MessageTable::read,
        """
        select * from console_alert_message
        where sent is null and given_up is null and due <= ? order by due limit 100
        """,
        AlertTable.utc(now));
  }

  /**
   * Before it is sent: so that whoever comes after a crash waits, and then sends the same again.
   */
  static boolean claim(Connection sql, Message message, Instant next) throws SQLException {
    return Query.update(
            sql,
            """
            update console_alert_message set tries = tries + 1, due = ?
            where id = ? and tries = ? and sent is null and given_up is null
            """,
            AlertTable.utc(next),
            message.id(),
            message.tries())
        == 1;
  }

  /**
   * @param givenUp null where it is to be sent again
   */
  static void answered(
      Connection sql, String id, Answer answer, Instant due, Instant givenUp, Instant now)
      throws SQLException {
    Query.update(
        sql,
        """
        update console_alert_message
        set answer = ?, sent = ?::timestamptz, given_up = ?::timestamptz, due = ?
        where id = ? and sent is null
        """,
        answer.words(),
        answer.isTaken() ? now.toString() : null,
        givenUp == null ? null : givenUp.toString(),
        AlertTable.utc(due),
        id);
  }

  /** The newest message of each channel. */
  static Map<String, Message> newest(Connection sql) throws SQLException {
    Map<String, Message> newest = new HashMap<>();
    Query.list(
            sql,
            MessageTable::read,
            "select distinct on (channel) * from console_alert_message"
                + " order by channel, made desc")
        .forEach(each -> newest.put(each.channel(), each));
    return newest;
  }

  /** Nothing more is sent there until it is another address, or takes a test message. */
  static void disable(Connection sql, Channel channel, String reason, Instant now)
      throws SQLException {
    Query.update(
        sql,
        """
        insert into console_alert_channel (channel, target, disabled, reason)
        values (?, ?, ?, ?)
        on conflict (channel) do update
        set target = excluded.target, disabled = excluded.disabled, reason = excluded.reason
        """,
        channel.name(),
        channel.fingerprint(),
        AlertTable.utc(now),
        reason);
  }

  static void enable(Connection sql, String channel) throws SQLException {
    Query.update(sql, "delete from console_alert_channel where channel = ?", channel);
  }

  /** Why channels are off whose receivers are gone, by name. */
  static Map<String, String> disabled(Connection sql, List<Channel> channels) throws SQLException {
    Map<String, String> targets = new HashMap<>();
    channels.forEach(each -> targets.put(each.name(), each.fingerprint()));
    Map<String, String> off = new HashMap<>();
    Query.list(
            sql,
            row -> List.of(row.getString(1), row.getString(2), row.getString(3)),
            "select channel, target, reason from console_alert_channel")
        .stream()
        .filter(each -> each.get(1).equals(targets.get(each.get(0))))
        .forEach(each -> off.put(each.get(0), each.get(2)));
    return off;
  }

  /** Lets go of what is for channels that are no longer there, and of what is old. */
  static void tidy(Connection sql, Collection<String> channels, Instant before, Instant now)
      throws SQLException {
    Query.update(
        sql,
        """
        update console_alert_message set given_up = ?, answer = 'the channel is not configured'
        where sent is null and given_up is null and channel <> all (?)
        """,
        AlertTable.utc(now),
        channels);
    Query.update(
        sql,
        "delete from console_alert_notice where message is null and channel <> all (?)",
        channels);
    Query.update(sql, "delete from console_alert_message where made < ?", AlertTable.utc(before));
  }

  private static Message read(ResultSet row) throws SQLException {
    return new Message(
        row.getString("id"),
        row.getString("channel"),
        AlertTable.instant(row.getTimestamp("made")),
        new Outgoing(row.getString("id"), row.getString("subject"), row.getString("body")),
        row.getInt("tries"),
        AlertTable.instant(row.getTimestamp("due")),
        AlertTable.instant(row.getTimestamp("sent")),
        AlertTable.instant(row.getTimestamp("given_up")),
        row.getString("answer"));
  }
}
