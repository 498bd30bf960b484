package io.mlconnector.platform.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mlconnector.canonical.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes connections as the mounted file has them. Secrets that are read from somewhere are written
 * as where that is; of those that are stored here only that they are missing, see {@link
 * MissingSecret}.
 */
public final class ConnectionExport {

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private ConnectionExport() {}

  /** The file, for {@code connections:} of any number. */
  public static String yaml(List<StoredConnection> connections) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndent(2);
    options.setIndentWithIndicator(true);
    options.setIndicatorIndent(2);
    options.setSplitLines(false);
    return new Yaml(options)
        .dump(Map.of("connections", connections.stream().map(ConnectionExport::tree).toList()));
  }

  private static Map<String, Object> tree(StoredConnection stored) {
    Map<String, Object> all =
        CanonicalJson.mapper().convertValue(Differences.tree(stored.document()), MAP);
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String field : ConnectionDocuments.FIELDS) {
      if (field.equals("auth")) {
        ordered.put(field, auth(stored));
      } else if (field.equals("tls") && all.get(field) instanceof Map<?, ?> tls) {
        ordered.put(field, tls(stored, tls));
      } else if (all.containsKey(field)) {
        ordered.put(field, all.get(field));
      }
    }
    return ordered;
  }

  private static Map<String, String> auth(StoredConnection stored) {
    Map<String, String> auth = new LinkedHashMap<>();
    auth.put(AuthPart.MODE, stored.document().auth().get(AuthPart.MODE));
    auth.putAll(stored.document().auth());
    new ArrayList<>(stored.secrets())
        .stream()
            .filter(field -> !SecretField.ofTls(field))
            .sorted()
            .forEach(field -> auth.put(field, MissingSecret.of(field)));
    return auth;
  }

  private static Map<String, Object> tls(StoredConnection stored, Map<?, ?> given) {
    Map<String, Object> tls = new LinkedHashMap<>();
    for (String name : TlsPart.FIELDS) {
      if (given.containsKey(name)) {
        tls.put(name, given.get(name));
      } else if (stored.secrets().contains(SecretField.TLS + name)) {
        tls.put(name, MissingSecret.of(name));
      }
    }
    return tls;
  }
}
