package io.mlconnector.flow.lease;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Sees to it that every wanted lease has one owner among the replicas of this service, and starts
 * and closes the work under the leases that are ours.
 *
 * <p>A dead owner is replaced within the lease time plus two renewal intervals. Every replica takes
 * at most its even share, rounded up, and gives up what is above it when another replica joins.
 */
@ApplicationScoped
public class Leases {

  private static final Log LOG = Log.of(Leases.class);
  private static final Duration WATCH = Duration.ofMillis(50);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Work that does not close within so many lease times no longer keeps others waiting. */
  private static final int CLOSE_TTLS = 4;

  private static final Duration START_AGAIN = Duration.ofSeconds(10);

  private final String replica = UUID.randomUUID().toString();
  private final FlowConfig.Lease config;
  private final Duration closeLimit;
  private final String address;
  private final Transactions transactions;
  private final LeaseLink link;
  private final Wanted wanted;
  private final MeterRegistry meters;
  private final LongSupplier nanoTime;
  private final Counter takeovers;
  private final Map<String, Tenure> tenures = new ConcurrentHashMap<>();
  private final Map<String, Meter> gauges = new ConcurrentHashMap<>();
  private final Map<String, Long> notBefore = new ConcurrentHashMap<>();
  private final List<ScheduledFuture<?>> tasks = new ArrayList<>();
  private final ExecutorService works;
  private final ScheduledExecutorService turns;
  private volatile boolean stopping;
  private volatile SQLException trouble;
  private volatile long lastTurn;

  @Inject
  public Leases(
      DataSource dataSource,
      Transactions transactions,
      FlowConfig config,
      Address address,
      @All List<LeasedWork> work,
      MeterRegistry meters) {
    this(dataSource, transactions, config, address.toString(), work, meters, System::nanoTime);
  }

  Leases(
      DataSource dataSource,
      Transactions transactions,
      FlowConfig config,
      String address,
      List<LeasedWork> work,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.config = config.lease();
    this.closeLimit = this.config.ttl().multipliedBy(CLOSE_TTLS);
    this.address = address;
    this.transactions = transactions;
    this.link = new LeaseLink(dataSource, this.config.ttl().dividedBy(2));
    this.wanted = new Wanted(work);
    this.meters = meters;
    this.nanoTime = nanoTime;
    this.takeovers =
        Counter.builder("mlconnector.lease.takeovers")
            .description("Leases taken by this replica")
            .register(meters);
    this.works = Executors.newCachedThreadPool(task -> new Thread(task, "leased-work"));
    this.turns = Executors.newScheduledThreadPool(3, task -> new Thread(task, "leases"));
  }

  void onStart(@Observes @Priority(3000) StartupEvent event) {
    start();
  }

  void onStop(@Observes @Priority(100) ShutdownEvent event) {
    stop();
  }

  /** Takes part from now on. */
  public void start() {
    lastTurn = nanoTime.getAsLong() - config.ttl().toNanos();
    repeat(wanted::ask, config.renew());
    repeat(this::turn, config.renew());
    repeat(this::watch, WATCH);
  }

  /** Closes all work and lets the other replicas have the leases at once. */
  public void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    try {
      // Renewals go on until all work is closed; the last turn may have taken one more lease.
      endAll();
      turns.shutdown();
      turns.awaitTermination(config.ttl().toMillis(), TimeUnit.MILLISECONDS);
      endAll();
      link.close();
      transactions.run(sql -> LeaseTable.forget(sql, replica));
    } catch (RuntimeException | SQLException | ExecutionException | TimeoutException e) {
      LOG.warn(e, "The replica did not stop in order; its leases run out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      turns.shutdown();
      works.shutdown();
    }
  }

  private void endAll() throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<?>[] ends =
        tenures.values().stream()
            .map(tenure -> end(tenure, "stop"))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** This replica's id, new with every start. */
  public String replica() {
    return replica;
  }

  /** Whether this replica holds the lease now. */
  public boolean holds(String name) {
    Tenure tenure = tenures.get(name);
    return tenure != null && !tenure.ending() && tenure.lease().holds();
  }

  /**
   * Who holds the lease now.
   *
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where the database cannot be asked
   */
  public Optional<Owner> owner(String name) {
    return transactions.inTransaction(sql -> LeaseTable.owner(sql, name));
  }

  /** Whether the threads of this class run; they end by a fault of ours only. */
  boolean alive() {
    return tasks.stream().noneMatch(ScheduledFuture::isDone);
  }

  /** Why the database did not answer in the last turn, where it did not. */
  Optional<SQLException> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Whether the database answered within the time that a lease lasts. */
  boolean answered() {
    return trouble == null && sinceLastTurn().compareTo(config.ttl()) < 0;
  }

