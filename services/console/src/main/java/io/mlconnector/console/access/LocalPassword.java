package io.mlconnector.console.access;

import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.flow.access.Entrance;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.access.Scope;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names and passwords of a file, for installations without an OIDC server. One person per line,
 * {@code name:role:password} or {@code name:role@connection,connection:password}, read anew at each
 * sign-in, so that a change needs no restart.
 */
@Singleton
public class LocalPassword implements Entrance {

  static final String KEY = "mlconnector.console.password-file";

  private static final int SHORTEST = 12;
  private static final int PARTS = 3;

  private final Path file;

  public LocalPassword(ConsoleConfig config) {
    this.file = config.passwordFile().orElse(null);
    if (file != null) {
      people();
    }
  }

  private record Known(Rights rights, byte[] password) {}

  @Override
  public boolean asks() {
    return file != null;
  }

  @Override
  public boolean isOpen(String path) {
    return path.equals("/sign-in")
        || path.equals("/console.css")
        || path.equals("/console.js")
        || path.startsWith("/webjars/");
  }

  /** Who has that name and password; the time it takes does not tell how much of it fits. */
  public Optional<Rights> check(String name, String password) {
    Rights found = null;
    byte[] given = digest(password);
    for (Known known : people()) {
      boolean same = MessageDigest.isEqual(known.password, given);
      if (same && known.rights.name().equals(name)) {
        found = known.rights;
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * @throws IllegalStateException where the file cannot be used, naming the setting and the line
   */
  private List<Known> people() {
    List<Known> people = new ArrayList<>();
    int number = 0;
    for (String line : lines()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Optional<Known> known = known(line.strip());
      if (known.isEmpty()) {
        throw new IllegalStateException(
            "%s: line %d of %s must be name:role:password or name:role@connection,connection:password, with a role of viewer, operator or admin and a password of %d characters or more"
                .formatted(KEY, number, file, SHORTEST));
      }
      people.add(known.get());
    }
    return people;
  }

  /** Behind the role stand the connections that the person sees; all of them where none do. */
  private static Optional<Known> known(String line) {
    String[] parts = line.split(":", PARTS);
    if (parts.length < PARTS || parts[0].isBlank() || parts[2].length() < SHORTEST) {
      return Optional.empty();
    }
    String[] rights = parts[1].split("@", 2);
    Optional<Role> role = Role.highest(List.of(rights[0].strip()));
    Scope scope = rights.length < 2 ? Scope.ALL : Scope.parse(rights[1]);
    return role.isEmpty() || scope.equals(Scope.NONE)
        ? Optional.empty()
        : Optional.of(new Known(new Rights(parts[0], role, scope), digest(parts[2])));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "%s: %s cannot be read: %s".formatted(KEY, file, e.getMessage()), e);
    }
  }

  private static byte[] digest(String text) {
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
