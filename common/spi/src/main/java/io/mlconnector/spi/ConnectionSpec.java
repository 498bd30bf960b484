package io.mlconnector.spi;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a connection of a system needs.
 *
 * @param baseUrlHelp what the base URL looks like, with an example
 * @param settings everything below {@code settings:}
 * @param authModes the ways to sign in, the recommended one first
 * @param everyDefault how often the streams are polled unless the connection says otherwise, such
 *     as {@code 10m}
 */
public record ConnectionSpec(
    String baseUrlHelp, List<Setting> settings, List<AuthMode> authModes, String everyDefault) {

  /**
   * One way to sign in.
   *
   * @param name the value of {@code auth.mode}
   * @param settings everything else below {@code auth:}
   * @param auth makes the description that the platform acts on; called with the base URL and the
   *     validated settings
   * @param lapses by which rules its credentials end; what a person knows of their end is a setting
   *     of type DATE instead ({@link Setting#ends})
   */
  public record AuthMode(
      String name,
      String title,
      List<Setting> settings,
      Function<AuthInput, Auth> auth,
      List<Lapse> lapses) {
    public AuthMode {
      settings = List.copyOf(settings);
      lapses = List.copyOf(lapses);
    }

    /** A way to sign in whose credentials end by no documented rule. */
    public AuthMode(
        String name, String title, List<Setting> settings, Function<AuthInput, Auth> auth) {
      this(name, title, settings, auth, List.of());
    }
  }

  /** What an auth mode is made from. */
  public record AuthInput(URI baseUrl, Settings auth, Settings settings) {}

  public ConnectionSpec {
    settings = List.copyOf(settings);
    authModes = List.copyOf(authModes);
  }

  public Optional<AuthMode> authMode(String name) {
    return authModes.stream().filter(mode -> mode.name().equals(name)).findFirst();
  }
}
