package io.mlconnector.platform.connection;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.spi.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Everything that is done to connections: documents in, validated, stored; credentials out. */
@ApplicationScoped
public class Connections {

  private final ConnectionStore store;
  private final SecretTable secrets;
  private final Vault vault;
  private final Map<Source, ConnectionDocuments> documents;
  private final UnaryOperator<String> environment;

  @Inject
  Connections(
      Adapter adapter,
      ConnectionStore store,
      SecretTable secrets,
      Vault vault,
      FlowConfig flow,
      ConnectionsConfig config,
      Clock clock) {
    this(
        adapter,
        store,
        secrets,
        vault,
        new UrlRule(flow.local()),
        new References(config.secretFolders(), config.secretVariables(), System::getenv),
        clock);
  }

  Connections(
      Adapter adapter,
      ConnectionStore store,
      SecretTable secrets,
      Vault vault,
      UrlRule urls,
      References bound,
      Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.vault = vault;
    this.environment = bound.environment();
    References free = new References(null, null, environment);
    this.documents =
        Map.of(
            Source.API, new ConnectionDocuments(adapter, urls, bound, this::credentials, clock),
            Source.FILE, new ConnectionDocuments(adapter, urls, free, this::credentials, clock));
  }

  /** The credentials of a connection as they are stored now. */
  public StoredCredentials credentials(StoredConnection connection) {
    return new StoredCredentials(
        connection.document(), secrets.of(connection.id()), vault, environment);
  }

  /** When the stored secrets of a connection were entered, by field; absent where not known. */
  public Map<String, Instant> entered(String connection) {
    return secrets.entered(connection);
  }

  /**
   * Stores a new connection from a document sent to the API.
   *
   * @throws InvalidDocument where it cannot be used
   * @throws ConnectionConflict where the id is taken
   */
  public StoredConnection create(DocumentBody body) {
    return create(body.tree(), Source.API);
  }

  /** Stores a new connection under an id that the document may leave out; see {@link #create}. */
  public StoredConnection create(String id, DocumentBody body) {
    return create(sameId(id, body.tree()), Source.API);
  }

  /**
   * Stores another document for a connection. Secrets that it leaves out stay, unless the
   * connection now points to another host.
   *
   * @param version that the change was made from; null for whichever there is
   * @throws InvalidDocument where it cannot be used
   * @throws ConnectionConflict where it is gone, from the mounted file, or changed meanwhile
   */
  public StoredConnection replace(String id, DocumentBody body, Long version) {
    return replace(sameId(id, body.tree()), Source.API, version);
  }

  /** Changes some fields of a connection, by JSON Merge Patch; as {@link #replace} otherwise. */
  public StoredConnection patch(String id, DocumentBody body, Long version) {
    StoredConnection before = store.find(id).orElseThrow(() -> ConnectionConflict.missing(id));
    Map<String, Object> current = DocumentText.json(CanonicalJson.text(before.document()));
    Map<String, Object> patched = MergePatch.apply(current, body.tree());
    return replace(
        sameId(id, patched),
        Source.API,
        version == null ? Long.valueOf(before.version()) : version);
  }

  /**
   * What a connection would be with other credentials; nothing is stored.
   *
   * @param fields below {@code auth:}, or with {@code tls.} before them below that, and their new
   *     values
   * @throws InvalidDocument where they cannot be used
   * @throws ConnectionConflict where it is gone, or from the mounted file
   */
  public Draft rotated(StoredConnection before, Map<String, String> fields) {
    if (before.source() == Source.FILE) {
      throw ConnectionConflict.fromFile(before.id());
    }
    Map<String, Object> current = DocumentText.json(CanonicalJson.text(before.document()));
    Map<String, Object> patched = SecretField.put(current, fields);
    return documents.get(Source.API).read(patched, Optional.of(before));
  }

  /**
   * What a document would be; nothing is stored.
   *
   * @param toBeTyped secrets of it that are only stand-ins, as {@link SecretField} names them
   */
  Draft read(Map<String, Object> tree, Optional<StoredConnection> before, Set<String> toBeTyped) {
    return documents.get(Source.API).read(tree, before, toBeTyped);
  }

  /** The credentials of a draft: those that it gives, and those of what is stored. */
  public Credentials credentials(Draft draft, StoredConnection before) {
    return new DraftCredentials(
        draft.secrets(),
        new StoredCredentials(draft.document(), secrets.of(before.id()), vault, environment));
  }

  /**
   * Stores a draft in the place of what it was made from.
   *
   * @param also goes into the same transaction
   * @throws ConnectionConflict where it is gone, or changed meanwhile
   */
  public StoredConnection replace(Draft draft, StoredConnection before, Transactions.Action also) {
    return store.replace(draft, Source.API, before.version(), also);
  }

  /**
   * Forgets a connection with its credentials. One of the mounted file can be forgotten once it has
   * left the file.
   *
   * @throws ConnectionConflict where it is gone, still in the file, or changed meanwhile
   */
  public void delete(String id, Long version) {
    store.delete(id, deletedBy(id), version);
  }

  /** Finds out whether {@link #delete} would do it; as that otherwise. */
  public void checkDelete(String id, Long version) {
    store.checkDelete(id, deletedBy(id), version);
  }

  private Source deletedBy(String id) {
    boolean leftFile =
        store
            .find(id)
            .filter(known -> known.source() == Source.FILE && !known.document().enabled())
            .isPresent();
    return leftFile ? Source.FILE : Source.API;
  }

  StoredConnection create(Map<String, Object> tree, Source source) {
    return store.create(documents.get(source).read(tree, Optional.empty()), source);
  }

  StoredConnection replace(Map<String, Object> tree, Source source, Long version) {
    Optional<StoredConnection> before =
        Optional.ofNullable(tree.get("id")).map(String::valueOf).flatMap(store::find);
    Draft draft =
        documents.get(source).read(tree, source == Source.API ? before : Optional.empty());
    Long from = version == null ? before.map(StoredConnection::version).orElse(null) : version;
    if (unchanged(draft, before.filter(known -> from.equals(known.version())), source)) {
      return before.orElseThrow();
    }
    return store.replace(draft, source, from);
  }

  private static Map<String, Object> sameId(String id, Map<String, Object> tree) {
    if (!id.equals(tree.getOrDefault("id", id))) {
      throw new InvalidDocument(
          List.of(new FieldProblem("id", "cannot be changed: this is connection " + id)));
    }
    Map<String, Object> same = new LinkedHashMap<>(tree);
    same.put("id", id);
    return same;
  }

  private boolean unchanged(Draft draft, Optional<StoredConnection> before, Source source) {
    return before
        .filter(known -> known.source() == source && known.document().equals(draft.document()))
        .filter(known -> sameSecrets(draft, known))
        .isPresent();
  }

  private boolean sameSecrets(Draft draft, StoredConnection known) {
    StoredCredentials stored = credentials(known);
    try {
      return known.secrets().stream()
              .allMatch(field -> draft.secrets().containsKey(field) || draft.kept().contains(field))
          && draft.secrets().entrySet().stream()
              .allMatch(
                  entry ->
                      known.secrets().contains(entry.getKey())
                          && stored.secret(entry.getKey()).equals(entry.getValue()));
    } catch (CredentialUnavailable e) {
      return false;
    }
  }
}
