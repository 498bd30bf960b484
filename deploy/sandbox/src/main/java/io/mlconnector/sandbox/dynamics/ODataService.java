package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Reply;
import java.util.function.Supplier;

/** Answers one call, whoever made it: a set, a row, or a write. */
final class ODataService {

  private final Store store;
  private final Writes writes;
  private final Supplier<DynamicsSettings> settings;

  ODataService(Store store, Writes writes, Supplier<DynamicsSettings> settings) {
    this.store = store;
    this.writes = writes;
    this.settings = settings;
  }

  Reply reply(Operation call) {
    String accept = call.header("Accept");
    boolean full = accept != null && accept.contains("odata.metadata=full");
    Rendering rendering = new Rendering(call.root(), full);
    ODataPath path = ODataPath.parse(call.path());
    if (path.set().isEmpty()) {
      require(call, "GET");
      return json(200, rendering.services(settings.get()));
    }
    EntityType type = Entities.known(path.set(), settings.get());
    ODataQuery query = ODataQuery.parse(call.query(), type, settings.get());
    return path.keys() == null
        ? set(call, rendering, type, query)
        : row(call, rendering, row(type, path, query), query);
  }

  private Reply set(Operation call, Rendering rendering, EntityType type, ODataQuery query) {
    if (call.is("POST")) {
      Entry made = writes.create(type, Values.read(type, call.json()), query.crossCompany());
      return json(201, rendering.single(made, null))
          .header("ETag", made.etag())
          .header("Location", rendering.address(made));
    }
    require(call, "GET");
    String other = settings.get().nextLinkHost();
    String root = other == null ? call.root() : other + ODataApi.ROOT;
    Page page = Page.of(store.entries(type), query, root + "/" + type.set(), settings.get());
    return json(200, rendering.set(type, page, query));
  }

  private Entry row(EntityType type, ODataPath path, ODataQuery query) {
    Entry entry = store.entry(type, path.values(type));
    if (entry == null || !Companies.sees(entry, query.crossCompany(), settings.get())) {
      throw new Refusal(404, Refusal.GENERAL, "No resources were found for the given key.", "");
    }
    return entry;
  }

  private Reply row(Operation call, Rendering rendering, Entry entry, ODataQuery query) {
    switch (call.method()) {
      case "PATCH" -> {
        match(call, entry);
        writes.change(entry, Values.read(entry.type(), call.json()));
      }
      case "PUT" -> {
        match(call, entry);
        writes.replace(entry, Values.read(entry.type(), call.json()));
      }
      case "DELETE" -> {
        match(call, entry);
        writes.delete(entry);
      }
      default -> {
        require(call, "GET");
        return json(200, rendering.single(entry, query.select())).header("ETag", entry.etag());
      }
    }
    return Reply.empty(204);
  }

  /** A write without If-Match was accepted (recorded). */
  private void match(Operation call, Entry entry) {
    String wanted = call.header("If-Match");
    if (wanted != null
        && settings.get().ifMatchCounts()
        && !wanted.equals("*")
        && !wanted.equals(entry.etag())) {
      throw new Refusal(
          412, Refusal.GENERAL, "The record was changed by another user or process.", "");
    }
  }

  private static void require(Operation call, String method) {
    if (!call.is(method)) {
      throw new Refusal(
          405,
          "The requested resource does not support http method '" + call.method() + "'.",
          "",
          "");
    }
  }

  private static Reply json(int status, Object body) {
    return Reply.json(status, body).header("Content-Type", ODataApi.CONTENT_TYPE);
  }
}
