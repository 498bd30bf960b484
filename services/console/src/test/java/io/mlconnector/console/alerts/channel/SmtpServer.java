package io.mlconnector.console.alerts.channel;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes mail on loopback as RFC 5321 says it, with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4954)
 * where they are switched on. It refuses mail before what it asks for has happened.
 */
final class SmtpServer {

  /** A mail as it was sent. */
  record Mail(boolean tls, String from, List<String> to, String text) {}

  final List<Mail> mails = new CopyOnWriteArrayList<>();
  final List<String> commands = new CopyOnWriteArrayList<>();
  private final NetServer server;
  private final Set<String> extensions;
  private final boolean tls;

  /** What the server refuses such a command with; null for nothing. */
  volatile String refusal;

  volatile boolean dumb;

  /**
   * @param extensions {@code STARTTLS}, {@code AUTH PLAIN}
   * @param key null for a server without TLS
   */
  SmtpServer(Vertx vertx, Set<String> extensions, boolean tls, PfxOptions key) throws Exception {
    this.extensions = extensions;
    this.tls = tls;
    NetServerOptions options = new NetServerOptions().setSsl(tls);
    if (key != null) {
      options.setKeyCertOptions(key);
    }
    server = vertx.createNetServer(options);
    server.connectHandler(socket -> new Session(socket).begin());
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  int port() {
    return server.actualPort();
  }

  private final class Session {
    private final NetSocket socket;
    private boolean secure = tls;
    private boolean signedIn;
    private String from;
    private final List<String> to = new CopyOnWriteArrayList<>();
    private StringBuilder text;

    Session(NetSocket socket) {
      this.socket = socket;
    }

    void begin() {
      RecordParser lines = RecordParser.newDelimited("\r\n", this::line);
      socket.handler(lines);
      if (!dumb) {
        say("220 here");
      }
    }

    private void say(String line) {
      socket.write(line + "\r\n");
    }

    private void line(Buffer buffer) {
      String line = buffer.toString(StandardCharsets.UTF_8);
      if (text != null) {
        content(line);
        return;
      }
      commands.add(line);
      if (refusal != null && line.startsWith(refusal.split(" ")[0])) {
        say(refusal.split(" ", 2)[1]);
      } else if (line.startsWith("EHLO")) {
        hello();
      } else if (line.equals("STARTTLS") && extensions.contains("STARTTLS")) {
        say("220 go on");
        socket.upgradeToSsl().onSuccess(done -> secure = true);
      } else if (line.startsWith("AUTH PLAIN ")) {
        String given =
            new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8);
        signedIn = given.equals("\0robot\0secret-of-mail");
        say(signedIn ? "235 ok" : "535 no secret-of-mail here");
      } else if (line.startsWith("MAIL FROM:")) {
        boolean first = extensions.contains("AUTH PLAIN") && !signedIn;
        from = line.substring(10).replaceAll(" .*", "");
        say(first ? "530 sign in" : "250 ok");
      } else if (line.startsWith("RCPT TO:")) {
        to.add(line.substring(8));
        say("250 ok");
      } else if (line.equals("DATA")) {
        text = new StringBuilder();
        say("354 go on");
      } else if (line.equals("QUIT")) {
        say("221 bye");
        socket.close();
      } else {
        say("502 what");
      }
    }

    private void hello() {
      StringBuilder answer = new StringBuilder("250-here\r\n");
      for (String each : extensions) {
        if (!each.equals("STARTTLS") || !secure) {
          answer.append("250-").append(each).append("\r\n");
        }
      }
      say(answer + "250 8BITMIME");
    }

    private void content(String line) {
      if (line.equals(".")) {
        mails.add(new Mail(secure, from, List.copyOf(to), text.toString()));
        text = null;
        say("250 taken");
      } else {
        text.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
      }
    }
  }
}
