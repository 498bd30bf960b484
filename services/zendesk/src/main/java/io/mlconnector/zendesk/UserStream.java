package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.zendesk.api.UsersApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * End users as they are now, by the vendor's export of changes: moved, suspended, deleted; agents
 * and administrators too where the connection wants them. One that was merged into another is in no
 * export; an event or the nightly sweep tells of it.
 */
final class UserStream implements SourceStream<JsonNode> {

  static final String NAME = "users";

  static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              "staffUsers",
              Setting.Type.BOOLEAN,
              "false",
              "Whether agents and administrators are published as contacts too, for routes that"
                  + " tell what became of their logins. Otherwise one who becomes an agent is gone"
                  + " as a contact."));

  private static final int PAGE = 1_000;
  private static final String MISSING =
      "Zendesk does not have the user any more: merged into another one, or deleted for good";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> entities() {
    return List.of(Contact.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.continuousReconciled();
  }

  @Override
  public Page<JsonNode> fetch(Connection connection, Cursor cursor) {
    CursorExport export = CursorExport.read(connection, NAME, cursor, PAGE);
    return page(connection, export.rows(), List.of(), export.next(), export.last());
  }

  @Override
  public int keysPerCall() {
    return Lookup.HUNDRED;
  }

  @Override
  public Page<JsonNode> fetchByKeys(Connection connection, List<String> keys) {
    JsonNode found =
        CursorExport.rows(
            connection.client(UsersApi.class).showMany(String.join(",", keys), null), NAME);
    return page(connection, found, keys, null, true);
  }

  /**
   * Users who count as contacts, and why the others do not.
   *
   * @param asked those of which the answer has to know, or they are gone
   */
  private static Page<JsonNode> page(
      Connection connection, JsonNode rows, List<String> asked, String next, boolean last) {
    boolean everybody = connection.settings().flag("staffUsers");
    List<JsonNode> users = new ArrayList<>();
    List<Page.Removed> removed = new ArrayList<>();
    Set<String> missing = new HashSet<>(asked);
    for (JsonNode row : rows) {
      String id = row.path("id").asText();
      missing.remove(id);
      if (!row.path("active").asBoolean(true)) {
        removed.add(new Page.Removed(id, "deleted in Zendesk"));
      } else if (Users.isStaff(row) && !everybody) {
        removed.add(new Page.Removed(id, "an agent or administrator of Zendesk, no contact"));
      } else {
        users.add(row);
      }
    }
    missing.forEach(id -> removed.add(new Page.Removed(id, MISSING)));
    return new Page<>(users, List.of(), removed, next, last);
  }

  @Override
  public Optional<Instant> changed(JsonNode row) {
    return new JsonRow(row).stamp("updated_at");
  }

  @Override
  public String key(JsonNode row) {
    return row.path("id").asText();
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, JsonNode row, Instant asOf) {
    return List.of(
        Contact.builder(key(row))
            .name(name(row))
            .status(row.path("suspended").asBoolean() ? "suspended" : "active")
            .email(row.path("email").asText(null))
            .phone(row.path("phone").asText(null))
            .customerKey(row.path("organization_id").asText(null))
            .createdAt(instant(row, "created_at"))
            .updatedAt(instant(row, "updated_at"))
            .custom(
                CustomFields.of(
                    row, row.path("user_fields"), connection.settings().list("userFields")))
            .build());
  }

  private static Instant instant(JsonNode row, String field) {
    return row.hasNonNull(field) ? Tickets.instant(field, row.path(field).asText()) : null;
  }

  /** A user who only signed in has another time of change and is the same. */
  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt");
  }

  static String name(JsonNode row) {
    String name = row.path("name").asText("");
    if (name.isBlank()) {
      throw new Untranslatable("name", "is missing in Zendesk's answer");
    }
    return name;
  }
}
