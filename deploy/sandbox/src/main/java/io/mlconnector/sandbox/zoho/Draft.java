package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks one record of a write, field by field, and makes of it what can be kept. */
final class Draft {

  private final Values values;
  private final Supplier<ZohoSettings> settings;

  Draft(Org org, Supplier<ZohoSettings> settings) {
    this.values = new Values(org);
    this.settings = settings;
  }

  /**
   * The values to keep, null nodes for those to empty, without the id; throws {@link Refusal}.
   *
   * @param path the JSON path of the record, for errors
   * @param creates whether mandatory fields must all be there
   */
  ObjectNode read(
      CrmModule module,
      ObjectNode given,
      String path,
      boolean creates,
      Map<String, String> externals) {
    List<Refusal> problems = new ArrayList<>();
    ObjectNode kept = SandboxJson.object();
    given
        .fields()
        .forEachRemaining(
            member -> {
              if (!member.getKey().equals("id")) {
                try {
                  read(module, kept, member, path, externals);
                } catch (Refusal refusal) {
                  problems.add(refusal);
                }
              }
            });
    for (Field field : module.fields()) {
      boolean emptied = kept.path(field.apiName()).isNull();
      boolean absent = creates && !given.has(field.apiName());
      if (field.mandatory() && (emptied || absent)) {
        problems.add(
            0,
            Refusal.field(
                "MANDATORY_NOT_FOUND",
                field.apiName(),
                path + "." + field.apiName(),
                "required field not found"));
      }
    }
    if (!problems.isEmpty()) {
      throw problems.size() == 1 ? problems.get(0) : several(problems);
    }
    return kept;
  }

  private void read(
      CrmModule module,
      ObjectNode kept,
      Map.Entry<String, JsonNode> member,
      String path,
      Map<String, String> externals) {
    String name = member.getKey();
    String at = path + "." + name;
    Optional<Field> field = module.field(name).filter(each -> !each.readOnly());
    if (field.isPresent()) {
      kept.set(name, values.read(field.get(), member.getValue(), at, externals));
    } else if (settings.get().unknownFieldsRefused()) {
      throw Refusal.field("INVALID_DATA", name, at, "the field cannot be written");
    }
  }

  private static Refusal several(List<Refusal> problems) {
    ObjectNode details = SandboxJson.object();
    ArrayNode errors = details.putArray("errors");
    problems.forEach(each -> errors.add(each.json()));
    return new Refusal(
        400, "MULTIPLE_OR_MULTI_ERRORS", "the record has more than one error", details);
  }
}
