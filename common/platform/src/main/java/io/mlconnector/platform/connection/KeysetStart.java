package io.mlconnector.platform.connection;

import io.mlconnector.flow.FlowConfig;
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

/**
 * Stops a start without a usable keyset, with the command that makes one; the local run makes it
 * itself.
 */
@ApplicationScoped
class KeysetStart {

  private final boolean local;
  private final KeysetConfig config;
  private final KeysetVault vault;

  @Inject
  KeysetStart(FlowConfig flow, KeysetConfig config, KeysetVault vault) {
    this(flow.local(), config, vault);
  }

  KeysetStart(boolean local, KeysetConfig config, KeysetVault vault) {
    this.local = local;
    this.config = config;
    this.vault = vault;
  }

  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    check();
  }

  void check() {
    try {
      if (local) {
        config.file().ifPresent(KeysetStart::createOnce);
      }
      vault.load();
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
            config.file().map(Path::toString).orElse("keyset.json"));
  }

  private static String libraries() {
    CodeSource code = KeysetCommand.class.getProtectionDomain().getCodeSource();
    String path = code == null || code.getLocation() == null ? "" : code.getLocation().getPath();
    return path.endsWith(".jar")
        ? path.substring(0, path.lastIndexOf('/')) + "/*"
        : "quarkus-app/lib/main/*";
  }
}
