package io.mlconnector.console.alerts.channel;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends mail as plain text, by TLS unless the server is on this machine. */
final class MailChannel implements Channel {

  private final String name;
  private final List<String> to;
  private final Rules rules;
  private final Server server;
  private final Vertx vertx;

  /** How the server that takes our mail is secured. */
  enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /**
   * The server that takes our mail.
   *
   * @param user null where nobody signs in
   * @param passwordFile read at each message
   * @param trust certificates to trust in place of the JVM's; null for those
   */
  record Server(
      String host,
      int port,
      Security security,
      String user,
      Path passwordFile,
      String from,
      Path trust,
      Duration timeout) {}

  MailChannel(String name, List<String> to, Rules rules, Server server, Vertx vertx) {
    this.name = name;
    this.to = to;
    this.rules = rules;
    this.server = server;
    this.vertx = vertx;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "mail";
  }

  @Override
  public String target() {
    return String.join(", ", to);
  }

  @Override
  public String fingerprint() {
    return server.host() + " " + target();
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public Duration timeout() {
    return server.timeout();
  }

  @Override
  public Outgoing write(String id, Digest digest) {
    return new Outgoing(id, Words.subject(digest), Words.body(digest, rules.quiet().zone()));
  }

  @Override
  public Answer send(Outgoing message) {
    MailConfig config;
    try {
      config = config();
    } catch (IOException e) {
      return Answer.failed("the password file %s cannot be read".formatted(server.passwordFile()));
    }
    MailClient client = MailClient.create(vertx, config);
    try {
      client
          .sendMail(mail(message))
          .toCompletionStage()
          .toCompletableFuture()
          .get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return Answer.taken("taken by " + server.host());
    } catch (TimeoutException e) {
      return Answer.failed(
          "%s did not answer within %d ms".formatted(server.host(), server.timeout().toMillis()));
    } catch (ExecutionException e) {
      return Answer.failed(reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.failed("was not waited for, since the console is stopping");
    } finally {
      client.close();
    }
  }

  private MailMessage mail(Outgoing message) {
    String domain = server.from().substring(server.from().indexOf('@') + 1);
    return new MailMessage()
        .setFrom(server.from())
        .setTo(to)
        .setSubject(Words.line(message.subject()))
        .setText(message.body())
        .addHeader("Message-ID", "<%s@%s>".formatted(message.id(), domain))
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private MailConfig config() throws IOException {
    int millis = Math.toIntExact(server.timeout().toMillis());
    MailConfig config = new MailConfig(server.host(), server.port());
    config.setSsl(server.security() == Security.TLS);
    config.setStarttls(
        server.security() == Security.STARTTLS
            ? StartTLSOptions.REQUIRED
            : StartTLSOptions.DISABLED);
    // The name of the server is verified only where no algorithm is set here: SMTPConnectionPool of
    // vertx-mail-client 4.5 sets HTTPS where there is none, and takes it away where there is one.
    config.setKeepAlive(false);
    config.setConnectTimeout(millis);
    if (server.trust() != null) {
      config.setTrustOptions(new PemTrustOptions().addCertPath(server.trust().toString()));
    }
    config.setLogin(server.user() == null ? LoginOption.DISABLED : LoginOption.REQUIRED);
    if (server.user() != null) {
      config.setUsername(server.user());
      config.setPassword(Files.readString(server.passwordFile()).strip());
    }
    return config;
  }

  private String reason(Throwable failure) {
    if (failure instanceof SMTPException refusal) {
      return "%s answers %d".formatted(server.host(), refusal.getReplyCode());
    }
    String message = failure.getMessage();
    return "%s: %s"
        .formatted(server.host(), message == null ? failure.getClass().getSimpleName() : message);
  }
}
