package io.mlconnector.console.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the console tells people of by itself, and how (docs/operations.md, "Alerts"). */
@ConfigMapping(prefix = "mlconnector.alerts")
public interface AlertsConfig {

  /** Whether the console watches at all. */
  @WithDefault("true")
  boolean enabled();

  /** How often it looks at what its first page shows. */
  @WithDefault("1m")
  Duration every();

  /**
   * By which address people reach the console; messages link to its pages. Without it they do not.
   */
  Optional<URI> consoleUrl();

  /** What this installation is called in messages. */
  @WithDefault("ml-connector")
  String installation();

  /** How often an alert that lasts is told again. */
  @WithDefault("24h")
  Duration remind();

  /** How long an alert's cause has to be gone before it is over. */
  @WithDefault("5m")
  Duration clear();

  /**
   * What comes back within this time is not told again sooner than this after it was told before.
   */
  @WithDefault("1h")
  Duration again();

  /** How long alerts that are over are kept; whole days. */
  @WithDefault("90d")
  Duration keep();

  Hold hold();

  Backlog backlog();

  Parked parked();

  Hooks hooks();

  /** Addresses that are called by the Standard Webhooks specification, each with a name. */
  Map<String, Webhook> webhooks();

  /** Groups of people who get mail, each with a name. */
  Map<String, Mail> mails();

  Smtp smtp();

  /** How long something has to be so before it is told. */
  interface Hold {

    /** A connection that needs attention. */
    @WithDefault("2m")
    Duration attention();

    /** A service that does not answer. */
    @WithDefault("3m")
    Duration silent();

    /** Too many parked records. */
    @WithDefault("5m")
    Duration parked();

    /** A mass change that waits. */
    @WithDefault("0s")
    Duration massChange();
  }

  /** When a backlog is told of. */
  interface Backlog {

    /** Below so many waiting deliveries, never. */
    @WithDefault("1000")
    long floor();

    /** It has grown and never become smaller for so long. */
    @WithDefault("15m")
    Duration over();
  }

  /** When parked records are told of. */
  interface Parked {

    /** More than so many at one connection or route; over at four fifths of it. */
    @WithDefault("100")
    long above();
  }

  /** When a webhook counts as silent. */
  interface Hooks {

    /** After so many times its longest pause in the last four weeks. */
    @WithDefault("3")
    int times();

    /** But never sooner than this. */
    @WithDefault("6h")
    Duration least();

    /** Until a week of its calls is known, after this. */
    @WithDefault("3d")
    Duration unknown();
  }

  /** When a channel is silent; what it held back is told as one message afterwards. */
  interface Quiet {

    /** Windows such as {@code 22:00-07:00}, {@code Mon-Fri 18:00-08:00}, {@code Sat}. */
    Optional<List<String>> hours();

    /** Their time zone. */
    @WithDefault("UTC")
    ZoneId zone();

    /** What is sent in them all the same: {@code urgent}, or {@code none}. */
    @WithDefault("urgent")
    String passes();
  }

  /** An address to be called. */
  interface Webhook {

    /**
     * The receiver's address; https, or loopback. Leave it out where the address itself is secret.
     */
    Optional<String> url();

    /** A file with the address, where whoever knows it may post to it. */
    Optional<Path> urlFile();

    /**
     * Files with the secrets that calls are signed with, each {@code whsec_} and base64 of 24 to 64
     * bytes; several while the receiver changes from one to the next. Read at each call.
     */
    Optional<List<Path>> secretFiles();

    /** Networks that the receiver may be in beside public ones, such as {@code 10.1.0.0/16}. */
    Optional<List<String>> egress();

    /** A PEM file with certificates to trust in place of those that the JVM trusts. */
    Optional<Path> caFile();

    /** How long a call may take. */
    @WithDefault("15s")
    Duration timeout();

    /** What is sent at all: {@code notice} for everything, or {@code urgent}. */
    @WithDefault("notice")
    String least();

    Quiet quiet();
  }

  /** People who get mail. */
  interface Mail {

    /** Their addresses. */
    List<String> to();

    /** What is sent at all: {@code notice} for everything, or {@code urgent}. */
    @WithDefault("notice")
    String least();

    Quiet quiet();
  }

  /** The server that takes our mail. */
  interface Smtp {

    /** Its name; without it no mail is sent. */
    Optional<String> host();

    /** Its port; 587, or 465 with {@code tls}. */
    Optional<Integer> port();

    /**
     * {@code starttls}: nothing is sent unless the server goes over to TLS. {@code tls}: TLS from
     * the beginning. {@code none}: only for a server on this machine.
     */
    @WithDefault("starttls")
    String security();

    /** Who signs in; nobody without it. */
    Optional<String> user();

    /** A file with the password; read at each message. */
    Optional<Path> passwordFile();

    /** The address that mail comes from. */
    Optional<String> from();

    /** A PEM file with certificates to trust in place of those that the JVM trusts. */
    Optional<Path> caFile();

    /** How long a message may take. */
    @WithDefault("15s")
    Duration timeout();
  }
}
