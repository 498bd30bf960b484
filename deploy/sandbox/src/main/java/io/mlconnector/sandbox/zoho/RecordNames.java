package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a record by what stands where its id would be: the id, or an external field's value. */
final class RecordNames {

  private static final JsonNodeFactory NODES = SandboxJson.MAPPER.getNodeFactory();

  private RecordNames() {}

  static Optional<CrmRecord> find(CrmModule module, String given, Map<String, String> externals) {
    String field = externals.get(module.name());
    if (field == null) {
      return module.record(given);
    }
    if (module.field(field).filter(Field::external).isEmpty()) {
      throw new Refusal(
          400,
          "INVALID_DATA",
          "the field is no external field",
          SandboxJson.object().put("header", "X-EXTERNAL").put("api_name", field));
    }
    List<CrmRecord> found = module.with(field, NODES.textNode(given));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }
}
