package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.Course.Change;
import io.mlconnector.console.alerts.MessageTable.Message;
import io.mlconnector.console.alerts.MessageTable.Notice;
import io.mlconnector.console.alerts.Telling.Told;
import io.mlconnector.console.alerts.channel.Channel;
import io.mlconnector.console.alerts.channel.Channels;
import io.mlconnector.console.start.Overview;
import io.mlconnector.console.systems.ConnectionHealth;
import io.mlconnector.console.systems.ConnectionHealth.HookHealth;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One look: what is so becomes alerts, and what is to be told of them is written into the outbox,
 * all in one transaction. Whatever is due at one time goes as one message.
 */
@ApplicationScoped
class Watch {

  /** How long a channel may fail before the others tell of it. */
  private static final Duration FAILING = Duration.ofMinutes(15);

  private final AlertsConfig config;
  private final Channels channels;
  private final Transactions transactions;
  private final Clock clock;
  private final Look look;
  private final Course course;
  private final Telling telling;
  private final Summary summary;

  Watch(AlertsConfig config, Channels channels, Transactions transactions, Clock clock) {
    this.config = config;
    this.channels = channels;
    this.transactions = transactions;
    this.clock = clock;
    this.look = new Look(config);
    this.course = new Course(config);
    this.telling = new Telling(config);
    this.summary = new Summary(config);
  }

  /**
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica does it
   */
  void look(Lease lease, Overview overview) {
    Instant now = clock.instant();
    transactions.run(
        sql -> {
          lease.guard(sql);
          List<Alert> known = AlertTable.known(sql, now.minus(config.again()));
          List<Pace> paces = AlertTable.paces(sql);
          Map<String, String> off = MessageTable.disabled(sql, channels.usable());
          Findings seen =
              look.of(
                  overview,
                  paces,
                  known.stream().filter(Alert::open).map(Alert::key).collect(Collectors.toSet()),
                  now);
          List<Condition> all = new ArrayList<>(seen.conditions());
          all.addAll(troubles(MessageTable.newest(sql), off, now));
          Findings findings = new Findings(all, seen.unknown(), seen.paused());
          Change change = course.at(now, known, findings);
          List<Alert> alerts = AlertTable.keep(sql, change);
          AlertTable.pace(sql, paceToday(overview, paces, now), now);
          List<Channel> listening =
              channels.usable().stream().filter(each -> !off.containsKey(each.name())).toList();
          if (!listening.isEmpty()) {
            tell(sql, telling.due(alerts, findings, now), listening, now);
          }
          write(sql, listening, now);
          MessageTable.tidy(
              sql,
              channels.usable().stream().map(Channel::name).toList(),
              now.minus(config.keep()),
              now);
          AlertTable.forget(sql, now.minus(config.keep()));
        });
  }

  private static void tell(Connection sql, List<Told> told, List<Channel> listening, Instant now)
      throws SQLException {
    AlertTable.update(sql, told.stream().map(Told::alert).toList());
    List<Notice> notices = new ArrayList<>();
    for (Told each : told) {
      Alert alert = each.alert();
      boolean urgent = Severity.URGENT == alert.severity() || Severity.URGENT == alert.told();
      Severity severity = urgent ? Severity.URGENT : Severity.NOTICE;
      for (Channel channel : listening) {
        boolean itself = alert.kind() == Kind.CHANNEL && alert.scope().equals(channel.name());
        if (channel.rules().wants(severity) && !itself) {
          notices.add(new Notice(0, alert.id(), channel.name(), each.what(), urgent, now));
        }
      }
    }
    MessageTable.notice(sql, notices);
  }

  /** Makes a message of all that a channel may tell now, unless it still has one on its way. */
  private void write(Connection sql, List<Channel> listening, Instant now) throws SQLException {
    List<Notice> held = MessageTable.held(sql);
    if (held.isEmpty()) {
      return;
    }
    Set<String> busy = MessageTable.busy(sql);
    Map<Long, Alert> alerts = new HashMap<>();
    for (Alert alert : AlertTable.all(sql, held.stream().map(Notice::alert).distinct().toList())) {
      alerts.put(alert.id(), alert);
    }
    for (Channel channel : listening) {
      List<Notice> due =
          held.stream()
              .filter(each -> each.channel().equals(channel.name()))
              .filter(each -> channel.rules().lets(severity(each), now))
              .toList();
      if (!due.isEmpty() && !busy.contains(channel.name())) {
        MessageTable.put(
            sql,
            channel.name(),
            channel.write(newId(), summary.of(due, alerts, now)),
            due.stream().map(Notice::id).toList(),
            now);
      }
    }
  }

  private static Severity severity(Notice notice) {
    return notice.urgent() ? Severity.URGENT : Severity.NOTICE;
  }

  static String newId() {
    return "msg_" + UUID.randomUUID().toString().replace("-", "");
  }

  private List<Condition> troubles(
      Map<String, Message> newest, Map<String, String> off, Instant now) {
    Map<String, String> all = new HashMap<>(channels.problems());
    for (Channel channel : channels.usable()) {
      Message message = newest.get(channel.name());
      if (off.containsKey(channel.name())) {
        all.put(
            channel.name(), "it is switched off, since its receiver " + off.get(channel.name()));
      } else if (message != null && message.givenUp() != null) {
        all.put(channel.name(), "the last message was given up: " + message.answer());
      } else if (message != null
          && message.sent() == null
          && message.tries() > 0
          && message.made().isBefore(now.minus(FAILING))) {
        all.put(channel.name(), "its message has been failing since: " + message.answer());
      }
    }
    List<Condition> conditions = new ArrayList<>();
    all.forEach(
        (name, why) ->
            conditions.add(
                new Condition(
                    Kind.CHANNEL,
                    "console",
                    null,
                    name,
                    Severity.URGENT,
                    "Alerts do not reach the channel %s: %s".formatted(name, why),
                    "Correct its settings or its receiver, then send a test message",
                    "/alerts",
                    null)));
    return conditions;
  }

  /** Pauses between calls, where the look before was recent enough to have seen the call before. */
  private List<Pace> paceToday(Overview overview, List<Pace> paces, Instant now) {
    Map<List<String>, Pace> known = new HashMap<>();
    paces.forEach(each -> known.put(List.of(each.connection(), each.hook()), each));
    Silence silence = new Silence(config.hooks());
    List<Pace> today = new ArrayList<>();
    Set<List<String>> met = new HashSet<>();
    for (ConnectionHealth connection : overview.connections()) {
      for (HookHealth hook : connection.hooks()) {
        List<String> key = List.of(connection.id(), hook.hook());
        if (hook.lastCalled() != null && met.add(key)) {
          today.add(pace(connection.id(), hook, known.get(key), silence, now));
        }
      }
    }
    return today;
  }

  private Pace pace(String connection, HookHealth hook, Pace before, Silence silence, Instant now) {
    Duration pause = Duration.ZERO;
    boolean followed =
        before != null
            && Duration.between(before.seen(), now).compareTo(config.every().multipliedBy(5)) <= 0;
    if (followed && hook.lastCalled().isAfter(before.lastCalled())) {
      pause = Duration.between(before.lastCalled(), hook.lastCalled());
      // A silence that was told of does not become what is usual.
      Duration most = silence.patience(before, now);
      pause = pause.compareTo(most) > 0 ? most : pause;
    }
    return new Pace(connection, hook.hook(), hook.lastCalled(), now, now, pause);
  }
}
