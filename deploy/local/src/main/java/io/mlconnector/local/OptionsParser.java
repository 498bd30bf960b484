package io.mlconnector.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads arguments and environment; anything it does not understand ends with a sentence. */
final class OptionsParser {

  private static final String PORT_VARIABLE = "MLCONNECTOR_PORT_";

  /** The system property by which the build's {@code native} profile says {@code --native}. */
  static final String NATIVE = "mlconnector.native";

  private static final int LEAST_OF_A_SIDE = 20;
  private static final int MOST_OF_A_SIDE = 50_000;

  private final Map<String, String> environment;
  private Path data;
  private Optional<Integer> base = Optional.empty();
  private final Deque<String> ports = new ArrayDeque<>();
  private boolean reset;
  private boolean sandbox = true;
  private Replicas replicas = Replicas.ONE;
  private Options.Company company = Options.Company.DEFAULT;
  private int twoSides;
  private Options.Erp erp = Options.Erp.ORACLE_FUSION;
  private boolean tableau;
  private Optional<Path> hyperd = Optional.empty();
  private boolean tls;
  private CopiedApp.Form form;
  private Optional<Path> connections = Optional.empty();
  private Optional<Path> routes = Optional.empty();

  private OptionsParser(Path repository, Map<String, String> environment) {
    this.environment = environment;
    this.form = Boolean.getBoolean(NATIVE) ? CopiedApp.Form.EXECUTABLE : CopiedApp.Form.JARS;
    this.data =
        Optional.ofNullable(environment.get("MLCONNECTOR_DATA"))
            .map(Path::of)
            .orElse(repository.resolve(".mlconnector"));
  }

  static Options parse(Path repository, String[] arguments, Map<String, String> environment) {
    OptionsParser parser = new OptionsParser(repository, environment);
    parser.readEnvironment();
    parser.readArguments(new ArrayDeque<>(Arrays.asList(arguments)));
    return parser.options(repository);
  }

  private void readEnvironment() {
    environment.forEach(
        (name, value) -> {
          if (name.equals(PORT_VARIABLE + "BASE")) {
            base = Optional.of(number(name, value));
          } else if (name.startsWith(PORT_VARIABLE)) {
            String part = name.substring(PORT_VARIABLE.length());
            ports.add(part.toLowerCase(Locale.ROOT).replace('_', '-') + "=" + value);
          }
        });
  }

  private void readArguments(Deque<String> left) {
    while (!left.isEmpty()) {
      String option = left.remove();
      int equals = option.indexOf('=');
      if (option.startsWith("--") && equals > 0) {
        left.addFirst(option.substring(equals + 1));
        option = option.substring(0, equals);
      }
      read(option, left);
    }
  }

  private void read(String option, Deque<String> left) {
    switch (option) {
      case "--data" -> data = Path.of(value(option, left));
      case "--port" -> ports.add(value(option, left));
      case "--port-base" -> base = Optional.of(number(option, value(option, left)));
      case "--reset" -> reset = true;
      case "--no-sandbox" -> sandbox = false;
      case "--replicas" -> replicas = replicas(option, value(option, left));
      case "--sandbox-company" -> company = company(value(option, left));
      case "--two-sides" -> twoSides = twoSides(option, value(option, left));
      case "--erp" -> erp = erp(value(option, left));
      case "--with-tableau" -> tableau = true;
      case "--with-hyperd" -> hyperd = Optional.of(program(option, value(option, left)));
      case "--with-tls" -> tls = true;
      case "--native" -> form = CopiedApp.Form.EXECUTABLE;
      case "--connections" -> connections = Optional.of(file(option, value(option, left)));
      case "--routes" -> routes = Optional.of(file(option, value(option, left)));
      default ->
          throw new CannotRun("Option " + option + " is unknown; --help lists those there are.");
    }
  }

