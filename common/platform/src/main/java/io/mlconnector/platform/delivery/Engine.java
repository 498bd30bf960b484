package io.mlconnector.platform.delivery;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the deliveries of one owned connection: one thread keeps the order and decides what starts,
 * others call the vendor. Whatever goes wrong ends in one of three ways: known of a delivery,
 * waited for, or the engine ends as if the process had, and is started anew.
 */
final class Engine implements AutoCloseable {

  private static final Log LOG = Log.of(Engine.class);
  private static final long MOST = Duration.ofMillis(500).toNanos();
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Desk desk;
  private final Consumer<Throwable> died;
  private final Lane lane = new Lane();
  private final Timers timers = new Timers();
  private final RiskGate gate;
  private final Dispatcher dispatcher;
  private final Loader loader;
  private final Weather weather;
  private final Settling settling;
  private final Chores chores;
  private final Outlook outlook;
  private final Publishing publishing;
  private final ExecutorService gatherer;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Crew crew;
  private final Thread thread;
  private final int concurrency;
  private final int mostJobs;
  private boolean gathering;
  private long pausedUntil = System.nanoTime();
  private volatile boolean closed;

  /**
   * Prepares an engine; {@link #start} starts it.
   *
   * @param died told of what ended it, other than {@link #close}
   */
  Engine(
      Desk desk, int concurrency, int mostJobs, MassChange massChange, Consumer<Throwable> died) {
    this.desk = desk;
    this.died = died;
    this.gate = new RiskGate(desk.config().massChange().settle());
    this.dispatcher =
        new Dispatcher(lane, desk.sinks(), desk.config(), desk.paused(), concurrency, mostJobs);
    this.weather =
        new Weather(desk.config().backoff(), () -> ThreadLocalRandom.current().nextDouble());
    this.settling = new Settling(desk, lane, dispatcher, timers, weather, gate, this::commitLater);
    this.loader = new Loader(desk, lane, gate, settling::offer, this::commitLater);
    this.chores = new Chores(desk, massChange);
    this.outlook = new Outlook(desk);
    this.publishing = new Publishing(desk, lane, timers);
    this.gatherer =
        Executors.newSingleThreadExecutor(task -> daemon(task, "gathers " + desk.connection()));
    this.concurrency = concurrency;
    this.mostJobs = mostJobs;
    this.crew = new Crew(desk, settling, concurrency, this::post, () -> closed = true, this::die);
    this.thread = daemon(this::loop, "lane " + desk.connection());
  }

  void start() {
    thread.start();
  }

  /** There may be something new in the inbox. */
  void wake() {
    post(loader::look);
  }

  private void post(Runnable event) {
    events.add(event);
  }

  private void loop() {
    try {
      untilDone(this::recover);
      timers.in(desk.config().poll(), this::poll);
      timers.in(desk.config().sweep(), this::sweep);
      while (!closed) {
        step();
      }
    } catch (LeaseLost e) {
      LOG.debug("Deliveries end, the lease is lost", "connection", desk.connection());
    } catch (InterruptedException e) {
      LOG.debug("Deliveries end", "connection", desk.connection());
    } catch (RuntimeException | Error e) {
      die(e);
    }
  }

  private void step() throws InterruptedException {
    long now = System.nanoTime();
    Runnable event = events.poll(idleFor(now), TimeUnit.NANOSECONDS);
    while (event != null && !closed) {
      event.run();
      event = events.poll();
    }
    timers.run(MOST);
    if (closed || pausedUntil - System.nanoTime() > 0) {
      return;
    }
    try {
      loader.run();
      count();
      gather();
      dispatch();
    } catch (DatabaseUnavailable e) {
      LOG.warn("Deliveries wait for the database", "connection", desk.connection());
      pausedUntil = System.nanoTime() + PAUSE.toNanos();
    }
    desk.metrics().inFlight(settling.open());
  }

  private long idleFor(long now) {
    long least = timers.run(MOST);
    least = gate.next(now, least);
    least = gathering ? least : dispatcher.gatherIn(now, least);
    long paused = Math.max(pausedUntil - now, weather.rest(now));
    if (paused > 0) {
      return Math.min(least, paused);
    }
    boolean room = dispatcher.hasRoom(crew.inFlight(), settling.runningJobs(), weather.most(MANY));
    return room ? dispatcher.ripeIn(now, least) : least;
  }

  private static final int MANY = Integer.MAX_VALUE;

  private void poll() {
    loader.look();
    lookAtTables();
    timers.in(desk.config().poll(), this::poll);
  }

  /** How tables stand is read beside everything else; the database may be away meanwhile. */
  private void lookAtTables() {
    if (publishing.wantsLook()) {
      gatherer.execute(
          () -> {
            List<Publishing.Standing> all = List.of();
            try {
              all = publishing.look();
            } catch (DatabaseUnavailable e) {
              LOG.warn("Tables wait for the database", "connection", desk.connection());
            } catch (RuntimeException | Error e) {
              die(e);
            }
            List<Publishing.Standing> seen = all;
            post(() -> publishing.seen(seen));
          });
    }
  }

