package io.mlconnector.flow.lease;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mlconnector.flow.TestConfig;
import io.mlconnector.flow.sql.TestDatabase;
import io.mlconnector.flow.sql.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A replica with work that remembers its leases; its clock can be moved, it can die and stall. */
final class Replica implements LeasedWork, AutoCloseable {

  final String name;
  final AgroalDataSource pool;
  final Transactions transactions;
  final Leases leases;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<Lease> started = new CopyOnWriteArrayList<>();
  final Map<String, Lease> running = new ConcurrentHashMap<>();
  final AtomicLong clockAhead = new AtomicLong();
  volatile Set<String> wanted = Set.of();
  volatile RuntimeException refusal;
  volatile boolean able = true;
  volatile CountDownLatch closing = new CountDownLatch(0);

  Replica(String name, TestDatabase database, Set<String> wanted, String... config) {
    this.name = name;
    this.wanted = wanted;
    this.pool = database.pool();
    this.transactions = new Transactions(pool);
    this.leases =
        new Leases(
            pool,
            transactions,
            TestConfig.of(config),
            "http://" + name,
            List.of(this),
            meters,
            () -> System.nanoTime() + clockAhead.get());
  }

  Replica begin() {
    leases.start();
    return this;
  }

  @Override
  public Set<String> wanted() {
    return wanted;
  }

  @Override
  public boolean able() {
    return able;
  }

  @Override
  public AutoCloseable start(Lease lease) {
    if (refusal != null) {
      throw refusal;
    }
    started.add(lease);
    running.put(lease.name(), lease);
    return () -> {
      closing.await();
      running.remove(lease.name(), lease);
    };
  }

  Set<String> holding() {
    return running.values().stream()
        .filter(Lease::holds)
        .map(Lease::name)
        .collect(Collectors.toSet());
  }

  /** Ends like a killed process: nothing is closed or released. */
  void die() {
    pool.close();
  }

  @Override
  public void close() {
    leases.stop();
  }
}
