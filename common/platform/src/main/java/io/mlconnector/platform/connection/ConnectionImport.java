package io.mlconnector.platform.connection;

import io.mlconnector.platform.connection.ImportPlan.Asked;
import io.mlconnector.platform.connection.ImportPlan.FileProblem;
import io.mlconnector.platform.connection.ImportPlan.Planned;
import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.spi.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Imports a file of connections in two steps: what it would change, then, for each connection by
 * itself and only as long as nothing else changed it, the change. Connections that the file does
 * not have stay as they are. A file with a secret in clear is refused: files are sent around.
 */
@ApplicationScoped
public class ConnectionImport {

  private static final String LIST = "connections";

  private final Adapter adapter;
  private final ConnectionStore store;
  private final Connections connections;
  private final ConnectionsConfig config;

  ConnectionImport(
      Adapter adapter, ConnectionStore store, Connections connections, ConnectionsConfig config) {
    this.adapter = adapter;
    this.store = store;
    this.connections = connections;
    this.config = config;
  }

  /** A connection of the file: where it stands there, and what is there. */
  private record Entry(String path, String id, Map<String, Object> tree) {}

  private record File(
      List<Entry> ours, List<FileProblem> problems, Set<String> systems, YamlLines lines) {}

  /**
   * What importing the file would change; nothing is changed.
   *
   * @param seen which connections the caller sees; others are refused
   */
  public ImportPlan plan(String yaml, Predicate<String> seen) {
    File file;
    try {
      file = read(yaml);
    } catch (InvalidDocument e) {
      return new ImportPlan(
          e.problems().stream().map(p -> new FileProblem(1, p.field(), p.problem())).toList(),
          List.of(),
          List.of());
    }
    List<Planned> planned = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Entry entry : file.ours()) {
      Reading reading = new Reading(entry, file.lines());
      if (!ids.add(entry.id())) {
        reading.refuse("id", "is there twice: rename one of them");
      } else if (!seen.test(entry.id())) {
        reading.refuse("id", "is no connection that you see: have it put among yours first");
      }
      planned.add(reading.planned());
    }
    return new ImportPlan(file.problems(), planned, List.copyOf(file.systems()));
  }

  /**
   * Makes one connection what the file says.
   *
   * @param version of the plan; 0 for one that was not there
   * @param typed secrets that the file does not have, as {@link SecretField} names them
   * @throws InvalidDocument where the file cannot be used
   * @throws ConnectionConflict where the connection is not as the plan showed it
   */
  public StoredConnection apply(String yaml, String id, long version, Map<String, String> typed) {
    File file = read(yaml);
    Entry entry =
        file.ours().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> InvalidDocument.whole("the file has no connection %s".formatted(id)));
    List<FieldProblem> clear = inClear(entry.tree());
    if (!clear.isEmpty()) {
      throw new InvalidDocument(clear);
    }
    Map<String, Object> tree = with(entry.tree(), typed);
    return version == 0
        ? connections.create(tree, Source.API)
        : connections.replace(tree, Source.API, version);
  }

  private File read(String yaml) {
    Map<String, Object> root = DocumentText.yaml(yaml);
    if (!(root.get(LIST) instanceof List<?> list) || root.size() != 1) {
      throw InvalidDocument.whole("must hold one list, connections:, and nothing beside it");
    }
    YamlLines lines = new YamlLines(yaml);
    List<Entry> ours = new ArrayList<>();
    List<FileProblem> problems = new ArrayList<>();
    Set<String> systems = new TreeSet<>();
    int number = 0;
    for (Object item : list) {
      number++;
      String path = "%s[%d]".formatted(LIST, number);
      if (!(item instanceof Map<?, ?> map)) {
        problems.add(new FileProblem(lines.of(path), path, "must be a map of fields"));
        continue;
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      map.forEach((key, value) -> tree.put(String.valueOf(key), value));
      String system = tree.get("system") instanceof String text ? text.strip() : "";
      if (system.equals(adapter.system())) {
        ours.add(new Entry(path, String.valueOf(tree.getOrDefault("id", "")), tree));
        systems.add(system);
      } else if (config.systems().contains(system)) {
        systems.add(system);
      } else {
        Set<String> known = new TreeSet<>(config.systems());
        known.add(adapter.system());
        problems.add(
            new FileProblem(
                lines.of(path + ".system"),
                path + ".system",
                system.isEmpty()
                    ? "is missing: write which system it is" + Closest.hint("", known)
                    : "unknown system '%s'%s".formatted(system, Closest.hint(system, known))));
      }
    }
    return new File(ours, problems, systems, lines);
  }

  /** Secrets that stand in the file themselves. */
  private List<FieldProblem> inClear(Map<String, Object> tree) {
    List<FieldProblem> clear = new ArrayList<>();
    for (String field : ImportedSecrets.fields(adapter)) {
      if (SecretField.in(tree, field) instanceof String text
          && !text.isBlank()
          && !MissingSecret.is(text)
          && !SecretReference.resembled(text)) {
        clear.add(
            new FieldProblem(
                SecretField.path(field),
                "is a secret in clear, and an import takes none: write %s here and type it with"
                        .formatted(MissingSecret.of(SecretField.name(field)))
                    + " the import, or write ${file:…}"));
      }
    }
    return clear;
  }

  private static Map<String, Object> with(Map<String, Object> tree, Map<String, String> typed) {
    Map<String, String> given = new LinkedHashMap<>(typed);
    given.values().removeIf(value -> value == null || value.isBlank());
    return SecretField.put(tree, given);
  }

  /** One connection of the file against what is stored. */
  private final class Reading {

    private final Entry entry;
    private final YamlLines lines;
    private final StoredConnection before;
    private final List<FileProblem> problems = new ArrayList<>();

    Reading(Entry entry, YamlLines lines) {
      this.entry = entry;
      this.lines = lines;
      this.before = store.find(entry.id()).orElse(null);
    }

    void refuse(String field, String problem) {
      String path = entry.path() + (field.isEmpty() ? "" : "." + field);
      problems.add(new FileProblem(lines.of(path), path, problem));
    }

    Planned planned() {
      if (before != null && before.source() == Source.FILE) {
        refuse("id", ConnectionConflict.fromFile(entry.id()).getMessage());
      }
      inClear(entry.tree()).forEach(found -> refuse(found.field(), found.problem()));
      if (!problems.isEmpty()) {
        return result("refused", List.of(), List.of());
      }
      ImportedSecrets secrets = new ImportedSecrets(adapter, entry.tree(), before);
      try {
        Draft draft = draft(entry.tree(), secrets);
        List<ImportPlan.Change> changes = Differences.of(before, draft, secrets.names());
        boolean same = changes.isEmpty() && secrets.asked().isEmpty();
        return result(before == null ? "new" : same ? "same" : "changed", changes, secrets.asked());
      } catch (InvalidDocument e) {
        e.problems().forEach(found -> refuse(found.field(), found.problem()));
        return result("refused", List.of(), List.of());
      }
    }

    /** The document with stand-ins for secrets that are yet to be typed; never stored. */
    private Draft draft(Map<String, Object> tree, ImportedSecrets secrets) {
      try {
        return connections.read(tree, Optional.ofNullable(before), Set.of());
      } catch (InvalidDocument e) {
        secrets.ask(e.problems());
        return connections.read(
            with(tree, secrets.standIns()), Optional.ofNullable(before), secrets.names());
      }
    }

    private Planned result(String kind, List<ImportPlan.Change> changes, List<Asked> asked) {
      return new Planned(
          entry.id(),
          adapter.system(),
          kind,
          before == null ? 0 : before.version(),
          changes,
          asked,
          List.copyOf(problems));
    }
  }
}
