package io.mlconnector.platform.vendor.transport;

import io.mlconnector.platform.tls.PemCertificates;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says why TLS with a host came to nothing, for whoever set up the connection. */
final class Handshake {

  private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_]+)");
  private static final Set<String> ABOUT_OURS =
      Set.of(
          "access_denied",
          "bad_certificate",
          "certificate_expired",
          "certificate_required",
          "certificate_revoked",
          "certificate_unknown",
          "decrypt_error",
          "handshake_failure",
          "unknown_ca",
          "unsupported_certificate");
  private static final int DEEPEST = 20;
  private static final int MOST_HOSTS = 1_000;
  private static final String NONE =
      "The connection has none: give one as tls.certificate with tls.key";
  private static final String OLD = "speaks no TLS that we do (%s): it has to take TLS 1.2 or 1.3";

  private final ClientTls tls;
  private final ClientKeys keys;
  private final Clock clock;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  Handshake(ClientTls tls, ClientKeys keys, Clock clock) {
    this.tls = tls;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Why it failed, as far as a person has to do something; empty where it was not TLS, or is told
   * by the failure itself.
   *
   * @param host as the request has it
   */
  Optional<String> why(String host, Throwable failure) {
    List<Throwable> causes = causes(failure);
    if (causes.stream().anyMatch(Handshake::aboutTls)) {
      return certificate(host, causes).or(() -> alert(host, causes)).or(() -> noSuchTls(causes));
    }
    if (!closed(failure) || !asked(host) || held.contains(host)) {
      return Optional.empty();
    }
    return Optional.of(
        tls.own() == null
            ? "asks for a client certificate and closes the connection. " + NONE
            : refused("it closes the connection"));
  }

  /** The host answered, so that it did without a certificate where it asked for one in vain. */
  void held(String host) {
    if (held.size() < MOST_HOSTS) {
      held.add(host);
    }
  }

  private static boolean closed(Throwable failure) {
    return failure instanceof HttpClosedException
        || failure instanceof IOException && !(failure instanceof ConnectException);
  }

  private boolean asked(String host) {
    return keys.asked(tls.names().getOrDefault(host, host));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = failure;
    while (next != null && causes.size() < DEEPEST) {
      causes.add(next);
      next = next.getCause();
    }
    return causes;
  }

  private static boolean aboutTls(Throwable cause) {
    return cause instanceof SSLException
        || cause instanceof CertificateException
        || cause instanceof CertPathValidatorException
        || cause instanceof CertPathBuilderException;
  }

  private static Optional<String> noSuchTls(List<Throwable> causes) {
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof NotSslRecordException
          || message.startsWith("Unsupported or unrecognized SSL message")) {
        return Optional.of("does not speak TLS at this port: correct the port of baseUrl");
      }
      if (message.contains("not accepted by client preferences")) {
        return Optional.of(OLD.formatted("an older version"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> certificate(String host, List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (cause instanceof CertificateExpiredException) {
        return Optional.of(
            "shows a certificate that has ended, or one above it has: whoever runs the host has to"
                + " renew it");
      }
      if (cause instanceof CertificateNotYetValidException) {
        return Optional.of(
            "shows a certificate that does not hold yet: compare the clocks of the host and of this"
                + " machine");
      }
      if (cause instanceof CertPathValidatorException path
          && path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
        return Optional.of(
            "shows a certificate of a kind that is not safe any more (%s): whoever runs the host has"
                    .formatted(path.getMessage())
                + " to make a new one");
      }
    }
    for (Throwable cause : causes) {
      if (cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException path
              && path.getReason() == PKIXReason.NO_TRUST_ANCHOR) {
        return Optional.of(unknownAuthority());
      }
      String message = String.valueOf(cause.getMessage());
      if (cause.getClass() == CertificateException.class
          && (message.startsWith("No subject alternative")
              || message.startsWith("No name matching"))) {
        return Optional.of(
            "shows a certificate for another name than %s: correct baseUrl, or give as tls.serverName"
                    .formatted(tls.names().getOrDefault(host, host))
                + " the name that the certificate is for");
      }
    }
    return Optional.empty();
  }

  private String unknownAuthority() {
    return tls.trust() == null
        ? "shows a certificate of an authority that is not trusted here: give the authority's"
            + " certificate as tls.ca of the connection"
        : "shows a certificate of an authority that this connection does not trust: add the"
            + " authority's certificate to tls.ca, or set tls.publicToo where it is a public one";
  }

  private Optional<String> alert(String host, List<Throwable> causes) {
    for (Throwable cause : causes) {
      Matcher matcher = ALERT.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return Optional.of(alert(host, matcher.group(1)));
      }
    }
    return Optional.empty();
  }

  private String alert(String host, String alert) {
    boolean asked = asked(host);
    if (asked && tls.own() == null && ABOUT_OURS.contains(alert)) {
      return "asks for a client certificate (%s). %s".formatted(alert, NONE);
    }
    if (asked && ABOUT_OURS.contains(alert)) {
      return refused(alert);
    }
    return switch (alert) {
      case "protocol_version", "handshake_failure", "insufficient_security" -> OLD.formatted(alert);
      case "unrecognized_name" ->
          "does not know the name %s: correct baseUrl, or give its name as tls.serverName"
              .formatted(tls.names().getOrDefault(host, host));
      default -> "refuses TLS (%s)".formatted(alert);
    };
  }

  private String refused(String alert) {
    var ours = tls.own().chain().get(0);
    Instant ends = PemCertificates.ends(ours);
    String which = PemCertificates.name(ours);
    return ends.isBefore(clock.instant())
        ? "refuses our client certificate (%s): %s ended on %s; give a new one as tls.certificate with"
                .formatted(alert, which, PemCertificates.day(ends))
            + " its key"
        : "refuses our client certificate (%s): have %s, signed by %s, accepted there, or give"
                .formatted(alert, which, ours.getIssuerX500Principal().getName())
            + " another one as tls.certificate with its key";
  }
}
