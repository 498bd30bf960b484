package io.mlconnector.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Who may sign in to the console of this run: one administrator, whose password is made by the
 * first start and told then, once. Whoever forgot it finds it in the file.
 */
final class ConsolePeople {

  private static final String NAME = "admin";
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 20;

  private final Path file;
  private final String made;

  private ConsolePeople(Path file, String made) {
    this.file = file;
    this.made = made;
  }

  /** Those of the file; it is made where it is missing, readable by its owner only. */
  static ConsolePeople of(Path file) {
    if (Files.exists(file)) {
      return new ConsolePeople(file, null);
    }
    String password = password();
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, "# name:role:password\n" + NAME + ":admin:" + password + "\n");
    } catch (IOException e) {
      throw new CannotRun("The console's people cannot be kept in " + file + ".", e);
    }
    return new ConsolePeople(file, password);
  }

  Path file() {
    return file;
  }

  /** What to tell the person who started the run; empty where they were told before. */
  Optional<String> sentence() {
    return Optional.ofNullable(made)
        .map(password -> "Sign in as %s with the password %s".formatted(NAME, password));
  }

  private static String password() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
