package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.MessageTable.Message;
import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.alerts.channel.Answer.Outcome;
import io.mlconnector.console.alerts.channel.Channel;
import io.mlconnector.console.alerts.channel.Channels;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends what is in the outbox. That a message is tried is committed before it is sent, and that it
 * was taken afterwards: a crash between the two sends it again, under the same id, and loses
 * nothing. It is given up after some 18 hours.
 */
@ApplicationScoped
class Post {

  private static final Log LOG = Log.of(Post.class);

  /**
   * After the first try, the second, and so on; up to a tenth more, so that receivers are spread.
   */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10));

  /** However long a receiver asks us to wait. */
  private static final Duration LONGEST = Duration.ofHours(12);

  /** What storing the answer may take beside sending. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Channels channels;
  private final Transactions transactions;
  private final Clock clock;

  Post(Channels channels, Transactions transactions, Clock clock) {
    this.channels = channels;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Sends all that is due, one after the other.
   *
   * @throws io.mlconnector.flow.lease.LeaseLost where another replica does it
   */
  void send(Lease lease) {
    List<Message> due = transactions.inTransaction(sql -> MessageTable.due(sql, clock.instant()));
    for (Message message : due) {
      Optional<Channel> channel = channels.usable(message.channel());
      if (channel.isPresent()) {
        send(lease, channel.get(), message);
      }
    }
  }

  private void send(Lease lease, Channel channel, Message message) {
    lease.ensure(channel.timeout().plus(MARGIN));
    int tries = message.tries() + 1;
    Instant next = clock.instant().plus(pause(tries));
    boolean ours =
        transactions.inTransaction(
            sql -> {
              lease.guard(sql);
              return MessageTable.claim(sql, message, next);
            });
    if (!ours) {
      return;
    }
    Answer answer = channel.send(message.outgoing());
    Instant now = clock.instant();
    boolean last = tries > PAUSES.size();
    boolean gone = answer.outcome() == Outcome.GONE;
    transactions.run(
        sql -> {
          if (gone) {
            MessageTable.disable(sql, channel, answer.words(), now);
          }
          MessageTable.answered(
              sql,
              message.id(),
              answer,
              later(next, answer.after(), now),
              !answer.isTaken() && (last || gone) ? now : null,
              now);
        });
    if (answer.isTaken()) {
      LOG.info("Alerts are told", "channel", channel.name(), "message", message.id());
    } else {
      LOG.warn(
          "Alerts are not told",
          "channel",
          channel.name(),
          "message",
          message.id(),
          "try",
          tries,
          "answer",
          answer.words());
    }
  }

  private static Instant later(Instant next, Duration asked, Instant now) {
    if (asked == null) {
      return next;
    }
    Instant then = now.plus(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    return then.isAfter(next) ? then : next;
  }

  private static Duration pause(int tries) {
    Duration pause = PAUSES.get(Math.min(tries, PAUSES.size()) - 1);
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10));
  }
}
