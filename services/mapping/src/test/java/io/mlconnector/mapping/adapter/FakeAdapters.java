package io.mlconnector.mapping.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.adapter.TargetField.Type;
import io.mlconnector.mapping.adapter.TargetRecord.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Fusion, a Dynamics 365, a PeopleSoft and a Zendesk connection; the target's records are what a
 * test puts there.
 */
public final class FakeAdapters implements Adapters {

  public final Map<String, Map<String, JsonNode>> records = new LinkedHashMap<>();
  public final Map<String, String> links = new HashMap<>();
  public final List<String> readAnew = new ArrayList<>();
  public final List<String> refused = new ArrayList<>();
  public final Map<String, List<TargetField>> provisioned = new HashMap<>();
  public final Map<String, List<String>> companies = new HashMap<>();
  public final Map<String, Long> counts = new HashMap<>();

  /** The environments of connections that name one. */
  public final Map<String, String> environments = new HashMap<>();

  /** What is found for refs without a link: a key, or null for several. */
  public final Map<String, String> found = new HashMap<>();

  /** Calls that fail, by connection. */
  public final Set<String> away = new HashSet<>();

  public final List<String> rereads = new ArrayList<>();
  public int provisions;
  public boolean silent;

  @Override
  public Optional<KnownConnection> connection(String id) {
    answer();
    return switch (id) {
      case "fusion-prod" -> known(id, "oracle-fusion");
      case "d365-prod" -> known(id, "dynamics365");
      case "hr-prod" -> known(id, "peoplesoft");
      case "jde" -> known(id, "jdedwards");
      case "zoho" -> known(id, "zoho-crm");
      case "erp" -> known(id, "erp-system");
      case "crm" -> known(id, "crm-system");
      case "tableau-prod" -> known(id, "tableau");
      case "zendesk-prod" -> known(id, "zendesk");
      default -> Optional.empty();
    };
  }

  private Optional<KnownConnection> known(String id, String system) {
    return Optional.of(new KnownConnection(id, system, environments.get(id)));
  }

  @Override
  public Optional<List<String>> companies(KnownConnection connection) {
    answer();
    return Optional.ofNullable(companies.get(connection.id()));
  }

  @Override
  public List<String> ids() {
    return List.of("fusion-prod", "zendesk-prod");
  }

  @Override
  public TargetObject object(KnownConnection connection, String object) {
    answer();
    if (connection.system().equals("oracle-fusion") && object.equals("customer-note")) {
      return new TargetObject(object, Mode.UPSERT, Set.of("marker"), List.of(), 1, note());
    }
    if (connection.system().equals("oracle-fusion") && object.equals("customer-log")) {
      return new TargetObject(object, Mode.APPEND, Set.of("marker"), List.of(), 1, note());
    }
    if (connection.system().equals("peoplesoft") && object.equals("support_login")) {
      return new TargetObject(object, Mode.UPSERT, Set.of("emplid"), List.of(), 1, login());
    }
    if (connection.system().equals("tableau")) {
      return new TargetObject(object, Mode.TABLE, Set.of(), List.of(), 500, List.of());
    }
    if (!Set.of("organization", "user", "team_member").contains(object)) {
      throw new AdapterRefused(
          "zendesk", 404, "zendesk has no object " + object + "; it has organization, user");
    }
    return new TargetObject(
        object,
        Mode.UPSERT,
        Set.of("external_id", "name", "email"),
        List.of(
            new TargetPolicy("adopt", "…", List.of("exact-name", "never")),
            new TargetPolicy("nameClash", "…", List.of("park", "suffix")),
            new TargetPolicy("managedTags", "…", List.of()),
            new TargetPolicy("shares", "…", List.of("true", "false"))),
        100,
        fields(object));
  }

  private static List<TargetField> note() {
    return List.of(
        new TargetField("customer", Type.REFERENCE, true, true, null, List.of()),
        new TargetField("text", Type.TEXT, true, true, null, List.of()),
        new TargetField("marker", Type.TEXT, true, true, null, List.of()));
  }

