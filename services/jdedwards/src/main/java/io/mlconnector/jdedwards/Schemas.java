package io.mlconnector.jdedwards;

import io.mlconnector.jdedwards.OrchestratedSink.Names;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of an object as its orchestrations let them be written now. */
final class Schemas {

  static final String ADDRESS_NUMBER = "addressNumber";
  static final String LINE = "lineNumber";

  private Schemas() {}

  static List<FieldSchema> of(Connection connection, Names names, List<? extends Field<?>> fields) {
    JdeSettings settings = new JdeSettings(connection);
    Map<String, String> inputs = settings.map(names.inputs());
    Set<String> taken = taken(connection, settings, names);
    return fields.stream().map(field -> field.schema(inputs, taken)).toList();
  }

  /** The inputs of either orchestration; null where they are not to be looked up. */
  private static Set<String> taken(Connection connection, JdeSettings settings, Names names) {
    Set<String> taken = new HashSet<>();
    for (String setting : List.of(names.create(), names.update())) {
      String orchestration = settings.orNull(setting);
      if (orchestration != null) {
        if (!settings.readsCatalog()) {
          return null;
        }
        taken.addAll(Contract.of(connection, orchestration).inputs());
      }
    }
    return taken;
  }
}
