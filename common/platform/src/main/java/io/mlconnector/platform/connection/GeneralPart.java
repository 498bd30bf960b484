package io.mlconnector.platform.connection;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.Cidr;
import io.mlconnector.platform.connection.ConnectionDocument.MassChange;
import io.mlconnector.platform.connection.ConnectionDocument.StreamDocument;
import io.mlconnector.platform.connection.ConnectionDocument.Tls;
import io.mlconnector.spi.ConnectionSpec;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the fields that connections of every system have. */
final class GeneralPart {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MAX_ID = 63;
  private static final int MAX_TEXT = 200;
  private static final int MAX_CONCURRENCY = 1_000;
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);

  private GeneralPart() {}

  static ConnectionDocument document(
      Fields fields,
      UrlRule urls,
      ConnectionSpec spec,
      String id,
      String system,
      Map<String, String> auth,
      Map<String, Object> settings,
      Map<String, StreamDocument> streams,
      Tls tls) {
    if (!fields.has("baseUrl")) {
      fields.problem("baseUrl", "is missing: " + spec.baseUrlHelp());
    }
    ZoneId zone = fields.parse("timeZone", Zones::parse);
    List<String> egress = fields.list("egress");
    egress.forEach(network -> egress(fields, network));
    return new ConnectionDocument(
        id,
        system,
        fields.parse("environment", GeneralPart::shortText),
        fields.parse("displayName", GeneralPart::shortText),
        !Boolean.FALSE.equals(fields.parse("enabled", SpecValues::flag)),
        fields.parse("baseUrl", urls::base),
        zone == null ? ZoneOffset.UTC : zone,
        auth,
        settings,
        streams,
        fields.parse("concurrency", text -> within(text, 1, MAX_CONCURRENCY)),
        fields.parse("share", GeneralPart::share),
        fields.parse("proxy", GeneralPart::proxy),
        egress,
        fields.parse("writeTimeout", GeneralPart::writeTimeout),
        massChange(fields),
        tls);
  }

  private static void egress(Fields fields, String text) {
    if (!text.contains("/")) {
      fields.problem("egress", "'%s' is no network such as 10.20.0.0/16".formatted(text));
      return;
    }
    try {
      if (AddressRule.neverAllows(Cidr.parse(text))) {
        fields.problem(
            "egress", "'%s' is where machines get credentials: it is never called".formatted(text));
      }
    } catch (IllegalArgumentException e) {
      fields.problem("egress", e.getMessage());
    }
  }

  static String id(Fields fields) {
    if (!fields.has("id")) {
      fields.problem("id", "is missing: choose a name that will never change, like fusion-prod");
    }
    return fields.parse(
        "id",
        text -> {
          if (text.length() > MAX_ID || !ID.matcher(text).matches()) {
            throw new IllegalArgumentException(
                "'%s' must be lower case letters, digits and single dashes, at most %d, like fusion-prod"
                    .formatted(text, MAX_ID));
          }
          return text;
        });
  }

  static String system(Fields fields, String ours) {
    if (!fields.has("system")) {
      fields.problem("system", "is missing: this service is for " + ours);
    }
    return fields.parse(
        "system",
        text -> {
          if (!text.equals(ours)) {
            throw new IllegalArgumentException(
                "unknown system '%s' here: this service is for %s%s"
                    .formatted(
                        text,
                        ours,
                        Closest.to(text, Set.of(ours))
                            .map(s -> "; did you mean that?")
                            .orElse(": send the document to the service of that system")));
          }
          return text;
        });
  }

  private static MassChange massChange(Fields fields) {
    return fields
        .map("massChange")
        .map(
            guard -> {
              guard.rejectUnknown(List.of("percent", "atLeast"), "field");
              Double percent = guard.parse("percent", text -> number(text, 0, 100));
              Integer atLeast = guard.parse("atLeast", text -> within(text, 0, 1_000_000));
              return new MassChange(
                  percent == null ? MassChange.DEFAULT.percent() : percent,
                  atLeast == null ? MassChange.DEFAULT.atLeast() : atLeast);
            })
        .orElse(null);
  }

  private static String shortText(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("holds a line break or another control character");
    }
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("is longer than %d characters".formatted(MAX_TEXT));
    }
    return text;
  }

  private static Double share(String text) {
    double share = number(text, 0, 1);
    if (share == 0) {
      throw new IllegalArgumentException(
          "'%s' leaves no call: more than 0, up to 1".formatted(text));
    }
    return share;
  }

  private static URI proxy(String text) {
    URI proxy = new UrlRule(true).base(text);
    if (proxy.getPort() < 0) {
      throw new IllegalArgumentException(
          "has no port: write it like http://proxy.example.com:3128");
    }
    return proxy;
  }

  private static Duration writeTimeout(String text) {
    Duration timeout = Durations.parse(text);
    if (timeout.compareTo(LONGEST_WRITE) > 0 || timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("'%s' must be from 1s to 10m".formatted(text));
    }
    return timeout;
  }

  private static Integer within(String text, int least, int most) {
    int number = SpecValues.integer(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException("'%s' must be from %d to %d".formatted(text, least, most));
    }
    return number;
  }

  private static Double number(String text, double least, double most) {
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no number".formatted(text), e);
    }
    throw new IllegalArgumentException(
        "'%s' must be from %s to %s".formatted(text, (int) least, (int) most));
  }
}
