package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.Optional;

/** The columns of a module in COQL: its fields, {@code id}, and those one lookup away. */
final class CoqlColumns {

  private static final Field ID = Field.of("id", FieldType.BIGINT);

  /**
   * One column.
   *
   * @param lookup the field that leads to the record which has it, or null for the own record
   * @param target the module of that record
   */
  record Column(String name, Field lookup, CrmModule target, Field field) {

    JsonNode value(CrmRecord record) {
      CrmRecord holder = holder(record).orElse(null);
      return holder == null ? MissingNode.getInstance() : holder.value(field.apiName());
    }

    private Optional<CrmRecord> holder(CrmRecord record) {
      return lookup == null
          ? Optional.of(record)
          : target.record(record.value(lookup.apiName()).asText(null));
    }

    /** As the answer shows it: of a lookup, only the id. */
    JsonNode shown(CrmRecord record, Rendering rendering) {
      CrmRecord holder = holder(record).orElse(null);
      if (holder == null) {
        return SandboxJson.MAPPER.nullNode();
      }
      if (field == ID) {
        return SandboxJson.MAPPER.getNodeFactory().textNode(holder.key());
      }
      JsonNode value = rendering.value(field, holder);
      boolean reference = field.type() == FieldType.LOOKUP || field.type() == FieldType.OWNERLOOKUP;
      return reference && value.isObject()
          ? SandboxJson.object().set("id", value.get("id"))
          : value;
    }
  }

  private final Org org;
  private final CrmModule module;

  CoqlColumns(Org org, CrmModule module) {
    this.org = org;
    this.module = module;
  }

  Column find(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return new Column(name, null, module, field(module, name, name));
    }
    Field lookup = field(module, name.substring(0, dot), name);
    if (lookup.type() != FieldType.LOOKUP) {
      throw unknown(name);
    }
    CrmModule target = org.module(lookup.lookup()).orElseThrow();
    return new Column(name, lookup, target, field(target, name.substring(dot + 1), name));
  }

  private static Field field(CrmModule module, String apiName, String whole) {
    return apiName.equals("id") ? ID : module.field(apiName).orElseThrow(() -> unknown(whole));
  }

  private static Refusal unknown(String column) {
    return new Refusal(
        400,
        "INVALID_QUERY",
        "invalid query formed",
        SandboxJson.object()
            .put("column_name", column)
            .put("reason", "column given seems to be invalid"));
  }
}
