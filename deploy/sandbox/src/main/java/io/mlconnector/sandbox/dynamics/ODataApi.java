package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Reply;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The OData service below {@code /data}: sets and rows (sheet 1.2). {@code $metadata} and {@code
 * $expand} are not played.
 */
final class ODataApi {

  static final String CONTENT_TYPE = "application/json; odata.metadata=minimal";
  private static final String ROOT = "/data";

  private final Store store;
  private final EntraEndpoint entra;
  private final Supplier<DynamicsSettings> settings;

  ODataApi(Store store, EntraEndpoint entra, Supplier<DynamicsSettings> settings) {
    this.store = store;
    this.entra = entra;
    this.settings = settings;
  }

  void mount(Router router) {
    router.route(ROOT).handler(this::guarded);
    router.route(ROOT + "/*").handler(this::guarded);
  }

  private void guarded(RoutingContext call) {
    Reply reply;
    if (entra.signedIn(call.request().getHeader("Authorization"))) {
      reply = answer(call);
    } else {
      reply = DynamicsVendor.notSignedIn(call);
    }
    reply
        .header("OData-Version", "4.0")
        .header("ms-dyn-aid", UUID.randomUUID().toString())
        .send(call);
  }

  private Reply answer(RoutingContext call) {
    try {
      synchronized (store) {
        return reply(call);
      }
    } catch (Refusal refusal) {
      return ODataErrors.reply(refusal);
    }
  }

  private Reply reply(RoutingContext call) {
    String rest = call.request().path().substring(ROOT.length()).replaceFirst("^/", "");
    String root = "http://" + call.request().authority() + ROOT;
    String accept = call.request().getHeader("Accept");
    Rendering rendering =
        new Rendering(root, accept != null && accept.contains("odata.metadata=full"));
    ODataPath path = ODataPath.parse(rest);
    if (path.set().isEmpty()) {
      requireGet(call);
      return json(rendering.services(settings.get()));
    }
    EntityType type = Entities.known(path.set(), settings.get());
    ODataQuery query = ODataQuery.parse(call.request().query(), type, settings.get());
    requireGet(call);
    if (path.keys() == null) {
      return set(rendering, type, query, root);
    }
    Entry entry = row(type, path, query);
    return json(rendering.single(entry, query.select())).header("ETag", entry.etag());
  }

  private Reply set(Rendering rendering, EntityType type, ODataQuery query, String root) {
    String other = settings.get().nextLinkHost();
    String address = (other == null ? root : other + ROOT) + "/" + type.set();
    Page page = Page.of(store.entries(type), query, address, settings.get());
    return json(rendering.set(type, page, query));
  }

  private Entry row(EntityType type, ODataPath path, ODataQuery query) {
    Entry entry = store.entry(type, path.values(type));
    if (entry == null || !Companies.sees(entry, query.crossCompany(), settings.get())) {
      throw new Refusal(404, Refusal.GENERAL, "No resources were found for the given key.", "");
    }
    return entry;
  }

  private static void requireGet(RoutingContext call) {
    String method = call.request().method().name();
    if (!method.equals("GET")) {
      throw new Refusal(
          405, "The requested resource does not support http method '" + method + "'.", "", "");
    }
  }

  private static Reply json(Object body) {
    return Reply.json(200, body).header("Content-Type", CONTENT_TYPE);
  }
}
