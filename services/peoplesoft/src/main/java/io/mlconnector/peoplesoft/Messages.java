package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Asynchronous messages of Integration Broker, as its HTTP target connector sends them to a node
 * that is no PeopleSoft: what they say is not believed, only whom they name, who is read again.
 * PeopleSoft sends a message again after a 503 and parks it after anything else that is no 2xx.
 *
 * @see <a href="https://docs.oracle.com/cd/F72633_01/pt860pbr1/eng/pt/tiba/index.html">Integration
 *     Broker Administration</a>
 */
final class Messages implements Webhook {

  private static final String OPERATION = "externaloperationname";
  private static final String WRITTEN = "origtimestamp";

  @Override
  public String name() {
    return "integration-broker";
  }

  @Override
  public boolean retriesOnlyUnavailable() {
    return true;
  }

  /** Also whether the message came whole: one that was cut short is to be sent again. */
  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    Settings settings = connection.settings();
    String shown = call.headers().get(settings.text("secretHeader").toLowerCase(Locale.ROOT));
    if (shown == null) {
      throw new Refused("carries no secret in its header");
    }
    boolean known = false;
    for (Secret secret : secrets) {
      known |= MessageDigest.isEqual(bytes(secret.reveal()), bytes(shown));
    }
    if (!known) {
      throw new Refused("carries another secret");
    }
    try {
      read(new PushSettings(settings), call);
    } catch (Xml.Bad e) {
      throw new Refused("holds a message that " + e.getMessage());
    }
    return id(settings, call);
  }

  /**
   * The transaction's id where the header has one; else what was said and when, since two messages
   * may say the same at different times.
   */
  private static String id(Settings settings, Call call) {
    String header = settings.text("transactionHeader").toLowerCase(Locale.ROOT);
    String transaction = call.headers().get(header);
    if (transaction != null && !transaction.isBlank()) {
      return transaction.strip();
    }
    return String.join(
        "/",
        call.headers().getOrDefault(OPERATION, ""),
        call.headers().getOrDefault(WRITTEN, ""),
        digest(call.body()));
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Notice> notices(Connection connection, Call call) {
    PushSettings settings = new PushSettings(connection.settings());
    Named named;
    try {
      named = read(settings, call);
    } catch (Xml.Bad e) {
      throw new Untranslatable("body", e.getMessage());
    }
    String stream = settings.stream(operation(call, named)).orElse(null);
    if (stream == null) {
      throw new Untranslatable(
          operation(call, named),
          "is no message that the settings employeeMessages and vendorMessages name");
    }
    List<String> keys = stream.equals(Employees.NAME) ? named.persons() : named.vendors();
    if (keys.isEmpty()) {
      throw new Untranslatable(
          "Transaction",
          "names nobody; the settings emplidFields, setIdFields and vendorIdFields say where to"
              + " look");
    }
    return notices(stream, keys);
  }

  /** A full sync names everybody; each notice is stored as a whole. */
  private static List<Notice> notices(String stream, List<String> keys) {
    List<Notice> notices = new ArrayList<>();
    int most = 1_000;
    for (int from = 0; from < keys.size(); from += most) {
      notices.add(new Notice(stream, keys.subList(from, Math.min(keys.size(), from + most))));
    }
    return notices;
  }

  private static Named read(PushSettings settings, Call call) throws Xml.Bad {
    try (InputStream body = Body.of(call)) {
      return Named.in(new Xml(body), settings);
    } catch (IOException e) {
      throw new Xml.Bad("cannot be unpacked");
    }
  }

  /** By the header, with its version cut off; else by the message's first element. */
  private static String operation(Call call, Named named) {
    String said = call.headers().get(OPERATION);
    String name = said == null || said.isBlank() ? named.root() : said.strip();
    return name.replaceFirst("(?i)\\.(VERSION_|v)[0-9]+$", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
