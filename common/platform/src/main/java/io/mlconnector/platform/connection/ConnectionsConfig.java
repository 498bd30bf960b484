package io.mlconnector.platform.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where connections come from, beside the API. */
@ConfigMapping(prefix = "mlconnector.connections")
public interface ConnectionsConfig {

  /** A YAML file with a list {@code connections:}; those of other systems in it are left alone. */
  Optional<Path> file();

  /** How often the file, and the secrets that documents refer to, are looked at for changes. */
  @WithDefault("3s")
  Duration check();

  /** Folders that documents sent to the API may name in <code>${file:…}</code> secrets. */
  @WithDefault("/run/secrets")
  List<Path> secretFolders();

  /** How variables begin that documents sent to the API may name in <code>${env:…}</code>. */
  @WithDefault("SECRET_")
  String secretVariables();

  /** Systems whose connections in the file are another adapter's; others are misspelt. */
  @WithDefault("oracle-fusion,peoplesoft,dynamics365,jdedwards,zendesk,zoho-crm,tableau")
  List<String> systems();
}
