package io.mlconnector.console.alerts;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.alerts.Alert.Mute;
import io.mlconnector.console.alerts.MessageTable.Message;
import io.mlconnector.console.alerts.MessageTable.Notice;
import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.alerts.channel.Channel;
import io.mlconnector.console.alerts.channel.Channels;
import io.mlconnector.console.alerts.channel.Outgoing;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts and the channels by which they are told. */
@ApplicationScoped
public class AlertDesk {

  /** Alerts on a page of those that are over. */
  static final int PAGE = 50;

  private static final int MOST_OPEN = 500;

  private final AlertsConfig config;
  private final Channels channels;
  private final Transactions transactions;
  private final Actions actions;
  private final Who who;
  private final Caller caller;
  private final Clock clock;
  private final Summary summary;

  public AlertDesk(
      AlertsConfig config,
      Channels channels,
      Transactions transactions,
      Actions actions,
      Who who,
      Caller caller,
      Clock clock) {
    this.config = config;
    this.channels = channels;
    this.transactions = transactions;
    this.actions = actions;
    this.who = who;
    this.caller = caller;
    this.clock = clock;
    this.summary = new Summary(config);
  }

  /** Whether anything is watched at all. */
  public boolean watches() {
    return config.enabled();
  }

  /** Those that are open, the most urgent and newest first; 500 at most. */
  public List<AlertView> open() {
    return transactions.inTransaction(
        sql -> views(sql, AlertTable.open(sql, who.scope(), MOST_OPEN)));
  }

  /**
   * Those that are over, the newest first, 50 to a page.
   *
   * @param before when the last one of the page before was over; null for the first page
   * @param id of that one
   */
  public List<AlertView> past(Instant before, long id) {
    Instant from = before == null ? clock.instant().plusSeconds(1) : before;
    return transactions.inTransaction(
        sql -> views(sql, AlertTable.past(sql, who.scope(), from, id, PAGE)));
  }

  private List<AlertView> views(Connection sql, List<Alert> alerts) throws SQLException {
    Instant now = clock.instant();
    Map<Long, List<AlertView.Told>> told =
        ToldTable.of(sql, alerts.stream().map(Alert::id).toList());
    return alerts.stream()
        .map(each -> AlertView.of(each, told.getOrDefault(each.id(), List.of()), now))
        .toList();
  }

  /** Every channel of the configuration, with what is wrong. */
  public List<ChannelView> channels() {
    return transactions.inTransaction(
        sql -> {
          Map<String, String> off = MessageTable.disabled(sql, channels.usable());
          Map<String, Message> newest = MessageTable.newest(sql);
          Map<String, Long> held =
              MessageTable.held(sql).stream()
                  .collect(Collectors.groupingBy(Notice::channel, Collectors.counting()));
          List<ChannelView> views = new ArrayList<>();
          for (Channel each : channels.usable()) {
            views.add(
                view(
                    each,
                    off.get(each.name()),
                    newest.get(each.name()),
                    held.getOrDefault(each.name(), 0L)));
          }
          channels
              .problems()
              .forEach(
                  (name, problem) ->
                      views.add(
                          new ChannelView(
                              name,
                              null,
                              null,
                              "bad",
                              "Not usable: " + problem,
                              0,
                              null,
                              null,
                              null)));
          return views;
        });
  }

  private ChannelView view(Channel channel, String off, Message last, long held) {
    String tone = "good";
    String state = last == null ? "Ready; nothing was sent yet" : "Ready";
    boolean underWay = last != null && last.sent() == null && last.givenUp() == null;
    if (off != null) {
      tone = "bad";
      state =
          "Off: its receiver %s. Change its address, or send a test message that it takes"
              .formatted(off);
    } else if (last != null && last.givenUp() != null) {
      tone = "bad";
      state = "The last message was given up: " + last.answer();
    } else if (underWay) {
      tone = last.tries() > 0 ? "bad" : "busy";
      state =
          last.tries() == 0
              ? "A message is about to be sent"
              : "Failed %d times: %s".formatted(last.tries(), last.answer());
    } else if (channel.rules().quiet().hold(clock.instant())) {
      tone = "busy";
      state = "Quiet hours";
    }
    return new ChannelView(
        channel.name(),
        channel.kind(),
        channel.target(),
        tone,
        state,
        held,
        last == null ? null : last.made(),
        underWay ? last.due() : null,
        last == null ? null : last.answer());
  }

  /**
   * Has nothing more told of an open alert.
   *
   * @param until null for as long as it lasts
   */
  public void mute(long id, Instant until, String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badRequest("reason: is missing; say why it is muted");
    }
    if (until != null && !until.isAfter(clock.instant())) {
      throw Problem.badRequest("until: is over; give a later time, or none");
    }
    Alert alert = of(id);
    change(id, new Mute(until, who.name(), reason.strip()));
    String how = until == null ? "until it is over" : "until " + until;
    actions.note(
        new Said(
            alert.connection(),
            null,
            "muted the alert \"%s\" %s: %s".formatted(alert.kind().title(), how, reason.strip())));
  }

  /** Has it told again. */
  public void unmute(long id) {
    Alert alert = of(id);
    change(id, null);
    actions.note(
        new Said(
            alert.connection(), null, "unmuted the alert \"%s\"".formatted(alert.kind().title())));
  }

  private Alert of(long id) {
    return transactions
        .inTransaction(sql -> AlertTable.one(sql, who.scope(), id))
        .filter(each -> each.opened() != null)
        .orElseThrow(() -> Problem.notFound("There is no alert " + id));
  }

  private void change(long id, Mute mute) {
    if (!transactions.inTransaction(sql -> AlertTable.mute(sql, id, mute))) {
      throw Problem.conflict("The alert %d is over by now; nothing was changed".formatted(id));
    }
  }

  /**
   * Sends a message that says that it is a test, once, whatever the quiet hours; where its receiver
   * takes it, a channel that was off is on again.
   *
   * @return what became of it
   */
  public Answer test(String name) {
    caller.needsAll();
    Channel channel =
        channels
            .usable(name)
            .orElseThrow(
                () ->
                    channels.problems().containsKey(name)
                        ? Problem.conflict(
                            "The channel %s cannot be used: %s"
                                .formatted(name, channels.problems().get(name)))
                        : Problem.notFound(
                            "There is no channel %s: channels are configured below".formatted(name)
                                + " mlconnector.alerts"));
    Outgoing message = channel.write(Watch.newId(), summary.test(clock.instant()));
    Answer answer = channel.send(message);
    transactions.run(
        sql -> {
          MessageTable.tried(sql, name, message, answer, clock.instant());
          if (answer.isTaken()) {
            MessageTable.enable(sql, name);
          }
        });
    actions.note(
        new Said(null, null, "sent a test message by %s: %s".formatted(name, answer.words())));
    return answer;
  }
}
