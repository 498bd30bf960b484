package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the people of the organization do in its pages; their name is not the API user's. */
public final class ZohoEdits {

  private static final Map<String, List<String>> EDITED =
      Map.of(
          Org.ACCOUNTS, List.of("Phone", "Billing_Street", "Website"),
          Org.CONTACTS, List.of("Phone", "Mobile"),
          Org.VENDORS, List.of("Phone", "Street"));

  private final Org org;
  private final Rendering rendering;
  private final Draft draft;
  private final Duplicates duplicates;

  ZohoEdits(Org org, Supplier<ZohoSettings> settings, Rendering rendering, Duplicates duplicates) {
    this.org = org;
    this.rendering = rendering;
    this.draft = new Draft(org, settings);
    this.duplicates = duplicates;
  }

  /** All records of a module as the API shows them, oldest first. */
  public List<ObjectNode> records(String module) {
    return alone(
        module, in -> in.records().stream().map(record -> rendering.whole(in, record)).toList());
  }

  /** The records with that value in a field, letter case and blanks around it aside. */
  public List<ObjectNode> records(String module, String field, String value) {
    return alone(
        module,
        in ->
            in.with(field, SandboxJson.MAPPER.getNodeFactory().textNode(value)).stream()
                .map(record -> rendering.whole(in, record))
                .toList());
  }

  /** One record as the API shows it; throws {@link BadCommand} when it is not there. */
  public ObjectNode record(String module, String id) {
    return alone(module, in -> rendering.whole(in, find(in, id)));
  }

  /** A new record as a person makes it, refused like one of the API; returns it. */
  public ObjectNode create(String module, ObjectNode values) {
    return alone(
        module,
        in -> {
          ObjectNode kept = draft.read(in, values, "$", true, Map.of());
          duplicates.refuse(in, kept, null, "$");
          return rendering.whole(in, org.create(in, kept, Org.COLLEAGUE));
        });
  }

  /** Changes the members given, null empties one; locks hold back programs only. */
  public ObjectNode change(String module, String id, ObjectNode values) {
    return alone(
        module,
        in -> {
          CrmRecord record = find(in, id);
          ObjectNode kept = draft.read(in, values, "$", false, Map.of());
          duplicates.refuse(in, kept, record, "$");
          org.update(in, record, kept, Org.COLLEAGUE);
          return rendering.whole(in, record);
        });
  }

  /** Puts a record into the recycle bin. */
  public void delete(String module, String id) {
    alone(
        module,
        in -> {
          org.delete(in, find(in, id), Org.COLLEAGUE);
          return null;
        });
  }

  /** Takes a record out of the recycle bin. */
  public ObjectNode restore(String module, String id) {
    return alone(
        module, in -> rendering.whole(in, org.restore(in, Long.parseLong(id), Org.COLLEAGUE)));
  }

  /** Empties the recycle bin of one record. */
  public void purge(String module, String id) {
    alone(
        module,
        in -> {
          org.purge(in, Long.parseLong(id));
          return null;
        });
  }

  /** Locks or frees a record for programs, in either of the two ways. */
  public ObjectNode lock(String module, String id, boolean locked, boolean inBlueprint) {
    return alone(
        module,
        in -> {
          CrmRecord record = find(in, id);
          org.lock(record, locked, inBlueprint);
          return rendering.whole(in, record);
        });
  }

  /**
   * Another value in one field of each of so many records, drawn by the seed; returns their ids.
   *
   * @param fields the text fields to draw from; empty for some that every record has a use for
   */
  public List<String> changes(String module, int count, long seed, List<String> fields) {
    return alone(
        module,
        in -> {
          Random random = new Random(seed);
          List<CrmRecord> all = new ArrayList<>(in.records());
          Collections.shuffle(all, random);
          List<String> names = fields.isEmpty() ? EDITED.get(module) : fields;
          List<String> ids = new ArrayList<>();
          for (CrmRecord record : all.subList(0, Math.min(count, all.size()))) {
            String field = names.get(random.nextInt(names.size()));
            ObjectNode given = SandboxJson.object().put(field, another(field, random));
            org.update(in, record, draft.read(in, given, "$", false, Map.of()), Org.COLLEAGUE);
            ids.add(record.key());
          }
          return ids;
        });
  }

  private static String another(String field, Random random) {
    int number = 1_000 + random.nextInt(9_000);
    if (field.equals("Website")) {
      return "https://www.site-" + number + ".example";
    }
    boolean phone = field.equals("Phone") || field.equals("Mobile");
    return phone ? "+44 20 7946 " + number : "New Street " + number;
  }

  /** Adds a field or takes the place of one with its API name. */
  public void put(String module, Field field) {
    alone(
        module,
        in -> {
          if (field.lookup() != null && org.module(field.lookup()).isEmpty()) {
            throw new BadCommand("lookup: there is no module " + field.lookup());
          }
          in.put(field);
          org.fieldsChanged();
          return null;
        });
  }

  /** Removes a field and its values. */
  public void removeField(String module, String apiName) {
    alone(
        module,
        in -> {
          in.removeField(apiName);
          org.fieldsChanged();
          return null;
        });
  }

  private static CrmRecord find(CrmModule module, String id) {
    return module
        .record(id)
        .orElseThrow(() -> new BadCommand("id: " + module.name() + " have no " + id));
  }

  <T> T alone(String module, Function<CrmModule, T> work) {
    CrmModule in =
        org.module(module)
            .orElseThrow(
                () ->
                    new BadCommand(
                        "module: "
                            + module
                            + " is none of "
                            + org.modules().stream().map(CrmModule::name).toList()));
    try {
      return org.alone(() -> work.apply(in));
    } catch (Refusal refusal) {
      throw new BadCommand(refusal.json().toString());
    }
  }
}
