package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret is to be found: {@code ${file:/run/secrets/x}} or {@code ${env:NAME}}. The
 * reference is stored, the value never is.
 */
record SecretReference(Kind kind, String name) {

  private static final Pattern FORM = Pattern.compile("\\$\\{(file|env):([^}]+)}");
  private static final int MAX_BYTES = 64 * 1024;

  /** The two places. */
  enum Kind {
    FILE,
    ENV
  }

  /** The reference that a text is, if it is one. */
  static Optional<SecretReference> in(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new SecretReference(
                matcher.group(1).equals("file") ? Kind.FILE : Kind.ENV, matcher.group(2).strip()))
        : Optional.empty();
  }

  /** Whether a text looks like an attempt at a reference. */
  static boolean resembled(String text) {
    return text.strip().startsWith("${");
  }

  /**
   * The value as it is now; line ends at its end are not part of it.
   *
   * @param environment gives a variable's value, or null
   * @throws CredentialUnavailable saying what to do, where there is none
   */
  Secret resolve(UnaryOperator<String> environment) {
    String value = (kind == Kind.FILE ? content() : variable(environment)).replaceAll("\\R+$", "");
    if (value.isBlank()) {
      throw new CredentialUnavailable(this + " is empty: put the secret there");
    }
    return new Secret(value);
  }

  private String content() {
    Path file = Path.of(name);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new CredentialUnavailable("%s is larger than 64 KiB: no secret is".formatted(file));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new CredentialUnavailable(
          "file %s does not exist: mount it, or correct the path".formatted(file));
    } catch (AccessDeniedException e) {
      throw new CredentialUnavailable(
          "file %s may not be read by this process: correct its permissions".formatted(file));
    } catch (IOException e) {
      throw new CredentialUnavailable(
          "file %s cannot be read (%s): it must be a text file"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  private String variable(UnaryOperator<String> environment) {
    String value = environment.apply(name);
    if (value == null) {
      throw new CredentialUnavailable(
          "environment variable %s is not set: set it for this process, or correct the name"
              .formatted(name));
    }
    return value;
  }

  @Override
  public String toString() {
    return "${%s:%s}".formatted(kind == Kind.FILE ? "file" : "env", name);
  }
}
