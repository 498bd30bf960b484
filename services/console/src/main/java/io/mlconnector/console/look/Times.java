package io.mlconnector.console.look;

import io.mlconnector.console.access.Who;
import io.quarkus.qute.RawString;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as the viewer's clock shows them, with UTC for whoever points at one. */
@RequestScoped
@Named("times")
public class Times {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private final Who who;
  private final Clock clock;

  public Times(Who who, Clock clock) {
    this.who = who;
    this.clock = clock;
  }

  /** Date and time to the second; today's without the date; a dash where there is none. */
  public RawString show(Instant at) {
    if (at == null) {
      return new RawString("–");
    }
    ZoneId zone = who.zone();
    boolean today =
        at.atZone(zone).toLocalDate().equals(clock.instant().atZone(zone).toLocalDate());
    return tag(at, (today ? TODAY : FULL).withZone(zone).format(at));
  }

  /** The time of day to the millisecond, for steps of one journey. */
  public RawString exact(Instant at) {
    return tag(at, EXACT.withZone(who.zone()).format(at));
  }

  private RawString tag(Instant at, String shown) {
    return new RawString(
        "<time datetime=\"%s\" title=\"%s UTC\">%s</time>"
            .formatted(
                at.truncatedTo(ChronoUnit.MILLIS),
                FULL.withZone(ZoneOffset.UTC).format(at),
                shown));
  }

  /** How long ago, in words such as {@code 5 min}; empty for none. */
  public String ago(Instant at) {
    return at == null ? "" : words(Duration.between(at, clock.instant()));
  }

  /** A duration in words. */
  public static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
  }

  /** The zone that times are shown in. */
  public String zone() {
    return who.zone().getId().equals("Z") ? "UTC" : who.zone().getId();
  }
}
