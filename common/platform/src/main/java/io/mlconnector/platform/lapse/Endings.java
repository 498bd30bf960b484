package io.mlconnector.platform.lapse;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.connection.SpecSettings;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.lapse.Ending.Known;
import io.mlconnector.platform.tls.PemCertificates;
import io.mlconnector.platform.vendor.ConnectionTls;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Lapse;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Webhook;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one connection rests on and when that ends; pure, from what was read about it. */
final class Endings {

  private static final int MOST_AUTHORITIES = 10;

  private final Adapter adapter;
  private final StoredConnection stored;
  private final List<Ending> endings = new ArrayList<>();

  Endings(Adapter adapter, StoredConnection stored) {
    this.adapter = adapter;
    this.stored = stored;
  }

  List<Ending> all() {
    return endings;
  }

  /** Dates that a person typed in, tokens that say it themselves, and rules of the vendor. */
  Endings credentials(Credentials credentials, Instant used) {
    AuthMode mode =
        adapter
            .connectionSpec()
            .authMode(stored.document().auth().getOrDefault("mode", ""))
            .orElse(null);
    if (mode == null) {
      return this;
    }
    for (Setting setting : mode.settings()) {
      String day = stored.document().auth().get(setting.name());
      setting
          .endOf()
          .filter(of -> day != null)
          .ifPresent(
              of -> add(words(of), start(LocalDate.parse(day)), Known.ENTERED, null, anew(of)));
      if (setting.secret() && credentials.fields().contains(setting.name())) {
        told(setting.name(), credentials);
      }
    }
    mode.lapses().forEach(rule -> rule(rule, used));
    return this;
  }

  private void told(String field, Credentials credentials) {
    try {
      JwtEnd.of(credentials.secret(field))
          .ifPresent(at -> add(words(field), at, Known.TOLD, null, anew(field)));
    } catch (CredentialUnavailable e) {
      // The connection calls for a person because of it; there is no end to be told.
      return;
    }
  }

  private void rule(Lapse rule, Instant used) {
    if (rule.on() != null) {
      add(rule.what(), start(rule.on()), Known.RULE, null, rule.todo());
    } else if (used != null) {
      add(rule.what(), used.plus(rule.unused()), Known.RULE, rule.unused(), rule.todo());
    }
  }

  /** What the vendor told at the newest ping that signed in. */
  Endings ping(JsonNode ping) {
    if (ping != null) {
      for (JsonNode end : ping.path("ends")) {
        String what = end.path("what").asText();
        add(what, Instant.parse(end.path("at").asText()), Known.TOLD, null, anew(what));
      }
    }
    return this;
  }

  /** Our certificate, and the first authorities of the connection's own; they say it themselves. */
  Endings tls(Credentials credentials) {
    for (X509Certificate each : ConnectionTls.certificates(stored.document(), credentials)) {
      add(
          "client certificate " + PemCertificates.name(each),
          PemCertificates.ends(each),
          Known.TOLD,
          null,
          "Have a new one signed, and rotate tls.certificate with tls.key at the connection.");
    }
    ConnectionTls.authorities(stored.document(), credentials).stream()
        .sorted(Comparator.comparing(PemCertificates::ends))
        .limit(MOST_AUTHORITIES)
        .forEach(
            each ->
                add(
                    "own authority " + PemCertificates.name(each),
                    PemCertificates.ends(each),
                    Known.TOLD,
                    null,
                    "Put the certificate that follows it into tls.ca of the connection, beside it"
                        + " before it ends and without it thereafter."));
    return this;
  }

  /** What the vendor was made to do for a while. */
  Endings hooks(Map<String, Instant> registered) {
    for (Webhook hook : adapter.webhooks()) {
      Instant since = registered.get(hook.name());
      Duration life =
          since == null
              ? null
              : hook.life(
                  SpecSettings.of(
                      adapter.connectionSpec().settings(),
                      stored.document().settings(),
                      NoSecrets.HERE));
      if (life != null) {
        add(
            "subscription of the hook " + hook.name(),
            since.plus(life),
            Known.RULE,
            life,
            stored.document().enabled()
                ? "Register the hook again; polls carry everything meanwhile."
                : "It is renewed once the connection is resumed; nothing is missed.");
      }
    }
    return this;
  }

  /** The certificate that a host showed. */
  Endings certificate(String host, Instant ends) {
    add(
        "certificate of " + host,
        ends,
        Known.TOLD,
        null,
        "Whoever runs %s has to renew it: without, no call is made any more. After that, ping."
            .formatted(host));
    return this;
  }

  private String anew(String field) {
    return "Make a new %s at %s and rotate it at the connection."
        .formatted(words(field), adapter.title());
  }

  private void add(String what, Instant at, Known known, Duration life, String todo) {
    endings.add(new Ending(what, at, known, life, todo));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** {@code clientSecret} as people say it. */
  static String words(String field) {
    return field.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
