package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Payloads of business events (sheet 1.7): flat with seven decimals of a second and a GUID in
 * braces; the form that Dataverse proxies has the same fields as attributes of InputParameters'
 * Target, the only place the sheet (1.8) knows; the rest of that form is unverified.
 */
final class EventPayload {

  static final String TEST_EVENT = "BusinessEventsTestEndpointContract";
  private static final String USER = "{3D4A1B7E-52C8-4F0A-9B6D-8E7F60512A94}";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private EventPayload() {}

  /** An event that carries nothing but whose it is. */
  static ObjectNode flat(String event, String company, String account, long control, Instant at) {
    ObjectNode all = SandboxJson.object();
    if (account != null) {
      all.put("AccountNum", account);
    }
    all.put("BusinessEventId", event);
    all.put("BusinessEventLegalEntity", company);
    all.put("ContextRecordSubject", "");
    all.put("ControlNumber", control);
    all.put("EventId", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
    all.put("EventTime", "/Date(" + at.toEpochMilli() + ")/");
    all.put("EventTimeIso8601", SECONDS.format(at) + String.format(".%07dZ", at.getNano() / 100));
    all.put("InitiatingUserAADObjectId", USER);
    if (account != null) {
      all.put("LegalEntity", company);
    }
    all.put("MajorVersion", 0);
    all.put("MinorVersion", 0);
    if (control % 2 == 0) {
      all.putArray("ParentContextRecordSubjects");
    } else {
      all.putNull("ParentContextRecordSubjects");
    }
    return all;
  }

  static ObjectNode proxied(ObjectNode flat) {
    String event = "mserp_" + flat.path("BusinessEventId").asText().toLowerCase(Locale.ROOT);
    ObjectNode all = SandboxJson.object();
    all.put("BusinessUnitId", UUID.randomUUID().toString());
    all.put("CorrelationId", UUID.randomUUID().toString());
    all.put("Depth", 1);
    all.put("InitiatingUserId", UUID.randomUUID().toString());
    ObjectNode parameter = all.putArray("InputParameters").addObject().put("key", "Target");
    ObjectNode target = parameter.putObject("value");
    target.put("__type", "Entity:http://schemas.microsoft.com/xrm/2011/Contracts");
    ArrayNode attributes = target.putArray("Attributes");
    flat.fields()
        .forEachRemaining(
            field ->
                attributes.addObject().put("key", field.getKey()).set("value", field.getValue()));
    target.put("LogicalName", event);
    all.put("MessageName", "Create");
    all.put("Mode", 1);
    all.put("OperationCreatedOn", flat.path("EventTime").asText());
    all.put("OrganizationName", "sandbox");
    all.put("PrimaryEntityName", event);
    return all.put("RequestId", UUID.randomUUID().toString());
  }
}
