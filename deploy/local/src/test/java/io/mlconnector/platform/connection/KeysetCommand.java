package io.mlconnector.platform.connection;

import java.nio.file.Files;
import java.nio.file.Path;

/** Stands where the platform's command stands: writes the file it is given. */
public final class KeysetCommand {

  private KeysetCommand() {}

  public static void main(String[] arguments) throws Exception {
    Files.writeString(Path.of(arguments[0]), "{\"keys\":\"fake\"}");
  }
}
