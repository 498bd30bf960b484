package io.mlconnector.flow.access;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.log.Log;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
 * The tokens that callers of the API may send, from a file that is read again when it changes; a
 * file that cannot be read any more leaves the tokens as they were.
 *
 * <p>One token per line, of 20 characters or more; empty lines and lines that begin with # do not
 * count. To change a token, add the new one in front, restart nothing, remove the old one later.
 */
@Singleton
public class AccessTokens {

  static final String KEY = "mlconnector.access.token-file";

  private static final Log LOG = Log.of(AccessTokens.class);
  private static final int SHORTEST = 20;
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

  private final Path file;
  private final LongSupplier nanoTime;
  private List<String> tokens;
  private FileTime readAt;
  private long lookAt;

  @Inject
  public AccessTokens(FlowConfig config) {
    this(config.access().tokenFile().orElse(null), System::nanoTime);
  }

  /**
   * @throws IllegalStateException where the file cannot be used, naming the setting
   */
  AccessTokens(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.tokens = List.of();
    if (file != null) {
      try {
        readAt = Files.getLastModifiedTime(file);
        tokens = read(file);
      } catch (IOException e) {
        throw new IllegalStateException(
            "%s: %s cannot be read: %s".formatted(KEY, file, e.getMessage()), e);
      }
      lookAt = nanoTime.getAsLong() + LOOK_EVERY_NANOS;
    }
  }

  /** Whether callers need a token at all. */
  public boolean required() {
    return file != null;
  }

  /** The token with which this service calls the others. */
  public Optional<String> own() {
    return current().stream().findFirst();
  }

  /** Whether the token is one of ours; the time that it takes does not tell how much of it fits. */
  public boolean accepts(String token) {
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

  private static List<String> read(Path file) throws IOException {
    List<String> tokens =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (tokens.isEmpty() || tokens.stream().anyMatch(token -> token.length() < SHORTEST)) {
      throw new IllegalStateException(
          "%s: %s needs one token of %d characters or more per line, such as `openssl rand -hex 32` makes"
              .formatted(KEY, file, SHORTEST));
    }
    return tokens;
  }
}
