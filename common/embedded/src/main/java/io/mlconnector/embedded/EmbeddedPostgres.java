package io.mlconnector.embedded;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One real PostgreSQL server beside this JVM, on loopback, whose databases survive a restart.
 *
 * <p>Works as root too (the server then runs in a user namespace of its own). The port stays the
 * same over {@link #stop()} and {@link #start()}. When this JVM dies without a word, the server is
 * stopped by its {@link Tether}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Marks a directory in which a server has been up once. */
  private static final String COMPLETE = "mlconnector-complete";

  private final Path data;
  private final int port;
  private final Durability durability;
  private final Optional<Certificates> certificates;
  private io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private Tether tether;

  private EmbeddedPostgres(
      Path data, int port, Durability durability, Optional<Certificates> certificates) {
    this.certificates = certificates;
    this.data = data.toAbsolutePath();
    this.port = port == 0 ? FreePort.find() : port;
    this.durability = durability;
  }

  /**
   * Starts a server.
   *
   * @param data directory that keeps the databases; created and initialised when empty
   * @param port the loopback port to listen on; 0 for a free one
   * @throws EmbeddedStartException when the port is taken or the server does not come up
   */
  public static EmbeddedPostgres start(Path data, int port, Durability durability) {
    return start(data, port, durability, Optional.empty());
  }

  /**
   * The same, over TLS only.
   *
   * @param certificates beside the data directory, in which no other files may be at first
   * @throws EmbeddedStartException as above
   */
  public static EmbeddedPostgres start(
      Path data, int port, Durability durability, Optional<Certificates> certificates) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(data, port, durability, certificates);
    postgres.start();
    return postgres;
  }

  public int port() {
    return port;
  }

  /** The superuser; the server trusts every loopback connection, whatever its password. */
  public String user() {
    return "postgres";
  }

  public String password() {
    return "postgres";
  }

  public synchronized boolean isRunning() {
    return server != null;
  }

  /** JDBC URL (without user and password) of the database, whether or not it exists. */
  public String jdbcUrl(String database) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    return certificates
        .map(
            each ->
                url
                    + "?sslmode=verify-full&sslrootcert="
                    + URLEncoder.encode(each.authority().toString(), StandardCharsets.UTF_8))
        .orElse(url);
  }

  /**
   * Creates the database unless it exists, and returns its JDBC URL (without user and password).
   *
   * @param name lower case letters, digits and underscores, at most 63
   * @throws IllegalArgumentException when the name is of another form
   */
  public synchronized String database(String name) {
    create(name, "");
    return jdbcUrl(name);
  }

  /**
   * Creates a database as {@link #database} does, with the tables and rows of a template: copying
   * is several times faster than making the tables again, so that each test can have its own.
   *
   * @param name as for {@link #database}
   * @param template name of the template, made at its first use
   * @param prepare makes the template's tables, given its JDBC URL; it leaves no connection open
   * @throws IllegalArgumentException when a name is of another form
   */
  public synchronized String copy(String name, String template, Consumer<String> prepare) {
    if (create(template, "")) {
      prepare.accept(jdbcUrl(template));
    }
    create(name, " template " + template);
    return jdbcUrl(name);
  }

  /**
   * Creates a role that may sign in and has no rights beyond everybody's, unless it exists.
   *
   * @param name as for {@link #database}
   */
  public synchronized String role(String name) {
    check(name);
    try (var connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (!statement.executeQuery("select 1 from pg_roles where rolname = '" + name + "'").next()) {
        statement.execute("create role " + name + " login");
      }
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create role " + name + ": " + e.getMessage(), e);
    }
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name '" + name + "': use a letter, then letters, digits, _ (lower case)");
    }
  }

  /** Tells whether it was not there before. */
  private boolean create(String name, String how) {
    check(name);
    try (var connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      var found =
          statement.executeQuery("select 1 from pg_database where datname = '" + name + "'");
      boolean there = found.next();
      if (!there) {
        statement.execute("create database " + name + how);
      }
      return !there;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name + ": " + e.getMessage(), e);
    }
  }

  /** Starts again after {@link #stop()}; does nothing while running. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    QuietLogs.apply();
    Tether.stopLeftover(data);
    if (!FreePort.isFree(port)) {
      throw new EmbeddedStartException(
          "PostgreSQL cannot start: port " + port + " is in use", null);
    }
    forgetHalfMade();
    Tether ours = Tether.to(data);
    try {
      server = builder().start();
      if (certificates.isPresent()) {
        refuseWithoutTls();
      }
      Files.writeString(data.resolve(COMPLETE), "");
      tether = ours;
    } catch (IOException | RuntimeException e) {
      ours.close();
      throw new EmbeddedStartException(
          "PostgreSQL cannot start in " + data + ": " + e.getMessage(), e);
    }
  }

  /** Stops the server in order, ending open connections; does nothing while stopped. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not stop: " + e.getMessage(), e);
    } finally {
      server = null;
      tether.close();
    }
  }

  public synchronized void restart() {
    stop();
    start();
  }

  @Override
  public void close() {
    stop();
  }

  /** Forgets the running server, as a JVM does that is killed together with its tether. */
  void abandon() {
    tether.close();
    server = null;
  }

  /** What an interrupted first start leaves behind looks like a database but is none. */
  private void forgetHalfMade() {
    if (Files.exists(data.resolve("PG_VERSION")) && !Files.exists(data.resolve(COMPLETE))) {
      Folders.delete(data);
    }
  }

  private io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder() {
    var builder =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_LIMIT)
            .setLocaleConfig("locale", "C")
            .setServerConfig("max_connections", "200");
    durability.settings().forEach(builder::setServerConfig);
    certificates.ifPresent(
        each -> {
          builder.setServerConfig("ssl", "on");
          builder.setServerConfig("ssl_cert_file", fromData(each.certificate()));
          builder.setServerConfig("ssl_key_file", fromData(each.key()));
        });
    return builder;
  }

  /** Relative, since a path with a space in it does not survive the way to the server. */
  private String fromData(Path file) {
    return data.relativize(file.toAbsolutePath()).toString();
  }

  private void refuseWithoutTls() throws IOException {
    Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
    try (var connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException("it does not take its new rules: " + e.getMessage(), e);
    }
  }
}
