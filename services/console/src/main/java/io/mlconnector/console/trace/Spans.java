package io.mlconnector.console.trace;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.flow.audit.Audits;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The spans of audited steps: the trace is the journey, and what became of a record hangs below the
 * step in which it was first seen. Ids follow from the step, so that one that is told of twice is
 * the same span.
 */
final class Spans {

  private static final Set<Step> FIRST =
      Set.of(Step.WEBHOOK_ACCEPTED, Step.PUBLISHED, Step.REMOVED_AT_SOURCE);
  private static final Set<Step> WRITES =
      Set.of(Step.ATTEMPTED, Step.CREATED, Step.UPDATED, Step.OUTCOME_UNKNOWN);
  private static final Set<Step> FAULTS = Set.of(Step.PARKED, Step.OUTCOME_UNKNOWN);
  private static final int ID_DIGITS = 16;
  private static final double IDS = Math.pow(2, 52);
  private static final int SHARE_DIGITS = 13;

  private final double share;

  Spans(double share) {
    this.share = share;
  }

  /** The spans of an event's records, of those journeys that are sent at all. */
  List<SpanData> of(AuditEvent event) {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 0; i < event.items().size(); i++) {
      AuditItem item = event.items().get(i);
      if (item.journey() != null && TraceId.isValid(item.journey()) && isSent(item.journey())) {
        spans.add(span(event, i, item));
      }
    }
    return spans;
  }

  /** Decided by the random digits of the journey, so that every step of one is sent, or none. */
  private boolean isSent(String journey) {
    return Long.parseLong(journey.substring(journey.length() - SHARE_DIGITS), 16) < share * IDS;
  }

  private static SpanData span(AuditEvent event, int number, AuditItem item) {
    long end = TimeUnit.MILLISECONDS.toNanos(event.at().toEpochMilli());
    long took = event.millis() == null ? 0 : TimeUnit.MILLISECONDS.toNanos(event.millis());
    String seen = Journey.firstSeen(item.journey(), item.record());
    boolean first = FIRST.contains(event.step());
    return new StepSpan(
        text(event.step()),
        kind(event.step()),
        context(item, first ? seen : id(event.id(), number)),
        first ? SpanContext.getInvalid() : context(item, seen),
        FAULTS.contains(event.step()) ? StatusData.error() : StatusData.unset(),
        end - took,
        end,
        attributes(event, item),
        Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), event.service())));
  }

  private static SpanContext context(AuditItem item, String span) {
    return SpanContext.create(
        item.journey(), span, TraceFlags.getSampled(), TraceState.getDefault());
  }

  private static String id(Object... parts) {
    return Audits.id(parts).substring(0, ID_DIGITS);
  }

  private static SpanKind kind(Step step) {
    if (step == Step.PUBLISHED || step == Step.ROUTED) {
      return SpanKind.PRODUCER;
    }
    return WRITES.contains(step) ? SpanKind.CLIENT : SpanKind.INTERNAL;
  }

  private static String text(Step step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What the step is about; neither values nor reasons, which may quote a vendor. */
  private static Attributes attributes(AuditEvent event, AuditItem item) {
    AttributesBuilder attributes = Attributes.builder();
    put(attributes, "connection", event.connection());
    put(attributes, "scope", event.scope());
    put(attributes, "record", item.record());
    put(attributes, "target", item.targetKey());
    put(attributes, "delivery", item.delivery());
    put(attributes, "route", item.route());
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String name, String value) {
    if (value != null) {
      attributes.put("mlconnector." + name, value);
    }
  }
}
