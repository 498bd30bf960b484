package io.mlconnector.sandbox;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the sandbox as a process until it is ended.
 *
 * <p>Arguments, each also as an environment variable such as {@code SANDBOX_CONTROL_PORT}: {@code
 * --control-port=8090 --seed=1 --customers=2000 --contacts=5000 --employees=400 --suppliers=120
 * --folder=PATH --hyperd=PATH} and a {@code --NAME-port} per vendor.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try {
      Sandbox sandbox = Sandbox.start(options(arguments, System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-end"));
      System.out.println("sandbox: control " + sandbox.control() + "/sandbox");
      sandbox
          .vendors()
          .keySet()
          .forEach(name -> System.out.println("sandbox: " + name + " " + sandbox.vendor(name)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("sandbox: " + e.getMessage());
      System.exit(1);
    }
  }

  static SandboxOptions options(String[] arguments, Map<String, String> environment) {
    SandboxOptions options = SandboxOptions.local();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().startsWith("SANDBOX_")) {
        String name = variable.getKey().substring(8).toLowerCase(Locale.ROOT).replace('_', '-');
        options = with(options, name, variable.getValue());
      }
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(argument + ": --name=value is expected");
      }
      options = with(options, argument.substring(2, equals), argument.substring(equals + 1));
    }
    return options;
  }

  private static SandboxOptions with(SandboxOptions options, String name, String value) {
    if (name.equals("folder")) {
      return options.folder(Path.of(value));
    }
    if (name.equals("hyperd")) {
      System.setProperty("hyperd", value);
      return options;
    }
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": a whole number is expected, not " + value, e);
    }
    int small = (int) number;
    switch (name) {
      case "control-port":
        return options.controlPort(small);
      case "seed":
        return options.seed(number);
      case "customers":
        return options.company(small, options.contacts());
      case "contacts":
        return options.company(options.customers(), small);
      case "employees":
        return options.directory(small, options.suppliers());
      case "suppliers":
        return options.directory(options.employees(), small);
      default:
        String vendor = name.endsWith("-port") ? name.substring(0, name.length() - 5) : "";
        if (!Vendors.LOCAL_PORTS.containsKey(vendor)) {
          throw new IllegalArgumentException(
              name
                  + ": unknown; known are control-port, seed, customers, contacts, employees,"
                  + " suppliers, folder, hyperd and NAME-port for each of "
                  + Vendors.LOCAL_PORTS.keySet());
        }
        return options.vendorPort(vendor, small);
    }
  }
}
