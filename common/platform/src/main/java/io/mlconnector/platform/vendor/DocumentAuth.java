package io.mlconnector.platform.vendor;

import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.connection.SpecSettings;
import io.mlconnector.platform.vendor.signin.AuthSource;
import io.mlconnector.platform.vendor.signin.Digest;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a connection signs in, by its document; secrets are looked up at each use. */
public final class DocumentAuth implements AuthSource {

  private static final String MODE = "mode";

  private final ConnectionDocument document;
  private final Credentials credentials;
  private final AuthMode mode;
  private final Settings settings;

  /**
   * The sign-in of a validated document.
   *
   * @throws IllegalArgumentException where the adapter does not know its mode
   */
  public DocumentAuth(ConnectionSpec spec, ConnectionDocument document, Credentials credentials) {
    this.document = document;
    this.credentials = credentials;
    this.settings = settings(spec, document, credentials);
    String name = document.auth().getOrDefault(MODE, spec.authModes().get(0).name());
    this.mode =
        spec.authMode(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "auth.mode: unknown way to sign in '%s'".formatted(name)));
  }

  static Settings settings(
      ConnectionSpec spec, ConnectionDocument document, Credentials credentials) {
    return SpecSettings.of(spec.settings(), document.settings(), credentials);
  }

  @Override
  public Auth auth() {
    return mode.auth()
        .apply(
            new AuthInput(
                document.baseUrl(),
                SpecSettings.of(mode.settings(), document.auth(), credentials),
                settings));
  }

  @Override
  public String fingerprint() {
    List<String> parts = new ArrayList<>();
    parts.add(String.valueOf(document.baseUrl()));
    new TreeMap<>(document.auth())
        .forEach(
            (name, value) -> {
              parts.add(name);
              parts.add(value);
            });
    for (String field : new TreeSet<>(credentials.fields())) {
      if (field.startsWith("tls.") && !field.equals(ConnectionTls.KEY)) {
        // Who vouches for the vendor may change without another sign-in; who we are may not.
        continue;
      }
      parts.add(field);
      parts.add(credentials.secret(field).reveal());
    }
    return Digest.of(parts.toArray(String[]::new));
  }
}
