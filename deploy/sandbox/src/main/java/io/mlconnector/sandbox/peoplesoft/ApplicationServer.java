package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Works on a few calls at a time, each for as long as the settings say, as an application server on
 * a customer's own machines does; a number of others waits in their order. All calls come on one
 * thread.
 */
final class ApplicationServer {

  private final Supplier<PeopleSoftSettings> settings;
  private final IbErrors errors;
  private final Object lock;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int busy;
  private int mostBusy;
  private int mostWaiting;

  ApplicationServer(Supplier<PeopleSoftSettings> settings, IbErrors errors, Object lock) {
    this.settings = settings;
    this.errors = errors;
    this.lock = lock;
  }

  Handler<RoutingContext> answering(Function<RoutingContext, Reply> answer) {
    return call -> {
      Runnable work = () -> begin(call, answer);
      if (busy < settings.get().parallelCalls()) {
        work.run();
      } else if (waiting.size() >= settings.get().waitingCalls()) {
        IbErrors.html(503, "Error 503--Service Unavailable").send(call);
      } else {
        waiting.addLast(work);
        mostWaiting = Math.max(mostWaiting, waiting.size());
      }
    };
  }

  private void begin(RoutingContext call, Function<RoutingContext, Reply> answer) {
    int millis = settings.get().answerMillis();
    if (millis == 0) {
      reply(call, answer).send(call);
      return;
    }
    busy++;
    mostBusy = Math.max(mostBusy, busy);
    call.vertx()
        .setTimer(
            millis,
            timer -> {
              busy--;
              reply(call, answer).send(call);
              if (!waiting.isEmpty()) {
                waiting.removeFirst().run();
              }
            });
  }

  private Reply reply(RoutingContext call, Function<RoutingContext, Reply> answer) {
    try {
      synchronized (lock) {
        return answer.apply(call);
      }
    } catch (Refusal refusal) {
      return errors.reply(refusal);
    }
  }

  /** How many calls were worked on at once, at most; only counted while calls take time. */
  int mostBusy() {
    return mostBusy;
  }

  int mostWaiting() {
    return mostWaiting;
  }
}
