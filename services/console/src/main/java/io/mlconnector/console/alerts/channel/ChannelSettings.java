package io.mlconnector.console.alerts.channel;

import io.mlconnector.console.alerts.AlertsConfig;
import io.mlconnector.console.alerts.Severity;
import io.mlconnector.console.alerts.channel.MailChannel.Security;
import io.mlconnector.console.alerts.channel.MailChannel.Server;
import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.Cidr;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes channels of settings; {@link IllegalArgumentException} says which setting is wrong and how
 * it is to be.
 */
final class ChannelSettings {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s\\p{Cntrl}@<>,;\"()]+@[^\\s\\p{Cntrl}@<>,;\"()]+");

  private final AlertsConfig config;
  private final boolean local;
  private final Vertx vertx;
  private final Clock clock;

  /**
   * @param local whether this is the local run, in which receivers may be on this machine
   */
  ChannelSettings(AlertsConfig config, boolean local, Vertx vertx, Clock clock) {
    this.config = config;
    this.local = local;
    this.vertx = vertx;
    this.clock = clock;
  }

  Channel webhook(String name, AlertsConfig.Webhook each) {
    if (each.url().isPresent() == each.urlFile().isPresent()) {
      throw new IllegalArgumentException("give either url or url-file");
    }
    List<Path> secrets = each.secretFiles().orElse(List.of());
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException(
          "secret-files is missing: a file with whsec_ and base64 of 24 bytes or more");
    }
    Signature.secrets(secrets);
    Supplier<URI> url = () -> url(each.url().orElseGet(() -> text(each.urlFile().orElseThrow())));
    url.get();
    List<Cidr> egress = each.egress().orElse(List.of()).stream().map(Cidr::parse).toList();
    WebhookCalls calls =
        new WebhookCalls(
            vertx,
            new AddressRule(local, egress),
            each.timeout(),
            each.caFile().map(file -> readable("ca-file", file)).orElse(null));
    return new WebhookChannel(name, url, secrets, rules(each.quiet(), each.least()), calls, clock);
  }

  Channel mail(String name, AlertsConfig.Mail each) {
    each.to().forEach(address -> address("to", address));
    return new MailChannel(name, each.to(), rules(each.quiet(), each.least()), server(), vertx);
  }

  private Server server() {
    AlertsConfig.Smtp smtp = config.smtp();
    String host =
        smtp.host()
            .orElseThrow(
                () -> new IllegalArgumentException("mlconnector.alerts.smtp.host is missing"));
    Security security = choice(Security.class, "smtp.security", smtp.security());
    if (security == Security.NONE && !LOOPBACK.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "smtp.security none is for a server on this machine only: use starttls or tls");
    }
    if (smtp.user().isPresent() != smtp.passwordFile().isPresent()) {
      throw new IllegalArgumentException("give smtp.user and smtp.password-file, or neither");
    }
    smtp.passwordFile().ifPresent(ChannelSettings::text);
    String from =
        smtp.from().orElseThrow(() -> new IllegalArgumentException("smtp.from is missing"));
    address("smtp.from", from);
    return new Server(
        host,
        smtp.port().orElse(security == Security.TLS ? 465 : 587),
        security,
        smtp.user().orElse(null),
        smtp.passwordFile().orElse(null),
        from,
        smtp.caFile().map(file -> readable("smtp.ca-file", file)).orElse(null),
        smtp.timeout());
  }

  private static Rules rules(AlertsConfig.Quiet quiet, String least) {
    return new Rules(
        QuietHours.parse(quiet.hours().orElse(List.of()), quiet.zone()),
        quiet.passes().equals("none")
            ? null
            : choice(Severity.class, "quiet.passes", quiet.passes()),
        choice(Severity.class, "least", least));
  }

  private static URI url(String text) {
    URI url;
    try {
      url = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url is none such as https://example.com/alerts", e);
    }
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "url needs a host, and neither a user nor a # part: https://example.com/alerts");
    }
    boolean plain = "http".equals(url.getScheme()) && LOOPBACK.matcher(url.getHost()).matches();
    if (!"https".equals(url.getScheme()) && !plain) {
      throw new IllegalArgumentException("url must begin with https://");
    }
    return url;
  }

  private static void address(String key, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          key + " must be plain addresses such as support@example.com, several by commas");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the file %s cannot be read".formatted(file), e);
    }
  }

  private static Path readable(String key, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("%s: %s cannot be read".formatted(key, file));
    }
    return file;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String key, String text) {
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("%s: '%s' is none that there is".formatted(key, text));
  }
}
