package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionDocument.StreamDocument;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private static StreamSchedule schedule(StreamDocument stream) {
    return StreamSchedule.of(document(stream), "customers", "10m");
  }

  private static ConnectionDocument document(StreamDocument stream) {
    return new ConnectionDocument(
        "fusion",
        "oracle-fusion",
        null,
        null,
        true,
        URI.create("https://fusion.example"),
        BERLIN,
        Map.of(),
        Map.of(),
        stream == null ? Map.of() : Map.of("customers", stream),
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  @Test
  void closedWindowsAreToldAsTheyAreWritten() {
    assertThat(every("10m", "22:00-04:00", "12:00-13:00").words())
        .startsWith("every 10m, closed 22:00-04:00 and 12:00-13:00 ")
        .doesNotContain("Window");
  }

  private static StreamSchedule every(String every, String... closed) {
    return schedule(new StreamDocument(null, every, null, null, null, List.of(closed), null));
  }

  private static StreamSchedule cron(String cron, ZoneId zone) {
    return schedule(new StreamDocument(null, null, cron, zone, null, List.of(), null));
  }

  @ParameterizedTest
  @CsvSource({
    ",,,false",
    "true,,,true",
    ",1h,,true",
    ",,2026-01-31,true",
    "false,1h,2026-01-31,false"
  })
  void aStreamThatIsOffByDefaultIsOnWhereItsDocumentSaysSo(
      Boolean enabled, String every, String from, boolean on) {
    FakeSource optional =
        new FakeSource() {
          @Override
          public boolean begins() {
            return true;
          }
        };
    StreamDocument stream = new StreamDocument(enabled, every, null, null, from, null, null);

    assertThat(StreamSchedule.of(document(stream), optional, "10m").enabled()).isEqualTo(on);
    assertThat(StreamSchedule.of(document(null), optional, "10m").enabled()).isFalse();
    assertThat(StreamSchedule.of(document(null), new FakeSource(), "10m").enabled()).isTrue();
  }

  @Test
  void withoutAWordTheShippedIntervalHolds() {
    assertThat(schedule(null).next(NOON, NOON)).contains(NOON.plusSeconds(600));
    assertThat(schedule(null).next(null, NOON)).as("never polled").contains(NOON);
  }

  @Test
  void anIntervalIsThatOfTheConnectionAndAMissedPollStartsAtOnce() {
    assertThat(every("30s").next(NOON, NOON)).contains(NOON.plusSeconds(30));
    assertThat(every("30s").next(NOON.minusSeconds(3600), NOON)).contains(NOON);
  }

  @Test
  void aCronKeepsTheClockOfItsZoneThroughASummerTimeChange() {
    StreamSchedule nightly = cron("0 0 1 * * ?", BERLIN);

    assertThat(nightly.next(Instant.parse("2026-03-28T12:00:00Z"), NOON))
        .contains(Instant.parse("2026-03-29T00:00:00Z"));
    assertThat(nightly.next(Instant.parse("2026-03-29T12:00:00Z"), NOON))
        .contains(Instant.parse("2026-03-29T23:00:00Z"));
    assertThat(cron("0 0 1 * * ?", ZoneId.of("Asia/Tokyo")).next(NOON, NOON))
        .as("a stream's own zone")
        .contains(Instant.parse("2026-03-10T16:00:00Z"));
  }

  @Test
  void whatIsOffNeverStarts() {
    StreamDocument off = new StreamDocument(false, "30s", null, null, null, List.of(), null);

    assertThat(schedule(off).next(null, NOON)).isEmpty();
  }

  @Test
  void nothingStartsInAClosedWindowAlsoAcrossMidnight() {
    StreamSchedule office = every("30s", "12:30-14:00", "22:00-04:00");

    assertThat(office.next(NOON, NOON)).as("13:00 in Berlin").contains(at("13:00:00"));
    assertThat(office.next(null, at("22:30:00")))
        .as("23:30 in Berlin")
        .contains(Instant.parse("2026-03-11T03:00:00Z"));
    assertThat(office.next(null, at("02:59:59"))).contains(at("03:00:00"));
    assertThat(office.next(null, at("13:00:00"))).as("the end is open").contains(at("13:00:00"));
  }

  @Test
  void windowsThatFillTheDayAreRefusedInsteadOfWaitedFor() {
    StreamSchedule never = every("30s", "00:00-12:00", "12:00-00:00");

    assertThatThrownBy(() -> never.next(null, NOON)).hasMessageContaining("no time of day open");
  }

  @Test
  void aFirstDateIsADayOfTheZoneAnInstantOrNow() {
    assertThat(from("2026-01-01").firstDate(NOON)).isEqualTo("2025-12-31T23:00:00Z");
    assertThat(from("2026-01-01T06:00:00Z").firstDate(NOON)).isEqualTo("2026-01-01T06:00:00Z");
    assertThat(from("now").firstDate(NOON)).isEqualTo(NOON);
    assertThat(from(null).firstDate(NOON)).isNull();
  }

  @Test
  void theFullScanIsDueOnceANightByTheClockOfTheZone() {
    StreamSchedule early =
        schedule(new StreamDocument(null, "30s", null, null, null, List.of(), "02:30"));

    assertThat(early.reconcileDue(at("01:29:00"), at("01:31:00"))).isTrue();
    assertThat(early.reconcileDue(at("01:30:00"), at("23:00:00"))).isFalse();
    assertThat(early.reconcileDue(null, NOON)).isTrue();
  }

  private static StreamSchedule from(String from) {
    return schedule(new StreamDocument(null, null, null, null, from, List.of(), null));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-10T" + time + "Z");
  }
}
