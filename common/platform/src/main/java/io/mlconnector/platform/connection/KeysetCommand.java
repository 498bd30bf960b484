package io.mlconnector.platform.connection;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a keyset file, or adds a key to one: {@code KeysetCommand [--rotate] FILE}. */
public final class KeysetCommand {

  private static final String USAGE =
      """
      Usage: KeysetCommand [--rotate] FILE
        writes a new keyset to FILE, readable by its owner only; credentials are encrypted with it
        --rotate  adds a key to the keyset in FILE; new credentials are encrypted with that one\
      """;

  private KeysetCommand() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    List<String> files = new ArrayList<>(arguments);
    boolean rotate = files.remove("--rotate");
    if (files.size() != 1 || files.get(0).startsWith("-")) {
      err.println(USAGE);
      return 2;
    }
    Path file = Path.of(files.get(0));
    try {
      if (rotate) {
        Keysets.rotate(file);
        out.println("Added a key to " + file + "; POST /api/system/re-encrypt uses it for all");
      } else {
        Keysets.create(file);
        out.println("Wrote " + file + "; keep a copy: without it, credentials must be given again");
      }
      return 0;
    } catch (KeysetProblem e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
