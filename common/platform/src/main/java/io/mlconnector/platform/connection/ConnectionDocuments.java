package io.mlconnector.platform.connection;

import io.mlconnector.platform.connection.ConnectionDocument.StreamDocument;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.SourceStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads connection documents against the adapter's spec. Everything that is wrong is said at once,
 * each with the field's path and what to do, and without repeating a secret.
 */
public final class ConnectionDocuments {

  /** In the order in which people read them. */
  static final List<String> FIELDS =
      List.of(
          "id",
          "system",
          "environment",
          "displayName",
          "enabled",
          "baseUrl",
          "timeZone",
          "auth",
          "settings",
          "streams",
          "concurrency",
          "share",
          "proxy",
          "egress",
          "tls",
          "writeTimeout",
          "massChange");

  private final Adapter adapter;
  private final UrlRule urls;
  private final References references;
  private final Function<StoredConnection, Credentials> credentials;
  private final Clock clock;

  /**
   * @param credentials of a stored connection, to see whether a stored key fits
   */
  ConnectionDocuments(
      Adapter adapter,
      UrlRule urls,
      References references,
      Function<StoredConnection, Credentials> credentials,
      Clock clock) {
    this.adapter = adapter;
    this.urls = urls;
    this.references = references;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Reads one document.
   *
   * @param tree maps, lists, texts and nulls only
   * @param before what is stored under that id, for secrets that the document leaves out
   * @throws InvalidDocument where anything is wrong with it
   */
  Draft read(Map<String, Object> tree, Optional<StoredConnection> before) {
    return read(tree, before, Set.of());
  }

  /**
   * The same, where some secrets are only stand-ins for what is yet to be typed.
   *
   * @param toBeTyped as {@link SecretField} names them
   */
  Draft read(Map<String, Object> tree, Optional<StoredConnection> before, Set<String> toBeTyped) {
    Problems problems = new Problems();
    Fields fields = new Fields(tree, "", problems);
    ConnectionSpec spec = adapter.connectionSpec();
    SpecValues values = new SpecValues(urls);
    AuthPart auth = new AuthPart(spec, values, references);

    fields.rejectUnknown(FIELDS, "field");
    String id = GeneralPart.id(fields);
    String system = GeneralPart.system(fields, adapter.system());
    auth.read(fields.below("auth"), stored(before));
    Map<String, Object> settings = settings(fields.below("settings"), spec, values);
    Map<String, StreamDocument> streams =
        StreamsPart.read(fields.below("streams"), streamNames(), beginning());
    TlsPart tls = new TlsPart(references, before.orElse(null), credentials, toBeTyped);
    tls.read(fields.below("tls"), clock.instant());
    ConnectionDocument document =
        GeneralPart.document(fields, urls, spec, id, system, auth.auth, settings, streams, tls.tls);

    Map<String, Secret> secrets = new HashMap<>(auth.secrets);
    secrets.putAll(tls.secrets);
    Set<String> kept = new HashSet<>(auth.kept);
    kept.addAll(tls.kept);
    before
        .map(StoredConnection::document)
        .flatMap(known -> Origins.moved(spec, known, document))
        .ifPresent(moved -> kept.forEach(field -> problems.add(SecretField.path(field), moved)));
    problems.throwIfAny();
    return new Draft(document, secrets, kept);
  }

  private List<String> streamNames() {
    return adapter.sources().stream().map(SourceStream::name).toList();
  }

  private List<String> beginning() {
    return adapter.sources().stream().filter(SourceStream::begins).map(SourceStream::name).toList();
  }

  private static Map<String, Object> settings(
      Fields fields, ConnectionSpec spec, SpecValues values) {
    List<String> known = spec.settings().stream().map(Setting::name).toList();
    spec.authModes().stream()
        .flatMap(mode -> mode.settings().stream())
        .map(Setting::name)
        .distinct()
        .filter(name -> fields.names().contains(name) && !known.contains(name))
        .forEach(name -> fields.problem(name, "belongs below auth, not below settings: move it"));
    fields.rejectUnknown(known, "setting");
    return values.read(fields, spec.settings());
  }

  private static AuthPart.Stored stored(Optional<StoredConnection> before) {
    return before
        .map(
            known ->
                new AuthPart.Stored(known.document().auth().get(AuthPart.MODE), known.secrets()))
        .orElse(AuthPart.Stored.NONE);
  }
}
