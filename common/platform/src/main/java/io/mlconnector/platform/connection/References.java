package io.mlconnector.platform.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which references a document may hold. Whoever may call the API must not read any file of this
 * machine by naming it as a secret, so documents from there are bound to some folders and to
 * variables with a prefix; the mounted file is written by whoever runs the service, and is not.
 *
 * @param folders null for no bound
 * @param prefix of environment variables; null for no bound
 */
record References(List<Path> folders, String prefix, UnaryOperator<String> environment) {

  /** What is wrong with a reference, or empty where it can be resolved now. */
  Optional<String> check(SecretReference reference) {
    Optional<String> refused =
        reference.kind() == SecretReference.Kind.FILE
            ? file(Path.of(reference.name()))
            : variable(reference.name());
    return refused.isPresent() ? refused : unresolved(reference);
  }

  private Optional<String> file(Path file) {
    if (!file.isAbsolute()) {
      return Optional.of("names a file without its whole path: begin with /");
    }
    Path plain = file.normalize();
    return folders == null || folders.stream().anyMatch(plain::startsWith)
        ? Optional.empty()
        : Optional.of(
            "names a file outside %s: move it there, or add its folder to mlconnector.connections.secret-folders"
                .formatted(folders));
  }

  private Optional<String> variable(String name) {
    return prefix == null || name.startsWith(prefix)
        ? Optional.empty()
        : Optional.of(
            "names a variable that does not begin with %s: rename it, or change mlconnector.connections.secret-variables"
                .formatted(prefix));
  }

  private Optional<String> unresolved(SecretReference reference) {
    try {
      reference.resolve(environment);
      return Optional.empty();
    } catch (CredentialUnavailable e) {
      return Optional.of(e.getMessage());
    }
  }
}
