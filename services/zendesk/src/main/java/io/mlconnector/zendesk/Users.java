package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * End users. Agents and administrators are never changed; e-mails, phones and organizations of an
 * existing user go by identities and memberships, since setting them drops what is there.
 */
final class Users implements Sink {

  static final String EMAIL_CHANGE = "emailChange";
  static final Setting CHANGED_EMAIL =
      Setting.choice(
          EMAIL_CHANGE,
          "secondary",
          "What a changed e-mail becomes: one more address, the primary one, or nothing.",
          "secondary",
          "primary",
          "ignore");

  /**
   * A field of our own: whether the organization is that of a further account of the person. It
   * comes beside that of the default account, and never in its place where the plan allows one
   * organization only. False says that it is the default account's, which takes the place of a
   * further one. Without the field, the contact to whom the user belongs decides.
   */
  static final String FURTHER = "further_organization";

  static final ZendeskFields FIELDS =
      new ZendeskFields(
          "user_fields",
          List.of(
              new FieldSchema("name", Type.TEXT, true, true, 255, List.of(), false),
              FieldSchema.of("external_id", Type.TEXT),
              FieldSchema.of("email", Type.TEXT),
              FieldSchema.of("phone", Type.TEXT),
              FieldSchema.of("organization_id", Type.REFERENCE),
              FieldSchema.of("alias", Type.TEXT),
              FieldSchema.of("details", Type.TEXT),
              FieldSchema.of("notes", Type.TEXT),
              FieldSchema.of("time_zone", Type.TEXT),
              FieldSchema.of("locale", Type.TEXT),
              FieldSchema.of("tags", Type.TEXT_LIST),
              FieldSchema.of("suspended", Type.BOOLEAN)));

  private final UserCreation creation = new UserCreation(new EndUsersOnly());
  private final UserChange change = new UserChange();

  @Override
  public String object() {
    return "user";
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of("external_id", "email");
  }

  @Override
  public List<Setting> policies() {
    return List.of(
        CHANGED_EMAIL,
        Setting.optional(
            "shares",
            Setting.Type.BOOLEAN,
            "false",
            "Whether contacts that share an e-mail become one user; otherwise the later is"
                + " parked."));
  }

  @Override
  public Set<String> adds() {
    return Set.of("organization_id");
  }

  @Override
  public int batchSize() {
    return Lookup.HUNDRED;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    List<FieldSchema> all = new ArrayList<>(FIELDS.describe(connection));
    all.add(FieldSchema.of(FURTHER, Type.BOOLEAN));
    return all;
  }

  @Override
  public List<FieldSchema> provision(
      Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    return FIELDS.provision(connection, wanted, dryRun);
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    UsersApi api = connection.client(UsersApi.class);
    Lookup lookup = lookup(api, writes);
    List<Found> found = new ArrayList<>();
    for (Write write : writes) {
      JsonNode user = lookup.of(write);
      if (user == null) {
        found.add(write.key() == null ? new Found.Absent() : EmailOwner.ofMerged(api, write));
      } else if (isStaff(user)) {
        found.add(new Found.Refused(STAFF));
      } else {
        found.add(
            new Found.Present(user.path("id").asText(), new UserDetails(api).current(write, user)));
      }
    }
    return found;
  }

  /** Contact routes take over end users and nobody else. */
  private record EndUsersOnly() implements EmailOwner.Adoption {

    @Override
    public String refusal(JsonNode user) {
      return isStaff(user) ? STAFF : null;
    }

    @Override
    public Map<String, JsonNode> current(Connection connection, Write write, JsonNode user) {
      return UserDetails.seen(write, user);
    }
  }

  /** A body for the vendor, who knows nothing of further organizations. */
  static ObjectNode body(Map<String, JsonNode> fields) {
    ObjectNode body = FIELDS.nest(fields);
    body.remove(FURTHER);
    return body;
  }

  static final String STAFF =
      "The e-mail or external id belongs to an agent or administrator, whom contact routes never"
          + " change. Use another address at the source, or dismiss this.";

  static boolean isStaff(JsonNode user) {
    return !user.path("role").asText("end-user").equals("end-user");
  }

  static Lookup lookup(UsersApi api, List<Write> writes) {
    return Lookup.of(
        writes,
        ids -> api.showMany(ids, null).path("users"),
        externalIds -> api.showMany(null, externalIds).path("users"),
        externalId -> api.search(null, externalId).path("users"));
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    List<Write> creations = writes.stream().filter(write -> write.key() == null).toList();
    List<Write> updates = writes.stream().filter(write -> write.key() != null).toList();
    Map<String, WriteResult> results = new HashMap<>();
    results.putAll(creation.create(connection, creations));
    results.putAll(change.update(connection, updates));
    return writes.stream().map(write -> results.get(write.delivery())).toList();
  }

  @Override
  public List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    if (EmailOwner.isSearch(job)) {
      return writes.stream().map(write -> creation.searchedFor(connection, job, write)).toList();
    }
    JobReport report = JobReport.read(connection, job);
    if (!report.done()) {
      return JobReport.nextLook(job, writes);
    }
    List<Write> unkeyed = writes.stream().filter(write -> write.key() == null).toList();
    Lookup lookup = lookup(connection.client(UsersApi.class), unkeyed);
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      results.add(
          write.key() == null
              ? creation.byJob(connection, write, lookup)
              : change.byJob(connection, write, report));
    }
    return results;
  }
}
