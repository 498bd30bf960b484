package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the record that another one would double (sheet B2): by the vendor's own field of the
 * module first, then by those that people flagged unique; letter case does not matter.
 */
final class Duplicates {

  /** The record found and the API name of the field by which. */
  record Match(CrmRecord record, String field) {}

  private final Supplier<ZohoSettings> settings;

  Duplicates(Supplier<ZohoSettings> settings) {
    this.settings = settings;
  }

  /** The fields to check, as named or the usual ones; refuses those that cannot be checked. */
  List<Field> checked(CrmModule module, List<String> named) {
    List<Field> all = new ArrayList<>();
    module.field(module.systemDuplicateField()).ifPresent(all::add);
    module.fields().stream()
        .filter(field -> field.unique() && !all.contains(field))
        .forEach(all::add);
    if (named.isEmpty()) {
      return all;
    }
    List<Field> chosen = new ArrayList<>();
    for (String name : named) {
      chosen.add(
          all.stream()
              .filter(field -> field.apiName().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      Refusal.field(
                          "INVALID_DATA",
                          "duplicate_check_fields",
                          "$.duplicate_check_fields[" + named.indexOf(name) + "]",
                          name + " is neither unique nor a duplicate check field")));
    }
    return chosen;
  }

  /** The record that an upsert goes to. Several under one value are an error, not a choice. */
  Optional<Match> match(CrmModule module, ObjectNode given, List<Field> checked, String path) {
    for (Field field : checked) {
      List<CrmRecord> found = module.with(field.apiName(), given.path(field.apiName()));
      if (found.size() > 1) {
        throw duplicate(module, field, found.get(0), path);
      }
      if (found.size() == 1) {
        return Optional.of(new Match(found.get(0), field.apiName()));
      }
    }
    return Optional.empty();
  }

  /** Refuses values that another record has already and that only one may have. */
  void refuse(CrmModule module, ObjectNode values, CrmRecord self, String path) {
    for (Field field : module.fields()) {
      JsonNode value = values.path(field.apiName());
      if (isUnique(module, field) && !value.isMissingNode() && !value.isNull()) {
        module.with(field.apiName(), value).stream()
            .filter(other -> self == null || other.id != self.id)
            .findFirst()
            .ifPresent(
                other -> {
                  throw duplicate(module, field, other, path);
                });
      }
    }
  }

  boolean isUnique(CrmModule module, Field field) {
    return field.unique()
        || settings.get().uniqueSystemFields().contains(module.name() + "." + field.apiName());
  }

  private Refusal duplicate(CrmModule module, Field field, CrmRecord other, String path) {
    Refusal refusal =
        Refusal.field(
            "DUPLICATE_DATA", field.apiName(), path + "." + field.apiName(), "duplicate data");
    if (settings.get().olderDuplicateDetails()) {
      refusal.details.put("id", other.key());
      return refusal;
    }
    ObjectNode record = refusal.details.putObject("duplicate_record");
    record.put("id", other.key());
    record.set("Owner", Rendering.author(other.value("Owner").asText()));
    record
        .putObject("module")
        .put("api_name", module.name())
        .put("id", ModulesApi.idOf(module.name()));
    return refusal;
  }
}
