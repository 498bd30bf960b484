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

  private static final Set<String> OF_TLS = Set.of("tls.key", "tls.keyPassword");

  /** Whether a connection cannot be without, by field. */
  private final Map<String, Boolean> required = new LinkedHashMap<>();

  private final Map<String, Object> tree;
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  /**
   * @param before what is stored; null for a new connection
   */
  ImportedSecrets(Adapter adapter, Map<String, Object> tree, StoredConnection before) {
    this.tree = tree;
    String mode = String.valueOf(SecretField.in(tree, AuthPart.MODE));
    adapter.connectionSpec().authMode(mode).stream()
        .map(AuthMode::settings)
        .flatMap(List::stream)
        .filter(Setting::secret)
        .forEach(setting -> required.put(setting.name(), setting.required()));
    OF_TLS.forEach(field -> required.put(field, false));
    boolean same = before != null && mode.equals(before.document().auth().get(AuthPart.MODE));
    required.forEach(
        (field, needed) -> {
          boolean stays = same || SecretField.ofTls(field);
          boolean stored = before != null && stays && before.secrets().contains(field);
          if (SecretField.in(tree, field) instanceof String text
              && MissingSecret.is(text)
              && !needed
              && !stored) {
            asked.put(field, new Asked(field, false, "Was stored where the file was exported."));
          }
        });
  }

  /** The secret fields of every way to sign in. */
  static Set<String> fields(Adapter adapter) {
    Set<String> fields = new TreeSet<>(OF_TLS);
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
          required.containsKey(field)
              && SecretField.in(tree, field) instanceof String text
              && SecretReference.in(text).isPresent();
      boolean known =
          required.containsKey(field) && SecretField.path(field).equals(problem.field());
      if (known && !reference) {
        boolean needed = required.get(field) || SecretField.ofTls(field);
        asked.put(field, new Asked(field, needed, problem.problem()));
      }
    }
    if (asked.containsKey("tls.key")) {
      asked.putIfAbsent(
          "tls.keyPassword", new Asked("tls.keyPassword", false, "Where the key is encrypted."));
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
