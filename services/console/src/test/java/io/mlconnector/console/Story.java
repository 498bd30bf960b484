package io.mlconnector.console;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A journey from an ERP to a helpdesk as the ledger has it, a moment ago; entered once. */
final class Story {

  static final String JOURNEY = "0af7651916cd43dd8448eb211c80319c";
  static final String RECORD = "fusion-prod|customer|9";
  static final String REF = "zendesk-prod|organization|" + RECORD;

  private static final Instant BEGAN = Instant.now().minus(Duration.ofMinutes(5));

  private Story() {}

  static List<AuditEvent> told() {
    List<FieldChange> changes =
        List.of(
            new FieldChange("name", "Acme", "Acme <i>Works</i>", false, List.of("name")),
            new FieldChange(
                "organization_fields.city", null, "Ulm", false, List.of("billingAddress.city")),
            new FieldChange(
                "email", null, "0123456789abcdef0123456789abcdef", true, List.of("email")));
    return List.of(
        event(0, "oracle-fusion", "fusion-prod", Step.PUBLISHED, null, null, List.of(), 812),
        event(40, "mapping", "zendesk-prod", Step.ROUTED, REF, null, List.of(), 3),
        event(2_950, "zendesk", "zendesk-prod", Step.ATTEMPTED, REF, null, List.of(), 1),
        event(3_400, "zendesk", "zendesk-prod", Step.UPDATED, REF, "501", changes, 447));
  }

  private static AuditEvent event(
      long millis,
      String service,
      String connection,
      Step step,
      String ref,
      String targetKey,
      List<FieldChange> changes,
      long took) {
    AuditItem item =
        new AuditItem(
            JOURNEY,
            RECORD,
            ref,
            targetKey,
            ref == null ? null : "d1",
            null,
            ref == null ? null : "customers",
            null,
            changes,
            ref == null ? null : 2);
    return new AuditEvent(
        "story-" + step,
        BEGAN.plusMillis(millis),
        service,
        connection,
        ref == null ? "customers" : "organization",
        step,
        1,
        List.of(item),
        null,
        took);
  }
}
