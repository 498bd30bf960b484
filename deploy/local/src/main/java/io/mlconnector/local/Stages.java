package io.mlconnector.local;

import io.mlconnector.embedded.Certificates;
import io.mlconnector.embedded.Durability;
import io.mlconnector.embedded.EmbeddedKafka;
import io.mlconnector.embedded.EmbeddedPostgres;
import io.mlconnector.embedded.Secured;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxOptions;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Starts one part after the other, or side by side where they do not need each other. */
final class Stages {

  private static final long LOG_CHARS = 10_000_000;

  private final Options options;
  private final DataFolder data;
  private final Ports ports;
  private final Progress progress;
  private final Opened opened;
  private final Documents documents;
  private final List<Service> services;
  private final Map<Service, CopiedApp> apps = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Map<String, ServiceProcess> processes = new ConcurrentHashMap<>();
  private Optional<Secured> secured = Optional.empty();
  private volatile EmbeddedPostgres postgres;
  private volatile EmbeddedKafka kafka;
  private volatile Sandbox vendors;
  private volatile ConsolePeople people;

  Stages(Options options, DataFolder data, Progress progress, Opened opened) {
    this.options = options;
    this.data = data;
    this.ports = options.ports();
    this.progress = progress;
    this.opened = opened;
    this.documents = Documents.of(options, data);
    this.services = Service.forSystems(documents.systems());
  }

  /** Returns when every service is ready; what was started is in the {@link Opened}. */
  void start() throws Exception {
    people = ConsolePeople.of(data.people());
    secured = options.tls() ? Optional.of(Tls.of(data)) : Optional.empty();
    List<Callable<?>> first = new ArrayList<>(List.of(this::postgres, this::kafka, this::jars));
    if (options.sandbox()) {
      first.add(this::sandbox);
    }
    services.stream().filter(this::isBehindAnAddress).forEach(this::address);
    Together.run(first);
    List<Callable<?>> second = new ArrayList<>();
    services.forEach(
        service -> parts(service).forEach(part -> second.add(() -> service(service, part))));
    Together.run(second);
  }

  /** What would make the run fail half-way; throws {@link CannotRun} before anything starts. */
  void check() throws Exception {
    for (Service service : services) {
      CopiedApp.requireBuilt(options.repository(), service, options.form());
    }
    requireAdaptersOf(options.replicas().named().keySet());
    List<String> running = services.stream().flatMap(service -> parts(service).stream()).toList();
    MachineCheck.memory(MachineCheck.availableMemory(), running.size());
    MachineCheck.disk(data.root(), Files.getFileStore(data.root()).getUsableSpace());
    List<String> parts = new ArrayList<>(List.of(Ports.KAFKA, Ports.POSTGRES));
    parts.addAll(running);
    services.stream().filter(this::isBehindAnAddress).map(Service::name).forEach(parts::add);
    if (options.sandbox()) {
      parts.add(Ports.SANDBOX);
      ports.simulated().forEach(vendor -> parts.add(Ports.SIMULATED + vendor));
    }
    MachineCheck.ports(ports, parts);
  }

  /** Says how records flow, until the run ends. */
  void watch() throws InterruptedException {
    String console = "Console: http://127.0.0.1:" + ports.of(Ports.CONSOLE);
    progress.say(console + " (Ctrl-C stops everything)");
    people.sentence().ifPresent(progress::say);
    if (options.sandbox()) {
      progress.say("Simulated systems, to change something in: " + ports.url(Ports.SANDBOX));
    }
    List<String> adapters =
        services.stream()
            .filter(Service::adapter)
            .flatMap(service -> parts(service).stream())
            .map(ports::url)
            .toList();
    new Flow(http, adapters, progress, "All quiet for now. " + console).watch();
  }

  private Void postgres() throws Exception {
    postgres =
        progress.stage(
            "PostgreSQL up",
            () ->
                opened.add(
                    "PostgreSQL",
                    EmbeddedPostgres.start(
                        data.root().resolve("postgres"),
                        ports.of(Ports.POSTGRES),
                        Durability.SAFE,
                        secured.map(Secured::certificates))));
    return null;
  }

  private Void kafka() throws Exception {
    kafka =
        progress.stage(
            "Kafka up",
            () ->
                opened.add(
                    "Kafka",
                    EmbeddedKafka.start(
                        data.root().resolve("kafka"), ports.of(Ports.KAFKA), secured)));
    return null;
  }

