package io.mlconnector.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the console can be told. */
@ConfigMapping(prefix = "mlconnector.console")
public interface ConsoleConfig {

  /** How long the ledger is kept; whole days. */
  @WithDefault("400d")
  Duration retention();

  /** How long a call to another service may take before its part of a page says so. */
  @WithDefault("2s")
  Duration patience();

  /** How long something that a person asked for may take, such as a ping or a plan. */
  @WithDefault("2m")
  Duration actionPatience();

  /**
   * A file with people who sign in by name and password, one {@code name:role:password} per line,
   * or {@code name:role@connection,connection:password} for one who sees these connections only;
   * without it, OIDC or nobody asks. The local run makes one.
   */
  Optional<Path> passwordFile();

  /** After how long without a click a person has to sign in again. */
  @WithDefault("1h")
  Duration sessionIdle();

  /**
   * When the ledger is verified without anybody asking for it, as a cron expression of six fields
   * that begins with the seconds, in the machine's time zone; {@code off} where something else asks
   * for it. It reads the whole ledger once.
   */
  @WithDefault("0 20 3 ? * SUN")
  String verifyLedger();

  /**
   * How long after the last thing of an erased person went a service is looked at once more; longer
   * than anything that was under way then takes to land, such as a page that is being published.
   */
  @WithDefault("2m")
  Duration erasureSettle();
}
