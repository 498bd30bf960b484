package io.mlconnector.console.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.canonical.event.Journey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpansTest {

  private static final String JOURNEY = "0af7651916cd43dd8448eb211c80319c";
  private static final String RECORD = "fusion-prod|customer|1001";
  private static final Instant AT = Instant.parse("2026-11-02T10:00:01.500Z");

  private final Spans spans = new Spans(1);

  @Test
  void theJourneyIsTheTraceAndWhatBecameOfARecordHangsBelowItsFirstStep() {
    SpanData published = one(spans.of(event("e1", "oracle-fusion", Step.PUBLISHED)));
    SpanData routed = one(spans.of(event("e2", "mapping", Step.ROUTED)));
    SpanData created = one(spans.of(event("e3", "zendesk", Step.CREATED)));

    assertThat(List.of(published, routed, created))
        .extracting(SpanData::getTraceId)
        .containsOnly(JOURNEY);
    assertThat(published.getParentSpanContext().isValid()).isFalse();
    assertThat(List.of(routed, created))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(published.getSpanId());
    assertThat(routed.getSpanId()).isNotEqualTo(created.getSpanId());
    assertThat(created.getName()).isEqualTo("created");
    assertThat(created.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(created.getResource().getAttribute(AttributeKey.stringKey("service.name")))
        .isEqualTo("zendesk");
  }

  @Test
  void whoeverGoesOnFromAMessageHangsTheirSpansBelowOneThatIsSent() {
    SpanData published = one(spans.of(event("e1", "oracle-fusion", Step.PUBLISHED)));

    assertThat(Journey.traceparent(JOURNEY, RecordKey.parse(RECORD)))
        .isEqualTo("00-" + JOURNEY + "-" + published.getSpanId() + "-01");
  }

  @Test
  void aSpanLastsAsLongAsItsStep() {
    SpanData span = one(spans.of(event("e1", "zendesk", Step.CREATED)));

    assertThat(span.getEndEpochNanos()).isEqualTo(AT.toEpochMilli() * 1_000_000);
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(250_000_000);
  }

  @Test
  void aStepThatIsToldOfTwiceIsTheSameSpan() {
    assertThat(one(spans.of(event("e1", "zendesk", Step.CREATED))).getSpanContext())
        .isEqualTo(one(spans.of(event("e1", "zendesk", Step.CREATED))).getSpanContext());
  }

  @Test
  void whatIsParkedIsAnErrorAndSaysNoMoreThanKeys() {
    SpanData parked = one(spans.of(event("e1", "zendesk", Step.PARKED)));

    assertThat(parked.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(parked.getStatus().getDescription()).isEmpty();
    assertThat(parked.getAttributes().asMap().values())
        .containsExactlyInAnyOrder("zendesk-prod", "organization", RECORD, "77", "d1", "customers");
  }

  @Test
  void aShareOfTheJourneysIsSentEachWholeOrNotAtAll() {
    Spans third = new Spans(1 / 3.0);
    List<String> journeys = IntStream.range(0, 3_000).mapToObj(each -> Journey.begin()).toList();
    List<String> sent =
        journeys.stream()
            .filter(each -> !third.of(event("e1", "a", Step.PUBLISHED, each)).isEmpty())
            .toList();

    assertThat(sent).hasSizeBetween(800, 1_200);
    assertThat(sent)
        .allSatisfy(each -> assertThat(third.of(event("e2", "b", Step.CREATED, each))).hasSize(1));
    assertThat(new Spans(0).of(event("e1", "a", Step.PUBLISHED))).isEmpty();
  }

  @Test
  void whatHasNoJourneyHasNoSpan() {
    assertThat(spans.of(event("e1", "zendesk", Step.LINKED, null))).isEmpty();
    assertThat(spans.of(event("e1", "zendesk", Step.LINKED, "not a trace"))).isEmpty();
  }

  private static SpanData one(List<SpanData> spans) {
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static AuditEvent event(String id, String service, Step step) {
    return event(id, service, step, JOURNEY);
  }

  static AuditEvent event(String id, String service, Step step, String journey) {
    List<FieldChange> changes = List.of(new FieldChange("name", "a", "secret", false, List.of()));
    AuditItem item =
        new AuditItem(
            journey, RECORD, null, "77", "d1", "1", "customers", "it says: secret", changes);
    return new AuditEvent(
        id, AT, service, "zendesk-prod", "organization", step, 1, List.of(item), null, 250L);
  }
}