  private Void sandbox() throws Exception {
    options.hyperd().ifPresent(path -> System.setProperty("hyperd", path.toString()));
    SandboxOptions wanted =
        SandboxOptions.local()
            .company(options.company().customers, options.company().contacts)
            .directory(options.company().employees, options.company().vendors)
            .twoSides(options.twoSides())
            .controlPort(ports.of(Ports.SANDBOX))
            .folder(data.sandbox());
    for (String vendor : ports.simulated()) {
      wanted = wanted.vendorPort(vendor, ports.of(Ports.SIMULATED + vendor));
    }
    if (secured.isPresent()) {
      Certificates certificates = secured.get().certificates();
      wanted =
          wanted
              .tls(certificates.certificate(), certificates.key())
              .clients(certificates.authority(), Tls.ON_PREMISE);
    }
    SandboxOptions chosen = wanted;
    try {
      vendors =
          progress.stage(
              "Simulated vendors up", () -> opened.add("the sandbox", Sandbox.start(chosen)));
    } catch (IllegalStateException e) {
      throw new CannotRun("The sandbox cannot start: " + e.getMessage() + ".", e);
    }
    return null;
  }

  private Void jars() throws Exception {
    for (Service service : services) {
      apps.put(service, CopiedApp.of(options.repository(), service, options.form(), data));
    }
    return null;
  }

  /** The names of a service's processes; only adapters have more than one. */
  private List<String> parts(Service service) {
    return isBehindAnAddress(service)
        ? replicas(service, options.replicas().of(service))
        : List.of(service.name());
  }

  private static List<String> replicas(Service service, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(replica -> Ports.replica(service.name(), replica))
        .toList();
  }

  private boolean isBehindAnAddress(Service service) {
    return options.replicas().of(service) > 1;
  }

  /** Sends to as many replicas as there can be, so that they may come and go. */
  private void address(Service service) {
    List<Integer> ports =
        replicas(service, Ports.MAX_REPLICAS).stream().map(this.ports::of).toList();
    opened.add(
        "the address of " + service.name(), Balancer.start(this.ports.of(service.name()), ports));
    progress.say(
        "%s is %d replicas behind %s"
            .formatted(
                service.name(), options.replicas().of(service), this.ports.url(service.name())));
  }

  private void requireAdaptersOf(Set<String> systems) {
    List<String> adapters = services.stream().filter(Service::adapter).map(Service::name).toList();
    for (String system : systems) {
      if (!adapters.contains(system)) {
        throw new CannotRun(
            "--replicas %s: no connection of this run is one of that system; there are %s."
                .formatted(system, String.join(", ", adapters)));
      }
    }
  }

  EmbeddedPostgres runningPostgres() {
    return postgres;
  }

  EmbeddedKafka runningKafka() {
    return kafka;
  }

  /** Null without one. */
  Sandbox runningSandbox() {
    return vendors;
  }

  /** The running replica of that name, such as {@code zendesk} or {@code zendesk-2}. */
  ServiceProcess process(String part) {
    return processes.get(part);
  }

  private Map<String, String> variables(
      ServiceEnvironment environment, Service service, String part) {
    Map<String, String> variables =
        environment.of(
            service,
            part,
            postgres.database(service.database()),
            postgres.user(),
            postgres.password());
    secured.map(Tls::variables).ifPresent(variables::putAll);
    return variables;
  }

  private Void service(Service service, String part) throws Exception {
    String url = ports.url(part);
    progress.stage(
        part + " ready at " + url,
        () -> {
          ServiceProcess process = launch(service, part);
          new Readiness(http).await(process, url);
          return process;
        });
    return null;
  }

  /** Starts one process more, or anew, and does not wait for it. */
  ServiceProcess launch(Service service, String part) throws Exception {
    var environment =
        new ServiceEnvironment(
            ports, documents, data.keyset(), services, options.sandbox(), options.hyperd());
    ServiceProcess process =
        ServiceProcess.start(
            part,
            ChildCommand.of(apps.get(service), environment.properties(service)),
            variables(environment, service, part),
            new RotatingLog(data.log(part), LOG_CHARS),
            progress);
    opened.add(part, process);
    processes.put(part, process);
    return process;
  }

  /** Stops one process in order, as SIGTERM does, and starts no other in its place. */
  void stop(String part) {
    ServiceProcess process = processes.remove(part);
    if (process != null) {
      process.close();
      opened.forget(process);
    }
  }
}
