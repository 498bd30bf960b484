package io.mlconnector.flow.access;

import io.mlconnector.flow.log.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tokens of a file that is read again when it changes; a file that cannot be read any more leaves
 * the tokens as they were.
 *
 * <p>One token per line, of 20 characters or more; empty lines and lines that begin with # do not
 * count. To change a token, add the new one in front, restart nothing, remove the old one later.
 */
final class TokenFile {

  private static final Log LOG = Log.of(TokenFile.class);
  private static final int SHORTEST = 20;
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

  private final String setting;
  private final Path file;
  private final LongSupplier nanoTime;
  private List<String> tokens;
  private FileTime readAt;
  private long lookAt;

  /**
   * @param file null for none
   * @throws IllegalStateException where the file cannot be used, naming the setting
   */
  TokenFile(String setting, Path file, LongSupplier nanoTime) {
    this.setting = setting;
    this.file = file;
    this.nanoTime = nanoTime;
    this.tokens = List.of();
    if (file != null) {
      try {
        readAt = Files.getLastModifiedTime(file);
        tokens = read(file);
      } catch (IOException e) {
        throw new IllegalStateException(
            "%s: %s cannot be read: %s".formatted(setting, file, e.getMessage()), e);
      }
      lookAt = nanoTime.getAsLong() + LOOK_EVERY_NANOS;
    }
  }

  /** Whether there is a file. */
  boolean given() {
    return file != null;
  }

  /** The first one. */
  Optional<String> first() {
    return current().stream().findFirst();
  }

  /** Whether the token is one of them; the time that it takes does not tell how much of it fits. */
  boolean accepts(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    boolean accepted = false;
    for (String ours : current()) {
      accepted |= MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), given);
    }
    return accepted;
  }

  private synchronized List<String> current() {
    if (file != null && nanoTime.getAsLong() - lookAt >= 0) {
      lookAt = nanoTime.getAsLong() + LOOK_EVERY_NANOS;
      try {
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(readAt)) {
          tokens = read(file);
          readAt = changed;
          LOG.info("The access tokens were read again", "count", tokens.size());
        }
      } catch (IOException | IllegalStateException e) {
        LOG.warn(e, "The access tokens cannot be read again; the former ones stay");
      }
    }
    return tokens;
  }

  private List<String> read(Path file) throws IOException {
    List<String> tokens =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (tokens.isEmpty() || tokens.stream().anyMatch(token -> token.length() < SHORTEST)) {
      throw new IllegalStateException(
          "%s: %s needs one token of %d characters or more per line, such as `openssl rand -hex 32` makes"
              .formatted(setting, file, SHORTEST));
    }
    return tokens;
  }
}
