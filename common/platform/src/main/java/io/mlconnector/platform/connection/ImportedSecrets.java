package io.mlconnector.platform.connection;

import io.mlconnector.platform.connection.ImportPlan.Asked;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Secrets of an imported connection that neither the file nor this place has. */
final class ImportedSecrets {

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, Object> given = new LinkedHashMap<>();
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  /**
   * @param before what is stored; null for a new connection
   */
  ImportedSecrets(Adapter adapter, Map<String, Object> tree, StoredConnection before) {
    if (tree.get("auth") instanceof Map<?, ?> auth) {
      auth.forEach((key, value) -> given.put(String.valueOf(key), value));
    }
    String mode = String.valueOf(given.getOrDefault(AuthPart.MODE, ""));
    adapter.connectionSpec().authMode(mode).stream()
        .map(AuthMode::settings)
        .flatMap(List::stream)
        .filter(Setting::secret)
        .forEach(setting -> settings.put(setting.name(), setting));
    Set<String> stored =
        before != null && mode.equals(before.document().auth().get(AuthPart.MODE))
            ? before.secrets()
            : Set.of();
    for (Setting setting : settings.values()) {
      boolean placeholder =
          given.get(setting.name()) instanceof String text && MissingSecret.is(text);
      if (placeholder && !setting.required() && !stored.contains(setting.name())) {
        asked.put(
            setting.name(),
            new Asked(setting.name(), false, "Was stored where the file was exported."));
      }
    }
  }

  /** The secret fields of every way to sign in. */
  static Set<String> fields(Adapter adapter) {
    Set<String> fields = new TreeSet<>();
    adapter.connectionSpec().authModes().stream()
        .flatMap(mode -> mode.settings().stream())
        .filter(Setting::secret)
        .forEach(setting -> fields.add(setting.name()));
    return fields;
  }

  /** Takes problems that typing a secret would solve as questions. */
  void ask(List<FieldProblem> problems) {
    for (FieldProblem problem : problems) {
      String field = problem.field().replaceFirst("^auth\\.", "");
      boolean reference =
          given.get(field) instanceof String text && SecretReference.in(text).isPresent();
      if (problem.field().startsWith("auth.") && settings.containsKey(field) && !reference) {
        asked.put(field, new Asked(field, settings.get(field).required(), problem.problem()));
      }
    }
  }

  List<Asked> asked() {
    return new ArrayList<>(asked.values());
  }

  Set<String> names() {
    return asked.keySet();
  }

  Map<String, String> standIns() {
    Map<String, String> standIns = new LinkedHashMap<>();
    asked.keySet().forEach(field -> standIns.put(field, "to be typed"));
    return standIns;
  }
}
