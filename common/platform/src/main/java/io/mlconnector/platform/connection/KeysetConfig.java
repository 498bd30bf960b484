package io.mlconnector.platform.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys that stored credentials are encrypted with. */
@ConfigMapping(prefix = "mlconnector.keyset")
public interface KeysetConfig {

  /**
   * A Tink JSON keyset, written by {@link KeysetCommand}; no default. Replicas of one service need
   * the same one. Read again when it changes.
   */
  Optional<Path> file();

  /** Where the key is that the keyset itself is encrypted with, if it is. */
  Kms kms();

  /**
   * A key management service that speaks as the Transit engine of HashiCorp Vault and OpenBao does.
   * It is asked when a service starts and when the keyset file changes, and never for a record.
   */
  interface Kms {

    /**
     * Its address, such as {@code https://vault.example.com:8200}. With it, the keyset file must be
     * a wrapped one; without it, the keyset is in the file in clear.
     */
    Optional<URI> url();

    /** The path that the Transit engine is mounted at. */
    @WithDefault("transit")
    String mount();

    /** The name of the key in the Transit engine. */
    @WithDefault("ml-connector")
    String key();

    /** The namespace, where the server has some. */
    Optional<String> namespace();

    /** A file with a token that may use the key; read at each call. */
    Optional<Path> tokenFile();

    /**
     * The role to sign in with by a Kubernetes service account, instead of a token; its token is
     * used for one reading of the keyset.
     */
    Optional<String> role();

    /** The path that the Kubernetes sign-in is mounted at. */
    @WithDefault("kubernetes")
    String loginMount();

    /** The service account's token, which the kubelet renews. */
    @WithDefault("/var/run/secrets/tokens/kms")
    Path jwtFile();

    /** A PEM file with the authority of its certificate, instead of those that the JVM trusts. */
    Optional<Path> caFile();

    /** How long an answer may take, connecting included. */
    @WithDefault("5s")
    Duration timeout();

    /** How long to wait after it did not answer, or refused. */
    @WithDefault("10s")
    Duration again();
  }
}
