package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;

/**
 * {@code settings/modules} and {@code settings/fields}: what there is and what it takes.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html">fields</a>
 */
final class ModulesApi {

  private static final List<String> ORDER = List.of(Org.ACCOUNTS, Org.CONTACTS, Org.VENDORS);
  private static final long FIRST_MODULE_ID = 554_023_000_000_002_177L;
  private static final long FIRST_FIELD_ID = 554_023_000_000_000_361L;

  private final Org org;
  private final Duplicates duplicates;

  ModulesApi(Org org, Duplicates duplicates) {
    this.org = org;
    this.duplicates = duplicates;
  }

  static String idOf(String module) {
    return Long.toString(FIRST_MODULE_ID + 2L * ORDER.indexOf(module));
  }

  Reply modules(ApiCall call) {
    call.onlyTakes("status");
    ObjectNode answer = SandboxJson.object();
    ArrayNode all = answer.putArray("modules");
    org.modules().forEach(module -> all.add(module(module)));
    return Reply.json(200, answer);
  }

  Reply module(ApiCall call) {
    call.onlyTakes();
    CrmModule module =
        org.module(call.part(2)).orElseThrow(() -> Refusal.noSuchModule(call.part(2)));
    ObjectNode answer = SandboxJson.object();
    answer.putArray("modules").add(module(module));
    return Reply.json(200, answer);
  }

  private static ObjectNode module(CrmModule module) {
    ObjectNode json = SandboxJson.object();
    json.put("api_name", module.name()).put("module_name", module.name());
    json.put("id", idOf(module.name()));
    json.put("singular_label", module.singular()).put("plural_label", module.name());
    json.put("generated_type", "default").put("status", "visible");
    json.put("api_supported", true).put("viewable", true).put("creatable", true);
    json.put("editable", true).put("deletable", true);
    return json.put("feeds_required", false).put("quick_create", true);
  }

  Reply fields(ApiCall call) {
    call.onlyTakes("module", "type", "include");
    String name = call.parameter("module");
    if (name == null) {
      throw Refusal.missing("module");
    }
    CrmModule module = org.module(name).orElseThrow(() -> Refusal.noSuchModule(name));
    ObjectNode answer = SandboxJson.object();
    ArrayNode all = answer.putArray("fields");
    long id = FIRST_FIELD_ID + 100_000L * ORDER.indexOf(name);
    for (Field field : module.fields()) {
      all.add(field(module, field, Long.toString(id)));
      id += 2;
    }
    return Reply.json(200, answer);
  }

  private ObjectNode field(CrmModule module, Field field, String id) {
    ObjectNode json = SandboxJson.object();
    json.put("id", id).put("api_name", field.apiName());
    json.put("field_label", field.label()).put("display_label", field.label());
    json.put("data_type", field.type().wireName()).put("json_type", field.type().jsonType);
    json.put("length", field.length());
    json.put("system_mandatory", field.mandatory()).put("custom_field", field.custom());
    json.put("read_only", field.readOnly()).put("field_read_only", field.readOnly());
    json.put("visible", true).put("type", "used").put("virtual_field", false);
    json.putObject("operation_type")
        .put("web_create", !field.readOnly())
        .put("web_update", !field.readOnly())
        .put("api_create", !field.readOnly())
        .put("api_update", !field.readOnly());
    ObjectNode unique = json.putObject("unique");
    if (duplicates.isUnique(module, field)) {
      unique.put("casesensitive", "false");
    }
    if (field.external()) {
      json.putObject("external").put("show", true).put("type", "org");
    } else {
      json.putNull("external");
    }
    pickList(json.putArray("pick_list_values"), field, id);
    ObjectNode lookup = json.putObject("lookup");
    if (field.lookup() != null) {
      lookup.putObject("module").put("api_name", field.lookup()).put("id", idOf(field.lookup()));
    }
    boolean money = field.type() == FieldType.CURRENCY;
    boolean decimal = money || field.type() == FieldType.DOUBLE;
    json.put("decimal_place", decimal ? 2 : null);
    ObjectNode currency = json.putObject("currency");
    if (money) {
      currency.put("rounding_option", "normal").put("precision", 2);
    }
    json.putObject("formula");
    return json;
  }

  private static void pickList(ArrayNode values, Field field, String id) {
    if (field.pickList().isEmpty()) {
      return;
    }
    add(values, "-None-", id, 0);
    int number = 1;
    for (String value : field.pickList()) {
      add(values, value, id, number++);
    }
  }

  private static void add(ArrayNode values, String value, String fieldId, int number) {
    values
        .addObject()
        .put("display_value", value)
        .put("actual_value", value)
        .put("reference_value", value)
        .put("id", fieldId + String.format("%03d", number).substring(1))
        .put("sequence_number", number + 1)
        .put("type", "used");
  }
}