  private static List<TargetField> login() {
    return List.of(
        new TargetField("emplid", Type.REFERENCE, true, true, 11, List.of()),
        new TargetField("status", Type.CHOICE, true, true, null, List.of("active", "inactive")));
  }

  private List<TargetField> fields(String object) {
    List<TargetField> fields =
        new ArrayList<>(
            List.of(
                new TargetField("id", Type.INTEGER, false, false, null, List.of()),
                new TargetField("external_id", Type.TEXT, true, false, null, List.of()),
                new TargetField("name", Type.TEXT, true, true, 255, List.of()),
                new TargetField("email", Type.TEXT, true, false, null, List.of()),
                new TargetField("domain_names", Type.TEXT_LIST, true, false, null, List.of()),
                new TargetField("suspended", Type.BOOLEAN, true, false, null, List.of()),
                new TargetField(
                    "role", Type.CHOICE, true, false, null, List.of("end-user", "agent")),
                new TargetField("organization_id", Type.REFERENCE, true, false, null, List.of()),
                new TargetField(
                    "organization_fields.credit_limit",
                    Type.DECIMAL,
                    true,
                    false,
                    null,
                    List.of())));
    fields.add(new TargetField("tags", Type.TEXT_LIST, true, false, null, List.of()));
    fields.add(new TargetField("phone", Type.TEXT, true, false, null, List.of()));
    fields.add(new TargetField("further_organization", Type.BOOLEAN, true, false, null, List.of()));
    fields.addAll(provisioned.getOrDefault(object, List.of()));
    return fields;
  }

  @Override
  public Optional<SpotChecked> spotCheck(
      KnownConnection connection, String entity, String group, List<String> keys, boolean reread) {
    answer();
    Long open = counts.get(group);
    if (open == null) {
      throw new AdapterRefused(connection.system(), 404, "zendesk does not count " + entity);
    }
    if (reread && open != keys.size()) {
      rereads.add(group + " " + String.join(",", keys));
      return Optional.of(new SpotChecked(open, keys.size()));
    }
    return Optional.of(new SpotChecked(open, 0));
  }

  @Override
  public void provision(KnownConnection connection, String object, JsonNode wanted) {
    answer();
    provisions++;
    List<TargetField> made = new ArrayList<>();
    for (JsonNode field : wanted) {
      made.add(
          new TargetField(
              field.path("path").asText(),
              Type.valueOf(field.path("type").asText()),
              true,
              false,
              null,
              List.of()));
    }
    provisioned.put(object, made);
  }

  @Override
  public List<TargetRecord> read(
      KnownConnection connection,
      String object,
      List<Delivery> deliveries,
      Map<String, String> keys) {
    answer();
    return deliveries.stream().map(delivery -> record(delivery, keys)).toList();
  }

  private TargetRecord record(Delivery delivery, Map<String, String> keys) {
    String ref = delivery.ref().toString();
    if (refused.contains(ref)) {
      return new TargetRecord(State.REFUSED, null, null, null, "it is an agent");
    }
    if (found.containsKey(ref) && found.get(ref) == null) {
      return new TargetRecord(State.AMBIGUOUS, null, null, null, "there are several");
    }
    Map<String, JsonNode> current = records.get(ref);
    return new TargetRecord(
        current == null ? State.ABSENT : State.PRESENT,
        keys.getOrDefault(ref, found.get(ref)),
        current,
        Differences.of(delivery, keys, current),
        null);
  }

  @Override
  public void link(KnownConnection connection, Ref ref, String key) {
    answer();
    if (away.contains(connection.id())) {
      throw new AdapterUnreachable(connection.system(), "connection refused");
    }
    links.put(ref.toString(), key);
  }

  @Override
  public void readAnew(KnownConnection connection, String entity, List<String> keys) {
    answer();
    keys.forEach(key -> readAnew.add(connection.id() + "|" + entity + "|" + key));
  }

  private void answer() {
    if (silent) {
      throw new AdapterUnreachable("zendesk", "connection refused");
    }
  }
}
