package io.mlconnector.console.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.alerts.Severity;
import io.mlconnector.console.alerts.channel.Digest.Entry;
import io.mlconnector.console.alerts.channel.MailChannel.Security;
import io.mlconnector.console.alerts.channel.MailChannel.Server;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailChannelTest {

  private static final Rules BERLIN =
      new Rules(
          QuietHours.parse(List.of(), ZoneId.of("Europe/Berlin")),
          Severity.URGENT,
          Severity.NOTICE);

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void aMailIsSentByTlsWithSignInAsPlainText() throws Exception {
    Certificate here = Certificate.of(folder, "localhost");
    SmtpServer smtp = new SmtpServer(vertx, Set.of("STARTTLS", "AUTH PLAIN"), false, here.key());
    Channel channel = channel(smtp, "localhost", Security.STARTTLS, "robot", here);

    Answer answer = channel.send(channel.write("msg_1", digest("Zendesk: Größe <b>7</b>")));

    assertThat(answer).isEqualTo(Answer.taken("taken by localhost"));
    assertThat(smtp.mails)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.tls()).isTrue();
              assertThat(mail.from()).isEqualTo("<alerts@example.com>");
              assertThat(mail.to()).containsExactly("<ann@example.com>", "<on-call@example.com>");
              assertThat(mail.text())
                  .contains("Message-ID: <msg_1@example.com>")
                  .contains("Auto-Submitted: auto-generated")
                  .contains("Content-Type: text/plain");
            });
  }

  @Test
  void whatItSaysIsForPeopleInTheirZone() throws Exception {
    Channel channel = channel(null, "127.0.0.1", Security.NONE, null, null);

    Outgoing mail = channel.write("msg_1", digest("Zendesk: needs attention"));

    assertThat(mail.subject()).isEqualTo("[acme] 4 alerts, 1 over: Zendesk: needs attention");
    assertThat(mail.body())
        .isEqualTo(
            """
            Urgent: Zendesk: needs attention
            Since 2026-11-20 08:00 CET. Look at the connection.
            https://console.example.com/connections/zendesk

            Over: 200 records are parked
            Since 2026-11-20 08:00 CET, over 2026-11-20 08:30 CET.

            And 3 more.
            All alerts: https://console.example.com/alerts
            """);
  }

  @Test
  void nothingIsSentInClearWhereTheServerHasNoTls() throws Exception {
    SmtpServer smtp = new SmtpServer(vertx, Set.of(), false, null);

    Answer answer = channel(smtp, "localhost", Security.STARTTLS, null, null).send(message());

    assertThat(answer.isTaken()).isFalse();
    assertThat(smtp.mails).isEmpty();
    assertThat(smtp.commands).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void tlsFromTheBeginningIsAnotherWay() throws Exception {
    Certificate here = Certificate.of(folder, "localhost");
    SmtpServer smtp = new SmtpServer(vertx, Set.of(), true, here.key());

    assertThat(channel(smtp, "localhost", Security.TLS, null, here).send(message()).isTaken())
        .isTrue();
    assertThat(smtp.mails).singleElement().matches(SmtpServer.Mail::tls);
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"STARTTLS", "TLS"})
  void aServerWithACertificateOfAnotherNameGetsNothing(Security security) throws Exception {
    Certificate other = Certificate.of(folder, "mail.example.org");
    boolean tls = security == Security.TLS;
    SmtpServer smtp = new SmtpServer(vertx, Set.of("STARTTLS"), tls, other.key());

    Answer answer = channel(smtp, "localhost", security, null, other).send(message());

    assertThat(answer.isTaken()).isFalse();
    assertThat(smtp.mails).isEmpty();
  }

  @Test
  void aServerThatNobodyTrustsGetsNothing() throws Exception {
    Certificate here = Certificate.of(folder, "localhost");
    SmtpServer smtp = new SmtpServer(vertx, Set.of("STARTTLS"), false, here.key());

    assertThat(channel(smtp, "localhost", Security.STARTTLS, null, null).send(message()).isTaken())
        .isFalse();
    assertThat(smtp.mails).isEmpty();
  }

  @Test
  void lineBreaksMakeNoHeader() throws Exception {
    SmtpServer smtp = new SmtpServer(vertx, Set.of(), false, null);
    Channel channel = channel(smtp, "127.0.0.1", Security.NONE, null, null);

    Outgoing message =
        channel.write("msg_1", digest("x\r\nBcc: eve@example.org\u2028To: eve@example.org"));
    channel.send(message);

    assertThat(message.subject()).doesNotContain("\r", "\n", "\u2028");
    assertThat(message.body()).doesNotContain("\r", "\nBcc", "\u2028");
    String head = smtp.mails.get(0).text().split("\n\n", 2)[0];
    assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(head.lines().filter(line -> line.startsWith("To:"))).hasSize(1);
    assertThat(smtp.mails.get(0).to()).doesNotContain("<eve@example.org>");
  }

  @Test
  void aRefusalIsToldByItsNumberWithoutTheServersWords() throws Exception {
    SmtpServer smtp = new SmtpServer(vertx, Set.of("AUTH PLAIN"), false, null);
    Channel channel = channel(smtp, "127.0.0.1", Security.NONE, "robot", null);
    Files.writeString(folder.resolve("password"), "wrong");

    Answer answer = channel.send(message());

    assertThat(answer.isTaken()).isFalse();
    assertThat(answer.words()).contains("535").doesNotContain("secret-of-mail", "wrong");
    assertThat(smtp.mails).isEmpty();
  }

  @Test
  void oneRecipientWhoIsRefusedFailsTheMail() throws Exception {
    SmtpServer smtp = new SmtpServer(vertx, Set.of(), false, null);
    smtp.refusal = "RCPT 550 unknown";

    Answer answer = channel(smtp, "127.0.0.1", Security.NONE, null, null).send(message());

    assertThat(answer).isEqualTo(Answer.failed("127.0.0.1 answers 550"));
  }

  @Test
  void aServerThatSaysNothingIsWaitedForAWhileOnly() throws Exception {
    SmtpServer smtp = new SmtpServer(vertx, Set.of(), false, null);
    smtp.dumb = true;

    assertThat(channel(smtp, "127.0.0.1", Security.NONE, null, null).send(message()).words())
        .contains("did not answer within 2000 ms");
  }

  private static Outgoing message() {
    return new Outgoing("msg_2", "subject", "text");
  }

  private Channel channel(
      SmtpServer smtp, String host, Security security, String user, Certificate trust)
      throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret-of-mail\n");
    Server server =
        new Server(
            host,
            smtp == null ? 25 : smtp.port(),
            security,
            user,
            password,
            "alerts@example.com",
            trust == null ? null : trust.trust(),
            Duration.ofSeconds(2));
    return new MailChannel(
        "people", List.of("ann@example.com", "on-call@example.com"), BERLIN, server, vertx);
  }

  private static Digest digest(String sentence) {
    Instant since = Instant.parse("2026-11-20T07:00:00Z");
    return new Digest(
        Digest.CHANGED,
        "acme",
        since,
        "https://console.example.com",
        List.of(
            new Entry(
                1,
                "opened",
                "attention",
                "urgent",
                "zendesk",
                "zendesk",
                since,
                null,
                sentence,
                "Look at the connection",
                "https://console.example.com/connections/zendesk"),
            new Entry(
                2,
                "over",
                "parked",
                "notice",
                "zendesk",
                "zendesk",
                since,
                since.plusSeconds(1800),
                "200 records are parked",
                "Correct them",
                null)),
        3);
  }
}
