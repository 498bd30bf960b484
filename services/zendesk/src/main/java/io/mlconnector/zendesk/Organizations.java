package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.OrganizationsApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Organizations: names are unique, external ids too. */
final class Organizations implements Sink {

  static final String NAME_CLASH = "nameClash";
  static final ZendeskFields FIELDS =
      new ZendeskFields(
          "organization_fields",
          List.of(
              new FieldSchema("name", Type.TEXT, true, true, 255, List.of(), false),
              FieldSchema.of("external_id", Type.TEXT),
              FieldSchema.of("details", Type.TEXT),
              FieldSchema.of("notes", Type.TEXT),
              FieldSchema.of("domain_names", Type.TEXT_LIST),
              FieldSchema.of("tags", Type.TEXT_LIST),
              FieldSchema.of("group_id", Type.REFERENCE),
              FieldSchema.of("shared_tickets", Type.BOOLEAN),
              FieldSchema.of("shared_comments", Type.BOOLEAN)));

  private static final int FEW = 2;

  @Override
  public String object() {
    return "organization";
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of("external_id", "name");
  }

  @Override
  public List<Setting> policies() {
    return List.of(
        Setting.choice(
            NAME_CLASH,
            "park",
            "What to do when another organization has the name: park, or suffix with the source"
                + " key.",
            "park",
            "suffix"),
        ManagedTags.SETTING);
  }

  @Override
  public int batchSize() {
    return Lookup.HUNDRED;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return FIELDS.describe(connection);
  }

  @Override
  public List<FieldSchema> provision(
      Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    return FIELDS.provision(connection, wanted, dryRun);
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    OrganizationsApi api = connection.client(OrganizationsApi.class);
    Lookup lookup = lookup(api, writes);
    List<Found> found = new ArrayList<>();
    for (Write write : writes) {
      JsonNode organization = lookup.of(write);
      if (organization != null) {
        found.add(
            new Found.Present(organization.path("id").asText(), current(write, organization)));
      } else {
        found.add(write.key() == null ? new Found.Absent() : new Found.Gone(write.key()));
      }
    }
    return found;
  }

  private static Lookup lookup(OrganizationsApi api, List<Write> writes) {
    return Lookup.of(
        writes,
        ids -> api.showMany(ids, null).path("organizations"),
        externalIds -> api.showMany(null, externalIds).path("organizations"),
        externalId -> api.search(null, externalId).path("organizations"));
  }

  /** A name that we had to suffix counts as the name that was wanted. */
  private static Map<String, JsonNode> current(Write write, JsonNode organization) {
    Map<String, JsonNode> current = FIELDS.flatten(organization);
    String wanted = write.text("name");
    if (suffixes(write)
        && wanted != null
        && suffixed(write).equals(organization.path("name").asText())) {
      current.put("name", TextNode.valueOf(wanted));
    }
    ManagedTags.show(write, current);
    return current;
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    List<Write> creations = writes.stream().filter(write -> write.key() == null).toList();
    List<Write> updates = writes.stream().filter(write -> write.key() != null).toList();
    Map<String, WriteResult> results = new HashMap<>();
    if (creations.size() > FEW) {
      String job = startCreation(connection, creations);
      creations.forEach(
          write -> results.put(write.delivery(), JobReport.firstLook(job, creations.size())));
    } else {
      creations.forEach(write -> results.put(write.delivery(), create(connection, write)));
    }
    if (updates.size() > FEW) {
      String job = startUpdate(connection, updates);
      updates.forEach(
          write -> results.put(write.delivery(), JobReport.firstLook(job, updates.size())));
    } else {
      updates.forEach(write -> results.put(write.delivery(), update(connection, write)));
    }
    return writes.stream().map(write -> results.get(write.delivery())).toList();
  }

  private static String startCreation(Connection connection, List<Write> writes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode organizations = body.putArray("organizations");
    writes.forEach(write -> organizations.add(FIELDS.nest(write.fields())));
    return JobReport.started(connection.client(OrganizationsApi.class).createMany(body));
  }

  private static String startUpdate(Connection connection, List<Write> writes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode organizations = body.putArray("organizations");
    writes.forEach(
        write ->
            organizations.add(
                FIELDS.nest(ManagedTags.sent(write)).put("id", Long.valueOf(write.key()))));
    return JobReport.started(connection.client(OrganizationsApi.class).updateMany(body));
  }

