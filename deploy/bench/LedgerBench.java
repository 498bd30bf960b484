import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.console.chain.Chain;
import io.mlconnector.console.chain.Verdict;
import io.mlconnector.console.chain.Verifier;
import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.ledger.Deeds;
import io.mlconnector.console.ledger.Exports;
import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.console.ledger.LedgerDays;
import io.mlconnector.console.ledger.Search;
import io.mlconnector.console.ledger.Spans;
import io.mlconnector.console.ledger.Writings;
import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How long the ledger takes to answer with ten million records of entries in it: enters them as the
 * console does, over 400 days, and times each search, the exports and the verification. See
 * README.md beside this file.
 */
final class LedgerBench {

  private static final int DAYS = 400;
  private static final int EVENTS = 200;
  private static final int ITEMS = 5;
  private static final int WRITERS = 3;
  private static final int TIMES = 200;
  private static final int WARM_UP = 20;
  private static final Instant NOW = Instant.now();

  private final Transactions transactions;
  private final Ledger ledger;
  private final Journeys journeys;
  private final Exports exports;
  private final Deeds deeds;
  private final Counters counters;
  private final Writings writings;
  private final Verifier verifier;
  private final long records;

  public static void main(String[] arguments) throws Exception {
    String url =
        arguments.length > 0 ? arguments[0] : "jdbc:postgresql://127.0.0.1:15432/ledger_bench";
    long records = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
    new LedgerBench(url, records).run();
  }

  private LedgerBench(String url, long records) throws Exception {
    this.records = records;
    PGSimpleDataSource database = database(url);
    create(url);
    transactions = new Transactions(pooled(database));
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations("db/flow", "db/console")
        .outOfOrder(true)
        .load()
        .migrate();
    Path file = Files.createTempFile("bench", ".key");
    Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
    KeyedHash key = KeyedHash.byKeyIn(file);
    ConsoleConfig config = settings();
    Clock clock = Clock.systemUTC();
    Chain chain = new Chain(key);
    Spans spans = new Spans(config, clock);
    ledger = new Ledger(transactions, new LedgerDays(transactions, config, clock, chain), chain);
    journeys = new Journeys(transactions, spans);
    exports = new Exports(transactions, spans);
    deeds = new Deeds(transactions, everything(), spans);
    counters = new Counters(transactions, everything());
    writings = new Writings(transactions, spans);
    verifier = new Verifier(transactions, key);
  }

