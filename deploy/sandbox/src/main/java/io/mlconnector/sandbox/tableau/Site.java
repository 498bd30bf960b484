package io.mlconnector.sandbox.tableau;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything on the site. Whoever looks at it or changes it holds its monitor; what a job does is
 * done, by the clock, before anybody looks.
 */
final class Site {

  static final String ID = "1f2f3f4f-5a6a-4a8a-9aaa-abacadaeaf01";

  /** The project that every site begins with. */
  static final String DEFAULT_PROJECT = "default";

  /** Told what happens to data sources and workbooks. */
  @FunctionalInterface
  interface Events {
    /** {@code resource} is DATASOURCE, WORKBOOK or EXTRACTS. */
    void raise(String event, String resource, String name, String luid);
  }

  final Clock clock;
  final Sessions sessions;
  final Jobs jobs;
  private final Supplier<TableauSettings> settings;
  private final Map<String, Project> projects = new LinkedHashMap<>();
  private final Map<String, DataSource> dataSources = new LinkedHashMap<>();
  private final Map<String, Workbook> workbooks = new LinkedHashMap<>();
  private Events events = (event, resource, name, luid) -> {};
  private long changes;

  Site(Clock clock, Supplier<TableauSettings> settings) {
    this.clock = clock;
    this.settings = settings;
    this.sessions = new Sessions(clock, settings);
    this.jobs = new Jobs(clock);
    createProject(DEFAULT_PROJECT, "", "The default project", "ManagedByOwner", User.ALL.get(0));
  }

  void tell(Events newEvents) {
    events = newEvents;
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String contentUrl(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "");
    return plain.isEmpty() ? "unnamed" : plain;
  }

  Project createProject(
      String name, String parent, String description, String permissions, User owner) {
    if (name.isBlank() || name.length() > 255) {
      throw Refusal.badRequest("project.name: 1 to 255 characters are expected.");
    }
    if (!parent.isEmpty() && !projects.containsKey(parent)) {
      throw Refusal.notFound("404005", "The parent project could not be found.");
    }
    boolean taken =
        projects.values().stream()
            .anyMatch(each -> each.name().equals(name) && each.parent().equals(parent));
    if (taken) {
      throw Refusal.conflict("409006", "A project named '" + name + "' already exists there.");
    }
    Project project =
        new Project(
            newId(), name, parent, description, permissions, owner.id(), seconds(clock.instant()));
    put(project);
    return project;
  }

  void put(Project project) {
    projects.put(project.id(), project);
    changes++;
  }

  List<Project> projects() {
    return List.copyOf(projects.values());
  }

  Optional<Project> project(String id) {
    return Optional.ofNullable(projects.get(id));
  }

  /** The project of an id, or the default one for none; throws {@link Refusal} for an unknown. */
  Project projectOrDefault(String id) {
    return projects.values().stream()
        .filter(
            each ->
                id.isEmpty()
                    ? each.name().equals(DEFAULT_PROJECT) && each.parent().isEmpty()
                    : each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("404005", "The project could not be found."));
  }

  void put(DataSource source) {
    dataSources.put(source.id(), source);
    changes++;
  }

  Optional<DataSource> dataSource(String id) {
    return Optional.ofNullable(dataSources.get(id));
  }

  /** Throws {@link Refusal} for an id that no data source has. */
  DataSource existing(String id) {
    return dataSource(id)
        .orElseThrow(() -> Refusal.notFound("404004", "The data source could not be found."));
  }

  /** Names are unique inside a project only. */
  Optional<DataSource> dataSource(String project, String name) {
    return dataSources.values().stream()
        .filter(each -> each.project().equals(project) && each.name().equals(name))
        .findFirst();
  }

  List<DataSource> dataSources() {
    return List.copyOf(dataSources.values());
  }

  /** Those that the search index knows already (sheet T3). */
  List<DataSource> listedDataSources() {
    Instant until = clock.instant().minusSeconds(settings.get().indexSeconds());
    return dataSources.values().stream().filter(each -> !each.createdAt().isAfter(until)).toList();
  }

  void delete(DataSource source) {
    dataSources.remove(source.id());
    changes++;
    raise("DatasourceDeleted", source);
  }

  void put(Workbook workbook) {
    workbooks.put(workbook.id(), workbook);
    changes++;
  }

  Optional<Workbook> workbook(String id) {
    return Optional.ofNullable(workbooks.get(id));
  }

  List<Workbook> workbooks() {
    return List.copyOf(workbooks.values());
  }

  void raise(String event, DataSource source) {
    events.raise(event, resource(event, "DATASOURCE"), source.name(), source.id());
  }

  void raise(String event, Workbook workbook) {
    events.raise(event, resource(event, "WORKBOOK"), workbook.name(), workbook.id());
  }

  private String resource(String event, String object) {
    boolean extracts = event.contains("Refresh");
    return extracts && settings.get().refreshResource().equals("EXTRACTS") ? "EXTRACTS" : object;
  }

  long changes() {
    return changes + sessions.changes() + jobs.changes();
  }

  /** Takes the place of all content. */
  void replace(List<Project> newProjects, List<DataSource> sources, List<Workbook> books) {
    projects.clear();
    dataSources.clear();
    workbooks.clear();
    new ArrayList<>(newProjects).forEach(this::put);
    sources.forEach(this::put);
    books.forEach(this::put);
  }
}