  private Options options(Path repository) {
    if (!sandbox && connections.isEmpty()) {
      throw new CannotRun("--no-sandbox needs --connections FILE, the systems to run against.");
    }
    if (twoSides > 0 && erp != Options.Erp.JDEDWARDS) {
      throw new CannotRun("--two-sides is for --erp jdedwards, beside which is Zoho CRM.");
    }
    boolean dataSources = tableau || hyperd.isPresent();
    if (dataSources && sandbox && erp != Options.Erp.ORACLE_FUSION) {
      throw new CannotRun(
          "--with-tableau is for --erp oracle-fusion, whose finance data becomes data sources.");
    }
    Ports chosen = base.map(Ports::from).orElseGet(Ports::usual);
    for (String port : ports) {
      String[] parts = port.split("=", 2);
      if (parts.length < 2) {
        throw new CannotRun("--port " + port + ": write it as --port console=9080.");
      }
      chosen = chosen.with(parts[0], number("--port " + parts[0], parts[1]));
    }
    return new Options(
        repository.toAbsolutePath().normalize(),
        data.toAbsolutePath().normalize(),
        chosen,
        reset,
        sandbox,
        replicas,
        company,
        twoSides,
        erp,
        dataSources,
        hyperd,
        tls,
        form,
        connections,
        routes);
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new CannotRun("Option " + option + " needs a value after it; --help shows which.");
    }
    return left.remove();
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value.trim());
    } catch (NumberFormatException e) {
      throw new CannotRun(option + " needs a whole number, not '" + value + "'.", e);
    }
  }

  /** A number for all adapters, or one for each of those that are named. */
  private static Replicas replicas(String option, String value) {
    if (!value.contains("=")) {
      return Replicas.all(count(option, value));
    }
    Map<String, Integer> named = new TreeMap<>();
    for (String each : value.split(",")) {
      String[] parts = each.trim().split("=", 2);
      if (!Ports.adapters().contains(parts[0]) || parts.length < 2) {
        throw new CannotRun(
            "%s %s: write it as %s oracle-fusion=3,zendesk=2; there are the adapters %s."
                .formatted(option, each.trim(), option, String.join(", ", Ports.adapters())));
      }
      if (named.put(parts[0], count(option + " " + parts[0], parts[1])) != null) {
        throw new CannotRun(option + " names " + parts[0] + " twice.");
      }
    }
    return new Replicas(1, named);
  }

  private static int count(String option, String value) {
    int replicas = number(option, value);
    if (replicas < 1 || replicas > Ports.MAX_REPLICAS) {
      throw new CannotRun(
          "%s is from 1 to %d, not %d.".formatted(option, Ports.MAX_REPLICAS, replicas));
    }
    return replicas;
  }

  private static int twoSides(String option, String value) {
    int each = number(option, value);
    if (each < LEAST_OF_A_SIDE || each > MOST_OF_A_SIDE) {
      throw new CannotRun(
          "%s is from %d to %d records, not %d."
              .formatted(option, LEAST_OF_A_SIDE, MOST_OF_A_SIDE, each));
    }
    return each;
  }

  private static Options.Erp erp(String value) {
    return Arrays.stream(Options.Erp.values())
        .filter(erp -> erp.system().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new CannotRun(
                    "--erp "
                        + value
                        + ": choose one of "
                        + Arrays.stream(Options.Erp.values())
                            .map(Options.Erp::system)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static Options.Company company(String value) {
    return switch (value) {
      case "small" -> Options.Company.SMALL;
      case "medium" -> Options.Company.MEDIUM;
      case "default" -> Options.Company.DEFAULT;
      case "large" -> Options.Company.LARGE;
      default ->
          throw new CannotRun(
              "--sandbox-company is small, medium, default or large, not '" + value + "'.");
    };
  }

  private static Path program(String option, String value) {
    Path program = Path.of(value).toAbsolutePath().normalize();
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      throw new CannotRun(
          "%s names %s, which is not a program that can be run: docs/tableau.md says where hyperd"
                  .formatted(option, value)
              + " comes from.");
    }
    return program;
  }

  private static Path file(String option, String value) {
    Path file = Path.of(value).toAbsolutePath().normalize();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CannotRun(option + " names " + value + ", which is not a file that can be read.");
    }
    return file;
  }
}
