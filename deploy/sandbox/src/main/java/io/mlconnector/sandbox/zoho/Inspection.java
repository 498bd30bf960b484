package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is there, and what is there twice: what tests ask at their end. */
final class Inspection {

  private final Org org;

  Inspection(Org org) {
    this.org = org;
  }

  /** Records and deleted records per module. */
  ObjectNode counts() {
    ObjectNode all = SandboxJson.object();
    for (CrmModule module : org.modules()) {
      all.putObject(module.name())
          .put("records", module.records().size())
          .put("deleted", org.bin(module).size())
          .put(
              "withErpId",
              module.records().stream().filter(each -> each.values.has("ERP_Id")).count());
    }
    return all;
  }

  /**
   * The values of a field that more than one record has, with their ids: letter case and all blanks
   * left out of account.
   */
  Map<String, List<String>> duplicates(CrmModule module, String field) {
    Map<String, List<String>> ids = new TreeMap<>();
    for (CrmRecord record : module.records()) {
      String value = CrmModule.normal(record.value(field)).replaceAll("\\s", "");
      if (!value.isEmpty()) {
        ids.computeIfAbsent(value, unseen -> new ArrayList<>()).add(record.key());
      }
    }
    Map<String, List<String>> repeated = new LinkedHashMap<>();
    ids.forEach(
        (value, all) -> {
          if (all.size() > 1) {
            repeated.put(value, all);
          }
        });
    return repeated;
  }
}