  /** Takes rows in, which asks nothing of the vendor. */
  private void gather() {
    if (gathering) {
      return;
    }
    List<Item> batch = dispatcher.gather(System.nanoTime());
    if (!batch.isEmpty()) {
      gathering = true;
      Map<Long, Parcel> parcels;
      try {
        parcels = desk.inbox().parcels(batch);
      } catch (DatabaseUnavailable e) {
        gathering = false;
        dispatcher.apart(batch);
        throw e;
      }
      write(batch, parcels);
    }
  }

  private void sweep() {
    outlook.tell();
    crew.aside(() -> chores.sweep() ? loader::look : () -> {});
    timers.in(desk.config().sweep(), this::sweep);
  }

  /** Deactivations are counted once no more of them come. */
  private void count() {
    for (String object : gate.due(System.nanoTime())) {
      List<Item> items = gate.take(object);
      long cursor = loader.cursor();
      crew.aside(
          () -> {
            List<Item> free = chores.count(object, items, cursor);
            return () -> settling.pass(free);
          });
    }
  }

  /** Refs in whose name something may still happen are held before anything is loaded. */
  private void recover() {
    settling.recover(
        Jobs.load(desk.transactions(), desk.connection()),
        desk.inbox().openAttempts(desk.connection()));
    desk.probe().at("recovered");
  }

  private void untilDone(Runnable work) throws InterruptedException {
    while (!closed) {
      try {
        work.run();
        return;
      } catch (DatabaseUnavailable e) {
        LOG.warn("Deliveries wait for the database", "connection", desk.connection());
        events.poll(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  private void dispatch() {
    if (weather.rest(System.nanoTime()) > 0) {
      return;
    }
    publish();
    Dispatcher.Wave wave =
        dispatcher.next(
            crew.inFlight(), settling.runningJobs(), weather.most(MANY), System.nanoTime());
    if (wave.isEmpty()) {
      return;
    }
    wave.jobs().forEach(this::ask);
    Map<Long, Parcel> parcels;
    try {
      parcels =
          wave.batches().isEmpty()
              ? Map.of()
              : desk.inbox().parcels(wave.batches().stream().flatMap(List::stream).toList());
    } catch (DatabaseUnavailable e) {
      wave.batches().forEach(dispatcher::apart);
      throw e;
    }
    desk.probe().at("prepared");
    wave.batches().forEach(batch -> write(batch, parcels));
  }

  private void publish() {
    int slots = Math.min(concurrency, weather.most(MANY)) - crew.inFlight();
    for (TableRun run : publishing.next(slots, mostJobs - settling.runningJobs())) {
      crew.call(
          () -> {
            Report report = run.run();
            post(() -> publishing.settle(run.id(), report));
            return report;
          },
          e -> publishing.failed(run.id(), PAUSE));
    }
  }

  private void ask(Report.Job job) {
    var run = new JobRun(desk, desk.sinks().get(job.object()), job);
    crew.call(run::run, e -> settling.askLater(job, PAUSE));
  }

  private void write(List<Item> batch, Map<Long, Parcel> parcels) {
    List<Parcel> present =
        batch.stream().map(item -> parcels.get(item.id())).filter(Objects::nonNull).toList();
    batch.stream().filter(item -> !parcels.containsKey(item.id())).forEach(lane::finish);
    if (present.isEmpty()) {
      gathering &= !desk.tables().has(batch.get(0).object());
      return;
    }
    if (desk.tables().has(batch.get(0).object())) {
      crew.work(
          gatherer,
          () -> new TableGather(desk, present).run(),
          e -> settling.failed(present, e, PAUSE),
          () -> gathering = false);
      return;
    }
    crew.batch(new BatchRun(desk, desk.sinks().get(batch.get(0).object()), present), present);
  }

  /** Commits what became of items that are not in the lane any more. */
  private void commitLater(Report report) {
    desk.committer()
        .later(report.step)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                post(() -> settling.settle(report));
              } else if (!(failure instanceof LeaseLost)) {
                die(failure);
              }
            });
  }

  private void die(Throwable cause) {
    if (!closed) {
      closed = true;
      desk.attempts().stop();
      desk.committer().stop();
      died.accept(cause);
    }
  }

  /** Returns once nothing has an effect any more; a write under way may end and be recorded. */
  @Override
  public void close() {
    closed = true;
    post(() -> {});
    gatherer.shutdown();
    boolean interrupted = false;
    try {
      if (!crew.end(desk.writeTimeout().plus(PAUSE))) {
        LOG.warn("A write did not end in time", "connection", desk.connection());
      }
      thread.join(PAUSE.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    desk.attempts().close();
    desk.committer().close();
    desk.metrics().close();
    crew.close();
    gatherer.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