  private static PGSimpleDataSource database(String url) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser("postgres");
    database.setPassword("postgres");
    return database;
  }

  private static void create(String url) throws SQLException {
    int slash = url.lastIndexOf('/') + 1;
    try (Connection sql = database(url.substring(0, slash) + "postgres").getConnection();
        Statement statement = sql.createStatement()) {
      statement.execute("create database " + url.substring(slash));
    } catch (SQLException e) {
      if (!e.getSQLState().equals("42P04")) {
        throw e;
      }
      System.err.println("The database is there; its entries are kept");
    }
  }

  /** A connection for each thread, as a pool would have them. */
  private static DataSource pooled(DataSource database) {
    ThreadLocal<Connection> own = new ThreadLocal<>();
    return proxy(
        DataSource.class,
        (pool, asked, none) -> {
          if (own.get() == null) {
            own.set(database.getConnection());
          }
          Connection real = own.get();
          return proxy(
              Connection.class,
              (connection, method, arguments) -> {
                try {
                  return method.getName().equals("close") ? null : method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(
            LedgerBench.class.getClassLoader(), new Class<?>[] {type}, calls));
  }

  private static ConsoleConfig settings() {
    return proxy(ConsoleConfig.class, (config, setting, none) -> Duration.ofDays(DAYS));
  }

  private static InNameOf everything() {
    return new InNameOf(null, null) {
      @Override
      public Scope scope() {
        return Scope.ALL;
      }
    };
  }

  private void run() throws Exception {
    long there =
        transactions.inTransaction(sql -> Query.number(sql, "select count(*) from audit_item"));
    if (there < records) {
      fill(there);
    }
    transactions.run(sql -> Query.update(sql, "analyze"));
    System.out.println("| Question | p50 ms | p99 ms | longest ms |");
    System.out.println("|---|---|---|---|");
    Random random = new Random(7);
    long all = records / ITEMS;
    time("the newest journeys", i -> find(""));
    time("by source key", i -> find("k" + number(random, all)));
    time("by a key that is not there", i -> find("none" + i));
    time("by record", i -> find("erp|customer|k" + number(random, all)));
    time("by ref", i -> find("desk|organization|erp|customer|k" + number(random, all)));
    time("by target key", i -> find("t" + number(random, all)));
    time("by journey id", i -> find(journey(number(random, all))));
    time("by name, 10 records of that name", i -> named(random, all));
    time("a day in the past", i -> past(random));
    time("one journey, all steps", i -> journeys.byId(journey(number(random, all)), Scope.ALL));
    time("the story of a field", i -> story(number(random, all)));
    time("what people did", i -> deeds.before(NOW));
    time("counters of the last day", i -> counters.lately());
    time("chart of an hour", i -> counters.over("desk", Duration.ofMinutes(1), 60));
    time("chart of a day", i -> counters.over("desk", Duration.ofMinutes(30), 48));
    time("rates of routes", i -> counters.rates());
    time("export, first 1,000 steps", i -> exports.steps(search(""), 1_000, step -> {}));
    time("export of a record", i -> exports.steps(search("k" + number(random, all)), 99, s -> {}));
    verify();
  }

  private static long number(Random random, long all) {
    return Math.floorMod(random.nextLong(), all);
  }

  private static Search search(String text) {
    return new Search(text, null);
  }

  private void find(String text) {
    journeys.find(search(text), 200);
  }

  private void named(Random random, long all) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      named.add("erp|customer|k" + number(random, all));
    }
    journeys.find(new Search("acme", null, null, named, Scope.ALL), 200);
  }

  private void past(Random random) {
    journeys.find(new Search("", NOW.minus(Duration.ofDays(random.nextInt(DAYS - 2)))), 200);
  }

  private void story(long number) {
    writings.newest("desk", "organization", "t" + number, "name", Scope.ALL, 20);
  }

  /** Every record five times over the days, as five steps of one journey each. */
  private void fill(long there) throws InterruptedException {
    long batches = records / (EVENTS * ITEMS);
    AtomicLong next = new AtomicLong(there / (EVENTS * ITEMS));
    long begun = System.nanoTime();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      writers.execute(
          () -> {
            for (long batch = next.getAndIncrement();
                batch < batches;
                batch = next.getAndIncrement()) {
              ledger.enter(events(batch, batches));
              if (batch % 500 == 0) {
                System.err.printf("%,d of %,d batches%n", batch, batches);
              }
            }
          });
    }
    writers.shutdown();
    if (!writers.awaitTermination(2, TimeUnit.HOURS)) {
      throw new IllegalStateException("The ledger is not full after two hours");
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "Entered %,d entries of %,d records in %.0f s: %,.0f records a second%n%n",
        records / ITEMS, records, seconds, (records - there) / seconds);
  }

  private static List<AuditEvent> events(long batch, long batches) {
    Duration old = Duration.ofSeconds((DAYS * 86_400L - 3_600) * (batches - 1 - batch) / batches);
    List<AuditEvent> events = new ArrayList<>();
    Step[] steps = {Step.PUBLISHED, Step.ROUTED, Step.ATTEMPTED, Step.UPDATED, Step.AGREED};
    for (int i = 0; i < EVENTS; i++) {
      List<AuditItem> items = new ArrayList<>();
      Step step = steps[i % steps.length];
      for (int j = 0; j < ITEMS; j++) {
        items.add(item(step, batch * EVENTS + i - i % steps.length + j));
      }
      boolean console = i == 0 && batch % 10 == 0;
      events.add(
          new AuditEvent(
              "bench-%d-%d".formatted(batch, i),
              NOW.minus(old).plusMillis(i),
              console ? "console" : "zendesk",
              "desk",
              "organization",
              step,
              ITEMS,
              items,
              console ? "ada changed something" : null,
              12L));
    }
    return events;
  }

  private static AuditItem item(Step step, long number) {
    String record = "erp|customer|k" + number;
    List<FieldChange> changes =
        step == Step.UPDATED
            ? List.of(
                new FieldChange("name", "Acme", "Acme Works " + number, false, List.of("name")),
                new FieldChange("city", null, "Ulm", false, List.of("billingAddress.city")),
                new FieldChange("email", null, journey(number), true, List.of("email")))
            : List.of();
    return new AuditItem(
        journey(number),
        record,
        "desk|organization|" + record,
        step == Step.UPDATED ? "t" + number : null,
        "d" + number,
        "0000000001.%016d".formatted(number),
        "customers",
        null,
        changes,
        3);
  }

  /** Scattered, as ids of traces are. */
  private static String journey(long number) {
    return "%016x%016x".formatted(number * 0x9E3779B97F4A7C15L, number);
  }

  private static void time(String name, IntConsumer question) {
    for (int i = 0; i < WARM_UP; i++) {
      question.accept(i);
    }
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      question.accept(i);
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "| %s | %.1f | %.1f | %.1f |%n",
        name, millis[TIMES / 2], millis[(int) (TIMES * 0.99)], millis[TIMES - 1]);
  }

  private void verify() {
    long begun = System.nanoTime();
    Verdict verdict = verifier.verify(null, (done, days, entries) -> {});
    System.out.printf(
        "%nVerified %,d entries in %,d blocks in %.0f s: %s%n",
        verdict.entries(),
        verdict.blocks(),
        (System.nanoTime() - begun) / 1e9,
        verdict.fits() ? "fits" : verdict.problem().sentence());
  }
}
