package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.sandbox.Fault;
import io.mlconnector.sandbox.FaultKind;
import io.mlconnector.sandbox.Sandbox;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One to three replicas of both adapters behind one address each, and from time to time none: they
 * are killed, stopped, frozen for longer than a lease and started every few seconds, while records
 * and tickets come and change, webhooks arrive twice and late, the helpdesk throttles and fails,
 * and a person pauses, resumes, sends again and edits. Mapping and console are killed, too. Then
 * everything runs again without a person, and each of the rules is looked at.
 *
 * <p>Another history: {@code -Dchaos.seed=…}; a longer one: {@code -Dchaos.minutes=…}.
 */
class ChaosIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final long SEED = Long.getLong("chaos.seed", 1L);
  private static final Duration STORM =
      Integer.getInteger("chaos.minutes") == null
          ? Duration.ofSeconds(30)
          : Duration.ofMinutes(Integer.getInteger("chaos.minutes"));

  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final int REPLICAS = 2;
  private static final int OUR_CALLS_A_MINUTE = 200;

  /** {@code jdedwards}: JD Edwards and Zoho CRM, which are both edited. */
  private static final boolean TWO_WAY = "jdedwards".equals(System.getProperty("chaos.pair"));

  @TempDir Path data;

  private static final Comparator<String> BY_NUMBER =
      Comparator.comparing(write -> Long.valueOf(write.substring(0, write.indexOf(' '))));

  private final Random random = new Random(SEED);
  private RunningStages run;
  private Fleet fleet;
  private ChaosPair load;
  private Map<String, String> connections = Map.of();
  private Desk desk;
  private Rules rules;
  private List<String> othersGoOn;

  @Test
  void allRulesHoldWhateverBecomesOfTheReplicas() throws Exception {
    System.out.println("chaos.seed=" + SEED + " for " + STORM);
    run =
        new RunningStages(
            REPOSITORY,
            data,
            List.of(
                "--replicas",
                "" + REPLICAS,
                "--sandbox-company",
                "small",
                "--erp",
                TWO_WAY ? "jdedwards" : "oracle-fusion"));
    try {
      if (!TWO_WAY) {
        run.share("growth", "0.5");
        run.pollOften();
      }
      run.start();
      Random chance = new Random(SEED + 1);
      load = TWO_WAY ? new TwoWayLoad(run, chance) : new HelpdeskLoad(run, chance);
      connections = load.connections();
      for (String system : connections.keySet()) {
        LeaseBook.begin(run.database(system));
      }
      storm();
      heal();
      assertRules();
    } catch (Throwable e) {
      System.out.println("chaos.seed=" + SEED + ": " + fleet.deeds());
      tellWhatWaits();
      throw e;
    } finally {
      fleet.close();
      run.close();
    }
  }

  /** For whoever looks for the reason. */
  private void tellWhatWaits() {
    for (Map.Entry<String, String> each : connections.entrySet()) {
      for (String path :
          List.of(
              "/api/deliveries/waiting?limit=3&connection=",
              "/api/deliveries/counts?connection=",
              "/api/connections?")) {
        try {
          System.out.println(run.services().get(each.getKey(), path + each.getValue()));
        } catch (Exception | AssertionError e) {
          System.out.println(each.getKey() + path + ": " + e.getMessage());
        }
      }
    }
  }

  private void storm() throws Exception {
    fleet = new Fleet(run, List.copyOf(connections.keySet()), REPLICAS, new Random(SEED));
    load.awaitBegun();
    desk =
        new Desk(
            run.ports(),
            data.resolve("config").resolve("connections.yaml"),
            connections,
            routes(),
            new Random(SEED + 2));
    rules = new Rules(run, connections, load.entities(), load.twoWay());
    Instant end = Instant.now().plus(STORM);
    ExecutorService others = Executors.newFixedThreadPool(2);
    try {
      Future<?> changes = others.submit(() -> until(end, 150, 250, SEED + 3, load::change));
      Future<?> person = others.submit(() -> until(end, 1_000, 2_000, SEED + 4, desk::act));
      until(end, 1_000, 2_000, SEED, this::disturb);
      changes.get();
      person.get();
    } finally {
      others.shutdownNow();
    }
  }

  private List<String> routes() throws Exception {
    List<String> live = new ArrayList<>();
    for (JsonNode route :
        new ObjectMapper().readTree(run.services().get(Ports.MAPPING, "/api/routes"))) {
      live.add(route.at("/route/name").asText(route.path("name").asText()));
    }
    return live;
  }

  private interface Deed {
    void happen() throws Exception;
  }

  private static Void until(Instant end, int atLeast, int more, long seed, Deed deed)
      throws Exception {
    Random pauses = new Random(seed);
    while (Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(atLeast + pauses.nextInt(more));
      deed.happen();
    }
    return null;
  }

  private void disturb() throws Exception {
    fleet.thaw(false);
    int dice = random.nextInt(100);
    if (dice < 80) {
      List<String> systems = List.copyOf(connections.keySet());
      String system = systems.get(random.nextInt(systems.size()));
      RunningStages.Owner owner = run.owner(system, connections.get(system));
      fleet.disturb(system, owner == null ? "" : run.nameOf(system, owner));
    } else if (dice < 84) {
      run.stages().process(Ports.MAPPING).handle().destroyForcibly();
    } else if (dice < 87) {
      run.stages().process(Ports.CONSOLE).handle().destroyForcibly();
    } else if (dice < 91) {
      webhooks("hold", "{}");
    } else if (dice < 94) {
      webhooks("release", "{\"copies\": 2, \"reversed\": true, \"drop\": 1}");
    } else {
      fault();
    }
  }

  private void fault() {
    List<String> vendors = load.vendors().values().stream().sorted().toList();
    String vendor = vendors.get(random.nextInt(vendors.size()));
    Fault fault =
        switch (random.nextInt(5)) {
          case 0 -> Fault.of(FaultKind.THROTTLE).retryAfter("4");
          case 1 -> Fault.of(FaultKind.STATUS).status(503).times(3);
          case 2 ->
              Fault.of(FaultKind.APPLIED_THEN_DROPPED)
                  .method("POST")
                  .path("/api/|RestApi|/crm/|orchestrator/Create");
          case 3 -> Fault.of(FaultKind.HTML);
          default -> Fault.of(FaultKind.DROPPED).times(2);
        };
    run.stages().runningSandbox().faults().add(fault.on(vendor));
  }

  /** Nobody helps but by letting everything run; what was paused is resumed by who paused it. */
  private void heal() throws Exception {
    Instant healed = Instant.now();
    run.stages().runningSandbox().faults().clear();
    fleet.heal(REPLICAS);
    for (String system : connections.keySet()) {
      for (int i = 1; i <= REPLICAS; i++) {
        String part = Ports.replica(system, i);
        await(part).atMost(QUIET).until(() -> run.services().ready(part));
      }
    }
    desk.settle();
    othersGoOn = load instanceof HelpdeskLoad ? thrown(this::assertOthersGoOn) : List.of();
    load.settle();
    pollAll();
    await("seed " + SEED + " comes to rest")
        .atMost(QUIET)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(rules.underWay()).isEmpty();
              load.assertThere();
            });
    System.out.printf("seed %d: at rest %d s later%n", SEED, sinceHealed(healed));
  }

  private static long sinceHealed(Instant healed) {
    return Duration.between(healed, Instant.now()).toSeconds();
  }

  private void assertRules() throws Exception {
    Map<String, VendorBook> books = load.books();
    List<String> writes = writes(books);
    pollAll();
    Map<String, VendorBook> later = load.books();
    List<String> more = writes(later);

    Verdicts verdicts = new Verdicts();
    verdicts.rule(1, "published is told", rules.untold());
    verdicts.rule(2, "only the owner calls", rules.strangers(books, fleet.frozen()));
    verdicts.rule(3, "every write is audited", rules.unaudited(load.targets()));
    verdicts.rule(4, "in order", rules.disordered());
    verdicts.rule(5, "links agree", rules.linksThatDiffer());
    verdicts.rule(6, "nothing accepted is left", rules.underWay().keySet());
    verdicts.rule(7, "a late call changes nothing", thrown(load::assertThere));
    verdicts.rule(8, "nothing is twice", thrown(load::assertThere));
    if (!load.twoWay()) {
      verdicts.rule(9, "only differences", rules.repeated());
    }
    verdicts.rule(9, "no write at rest", more.subList(writes.size(), more.size()));
    verdicts.rule(10, "aside for a reason", asideForNoReason());
    verdicts.rule(12, "no answer blames the service", desk.faults());
    verdicts.rule(13, "nobody is gone", thrown(load::assertNobodyIsGone));
    verdicts.rule(14, "no secret is seen", secrets());
    verdicts.rule(15, "others go on", othersGoOn);
    if (load instanceof HelpdeskLoad) {
      int most = later.get("zendesk").most(Duration.ofMinutes(1));
      verdicts.that(12, "our share", most <= OUR_CALLS_A_MINUTE, most + " calls in a minute");
    }
    later.forEach(
        (system, book) -> {
          verdicts.that(2, "sign-ins", book.signIns() <= 2, system + " " + book.signIns());
          verdicts.rule(12, "nobody comes before", book.impatient());
          verdicts.rule(13, "nothing is deleted", book.deletions());
        });
    verdicts.rule(2, "the console shows each connection once", shownOtherwise());
    verdicts.rule(3, "all entered", thrown(this::assertEntered));
    verdicts.rule(3, "the chain fits", one(rules.verified()));
    System.out.printf(
        "seed %d: %s, %s, person %s%n%s%n",
        SEED, load.done(), fleet.counts(), desk.answers(), verdicts);
    later.forEach((system, book) -> System.out.println(system + " " + book));
    assertThat(verdicts.broken()).as("seed " + SEED).isEmpty();
  }

  private static List<String> writes(Map<String, VendorBook> books) {
    return new TreeMap<>(books)
        .values().stream().flatMap(book -> book.writes().stream()).sorted(BY_NUMBER).toList();
  }

  private void pollAll() {
    load.streams()
        .forEach(
            (system, streams) ->
                streams.forEach(
                    stream -> run.services().awaitPoll(system, connections.get(system), stream)));
  }

  /** To both, since only one of them has any. */
  private void webhooks(String what, String how) throws Exception {
    for (String vendor : load.vendors().values()) {
      String path = "/sandbox/%s/webhooks/%s".formatted(vendor, what);
      desk.ask("POST", Ports.SANDBOX, path, how);
    }
  }

  /** The ledger follows the topic, and misses nothing of it in the end. */
  private void assertEntered() {
    await("all of the audit trail is in the ledger")
        .atMost(QUIET)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> rules.notEntered() == 0);
  }

  /** Connections of which the console's first page shows none or several, whoever is asked. */
  private List<String> shownOtherwise() throws Exception {
    String page = run.services().get(Ports.CONSOLE, "/");
    return connections.values().stream()
        .filter(id -> page.split("aria-label=\"" + id + ", ", -1).length != 2)
        .toList();
  }

  private static List<String> one(String problem) {
    return problem.isEmpty() ? List.of() : List.of(problem);
  }

  private static List<String> thrown(Deed deed) {
    try {
      deed.happen();
      return List.of();
    } catch (Throwable e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private List<String> asideForNoReason() throws Exception {
    return rules.aside().entrySet().stream()
        .filter(each -> load.reasons().stream().noneMatch(each.getKey()::contains))
        .map(Object::toString)
        .toList();
  }

  private List<String> secrets() throws Exception {
    Traces traces = Traces.of(run.ports(), data, connections.keySet());
    List<String> found = new ArrayList<>();
    for (String secret : load.secrets(data)) {
      traces.placesOf(secret).forEach(place -> found.add("a credential in " + place));
    }
    for (String address : load.addresses()) {
      traces.logsWith(address).forEach(log -> found.add("a person's address in " + log));
    }
    return found;
  }

  /** The helpdesk hangs; the ERP's change is told all the same. It is written once that is back. */
  private void assertOthersGoOn() throws Exception {
    Sandbox sandbox = run.stages().runningSandbox();
    sandbox.faults().add(Fault.of(FaultKind.HANG).on("zendesk").times(Fault.FOREVER));
    String account = sandbox.fusion().accounts().keys().get(0);
    Map<String, Object> limit =
        Map.of("CreditLimit_c", new BigDecimal("7654321"), "CreditCurrency_c", "EUR");
    sandbox.fusion().accounts().set(account, limit);
    Topics topics = new Topics("127.0.0.1:" + run.ports().of(Ports.KAFKA));
    await("the change is told although the helpdesk hangs")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(topics.newest("fusion", "customer", account).toString())
                    .contains("7654321"));
    sandbox.faults().clear();
  }
}