  /** How long ago the database last answered. */
  Duration sinceLastTurn() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastTurn);
  }

  private void repeat(Runnable task, Duration every) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error(e, "A turn of the leases failed");
          }
        };
    tasks.add(turns.scheduleWithFixedDelay(guarded, 0, every.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void turn() {
    Set<String> names = wanted.names();
    Map<String, Tenure> held = new HashMap<>(tenures);
    held.values().removeIf(tenure -> !tenure.lease().holds());
    long asked = nanoTime.getAsLong();
    try {
      LeaseTable.Turn turn = link.turn(request(names, held, asked));
      lastTurn = nanoTime.getAsLong();
      if (trouble != null) {
        LOG.info("The database answers again");
        trouble = null;
      }
      held.forEach((name, tenure) -> renew(tenure, turn, asked));
      turn.taken().forEach((name, taken) -> take(name, taken, asked));
      if (wanted.known() && !stopping) {
        giveUp(names, turn.live());
      }
    } catch (SQLException e) {
      if (trouble == null) {
        LOG.warn(e, "The database does not answer; leases run out until it does");
      }
      trouble = e;
    }
  }

  private LeaseTable.Request request(Set<String> names, Map<String, Tenure> held, long now) {
    Map<String, Long> fences = new HashMap<>();
    held.forEach((name, tenure) -> fences.put(name, tenure.lease().fence()));
    List<String> free = new ArrayList<>();
    boolean aside = stopping || !wanted.able();
    if (!aside) {
      names.stream()
          .filter(name -> !tenures.containsKey(name))
          .filter(name -> notBefore.getOrDefault(name, now) - now <= 0)
          .forEach(free::add);
    }
    return new LeaseTable.Request(
        replica, address, config.ttl(), aside, fences, free, names.size(), config.sharing());
  }

  private void renew(Tenure tenure, LeaseTable.Turn turn, long asked) {
    HeldLease lease = tenure.lease();
    if (Long.valueOf(lease.fence()).equals(turn.renewed().get(lease.name()))) {
      lease.renewed(asked, config.ttl());
    } else {
      lease.lose();
    }
  }

  private void take(String name, LeaseTable.Taken taken, long asked) {
    HeldLease lease =
        new HeldLease(name, taken, replica, transactions, nanoTime, asked, config.ttl());
    Tenure tenure = new Tenure(lease, wanted.worksOf(name), works);
    tenures.put(name, tenure);
    takeovers.increment();
    gauges.put(
        name,
        Gauge.builder("mlconnector.lease.held", () -> tenure.lease().holds() ? 1 : 0)
            .description("1 while this replica holds the lease")
            .tag("name", name)
            .register(meters));
  }

  private void giveUp(Set<String> names, int live) {
    List<Tenure> running = new ArrayList<>(tenures.values());
    running.removeIf(Tenure::ending);
    running.stream()
        .filter(tenure -> !names.contains(tenure.lease().name()))
        .forEach(tenure -> end(tenure, "no longer wanted"));
    running.removeIf(Tenure::ending);
    int share = config.sharing() ? (names.size() + live - 1) / live : names.size();
    running.stream()
        .sorted(Comparator.comparingLong(tenure -> -tenure.lease().fence()))
        .limit(Math.max(0, running.size() - share))
        .forEach(tenure -> end(tenure, "another replica takes its share"));
  }

  /** Ends work whose lease is lost, without asking the database, which may be away. */
  private void watch() {
    for (Tenure tenure : tenures.values()) {
      HeldLease lease = tenure.lease();
      if (tenure.ending()) {
        if (lease.holds() && tenure.closingFor().compareTo(closeLimit) > 0) {
          LOG.warn("Leased work does not close; its lease runs out", "lease", lease.name());
          lease.lose();
        }
      } else if (!lease.holds()) {
        end(tenure, "lost");
      } else if (tenure.failed()) {
        notBefore.put(lease.name(), nanoTime.getAsLong() + START_AGAIN.toNanos());
        end(tenure, "did not start");
      }
    }
  }

  private CompletableFuture<Void> end(Tenure tenure, String reason) {
    return tenure.end(reason, () -> over(tenure));
  }

  private void over(Tenure tenure) {
    HeldLease lease = tenure.lease();
    try {
      if (lease.holds()) {
        transactions.run(sql -> LeaseTable.release(sql, lease.name(), lease.fence(), replica));
      }
    } catch (RuntimeException e) {
      LOG.warn(e, "A lease could not be released; it runs out", "lease", lease.name());
    } finally {
      lease.lose();
      tenures.remove(lease.name(), tenure);
      Optional.ofNullable(gauges.remove(lease.name())).ifPresent(meters::remove);
    }
  }
}