  private static WriteResult create(Connection connection, Write write) {
    try {
      return created(post(connection, write.fields()));
    } catch (VendorFailure e) {
      if (Taken.isTaken(e, "name")) {
        return nameTaken(connection, write, e);
      }
      return refusedOrThrow(e);
    }
  }

  private static WriteResult nameTaken(Connection connection, Write write, VendorFailure refusal) {
    JsonNode owner = named(connection, write.text("name"));
    if (!suffixes(write) && !adoptable(write, owner)) {
      return new WriteResult.Rejected(
          refusal.getMessage()
              + " Rename one of the two, or set the route's policy nameClash to suffix.");
    }
    return beside(connection, write, owner);
  }

  private static boolean adoptable(Write write, JsonNode owner) {
    return owner != null
        && write.match().contains("name")
        && owner.path("external_id").asText("").isBlank();
  }

  /** What becomes of a record whose name an organization has already. */
  private static WriteResult beside(Connection connection, Write write, JsonNode owner) {
    if (adoptable(write, owner)) {
      return new WriteResult.Changed(owner.path("id").asText(), FIELDS.flatten(owner));
    }
    try {
      return created(post(connection, withSuffix(write)));
    } catch (VendorFailure e) {
      return refusedOrThrow(e);
    }
  }

  private static JsonNode named(Connection connection, String name) {
    JsonNode found =
        connection.client(OrganizationsApi.class).search(name, null).path("organizations");
    return found.isEmpty() ? null : found.get(0);
  }

  private static JsonNode post(Connection connection, Map<String, JsonNode> fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("organization", FIELDS.nest(fields));
    return connection.client(OrganizationsApi.class).create(body).path("organization");
  }

  private static WriteResult created(JsonNode organization) {
    return new WriteResult.Created(organization.path("id").asText(), FIELDS.flatten(organization));
  }

  private static WriteResult update(Connection connection, Write write) {
    try {
      return put(connection, write.key(), ManagedTags.sent(write));
    } catch (VendorFailure e) {
      if (!Taken.isTaken(e, "name") || !suffixes(write)) {
        return refusedOrThrow(e);
      }
    }
    try {
      return put(connection, write.key(), withSuffix(write));
    } catch (VendorFailure e) {
      return refusedOrThrow(e);
    }
  }

  private static WriteResult put(Connection connection, String key, Map<String, JsonNode> fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("organization", FIELDS.nest(fields));
    JsonNode stored =
        connection.client(OrganizationsApi.class).update(key, body).path("organization");
    return new WriteResult.Updated(key, FIELDS.flatten(stored));
  }

  private static Map<String, JsonNode> withSuffix(Write write) {
    Map<String, JsonNode> fields = new LinkedHashMap<>(ManagedTags.sent(write));
    fields.put("name", TextNode.valueOf(suffixed(write)));
    return fields;
  }

  @Override
  public List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    JobReport report = JobReport.read(connection, job);
    if (!report.done()) {
      return JobReport.nextLook(job, writes);
    }
    // The results of a creation say nothing about which item they are of: read back instead.
    Lookup lookup = lookup(connection.client(OrganizationsApi.class), unkeyed(writes));
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      results.add(
          write.key() == null
              ? createdByJob(connection, write, lookup.of(write))
              : updatedByJob(connection, write, report));
    }
    return results;
  }

  private static List<Write> unkeyed(List<Write> writes) {
    return writes.stream().filter(write -> write.key() == null).toList();
  }

  /**
   * An item that the job did not make is tried alone, which tells why. Where names may get a suffix
   * a taken one is most likely why: its owner is looked for first, which spares a refusal.
   */
  private static WriteResult createdByJob(Connection connection, Write write, JsonNode stored) {
    if (stored != null) {
      return created(stored);
    }
    JsonNode owner = suffixes(write) ? named(connection, write.text("name")) : null;
    return owner == null ? create(connection, write) : beside(connection, write, owner);
  }

  private static WriteResult updatedByJob(Connection connection, Write write, JobReport report) {
    return report.updated().contains(write.key())
        ? new WriteResult.Updated(write.key(), write.fields())
        : update(connection, write);
  }

  private static boolean suffixes(Write write) {
    return "suffix".equals(write.policies().get(NAME_CLASH));
  }

  private static String suffixed(Write write) {
    return write.text("name") + " (" + write.ref().source().key() + ")";
  }

  static WriteResult refusedOrThrow(VendorFailure failure) {
    if (Taken.concernsRecord(failure)) {
      return new WriteResult.Rejected(failure.getMessage());
    }
    throw failure;
  }
}
