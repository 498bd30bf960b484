package io.mlconnector.platform.connection;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.log.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Stops a start without a usable keyset, with the command that makes one; the local run makes it
 * itself. A key management service that is away, or refuses, stops nothing: it is waited for.
 */
@ApplicationScoped
class KeysetStart {

  private static final Log LOG = Log.of(KeysetStart.class);

  private final boolean local;
  private final Optional<Path> file;
  private final KeysetVault vault;

  @Inject
  KeysetStart(FlowConfig flow, KeysetConfig config, KeysetVault vault) {
    this(flow.local() && config.kms().url().isEmpty(), config.file(), vault);
  }

  KeysetStart(boolean local, Optional<Path> file, KeysetVault vault) {
    this.local = local;
    this.file = file;
    this.vault = vault;
  }

  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    check();
  }

  void check() {
    try {
      if (local) {
        file.ifPresent(KeysetStart::createOnce);
      }
      vault.load();
    } catch (KeysetWaits e) {
      LOG.warn("The keyset waits", "problem", e.getMessage());
    } catch (KeysetProblem e) {
      throw new ConfigurationException(
          "%s.%nStored credentials are encrypted with a keyset. Make one, keep a copy, and name it in mlconnector.keyset.file:%n  %s"
              .formatted(e.getMessage(), command()));
    }
  }

  private static void createOnce(Path file) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Keysets.create(file);
    } catch (KeysetProblem e) {
      if (!Files.exists(file)) {
        throw e;
      }
    }
  }

  private String command() {
    return "java -cp '%s' %s %s"
        .formatted(
            libraries(),
            KeysetCommand.class.getName(),
            file.map(Path::toString).orElse("keyset.json"));
  }

  private static String libraries() {
    CodeSource code = KeysetCommand.class.getProtectionDomain().getCodeSource();
    String path = code == null || code.getLocation() == null ? "" : code.getLocation().getPath();
    String main =
        path.endsWith(".jar") ? path.substring(0, path.lastIndexOf('/')) : "quarkus-app/lib/main";
    return main + "/*:" + main.replaceAll("main$", "boot") + "/*";
  }
}
