package io.mlconnector.sandbox.fusion;

import io.mlconnector.sandbox.Reply;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The pod's REST resources: collection, item, describe and the versions' own pages to be read;
 * interactions, the notes and attachments of customers, and customers' attributes to be written.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/procurement/25c/fapra/Collections.html">managing
 *     collections</a>
 */
final class ResourceApi {

  static final Set<String> VERSIONS = Set.of("11.13.18.05", "latest");
  private static final String VENDOR_TYPE = "application/vnd.oracle.adf.";

  private final FusionData data;
  private final Gate gate;
  private final RateLimit rate;
  private final Map<String, ChildApi> children;
  private final WriteRules interactions;
  private final Writing writing;
  private final Supplier<FusionSettings> settings;
  private final FinanceApi finance;

  ResourceApi(FusionData data, Gate gate, RateLimit rate, Supplier<FusionSettings> settings) {
    this.data = data;
    this.gate = gate;
    this.rate = rate;
    this.children =
        Map.of(
            ResourceType.NOTES.name(),
            new ChildApi(data.notebooks, ResourceType.NOTES, new NoteRules(settings), settings),
            ResourceType.ATTACHMENTS.name(),
            new ChildApi(
                data.attachments,
                ResourceType.ATTACHMENTS,
                new AttachmentRules(settings),
                settings));
    this.interactions = new InteractionRules(data, settings);
    this.writing = new Writing(settings);
    this.settings = settings;
    this.finance = new FinanceApi(data.finance, gate, settings);
  }

  void mount(Router router) {
    for (String root : List.of(ResourceType.CRM, ResourceType.FSCM)) {
      router.route("/" + root + "/resources").handler(call -> guarded(call, root));
      router.route("/" + root + "/resources/*").handler(call -> guarded(call, root));
    }
  }

  private void guarded(RoutingContext call, String root) {
    Framework framework = Framework.NONE;
    try {
      gate.signedIn(call.request().getHeader("Authorization"));
      if (!rate.admits(settings.get().callsPerMinute())) {
        throttled(call);
        return;
      }
      framework = Framework.of(call.request().getHeader(Framework.HEADER), settings.get());
      reply(call, root, framework)
          .header(Framework.HEADER, Integer.toString(framework.version()))
          .send(call);
    } catch (Refusal refusal) {
      FusionErrors.reply(framework, refusal.status, refusal.getMessage()).send(call);
    }
  }

  private void throttled(RoutingContext call) {
    String wait = settings.get().retryAfter();
    Reply reply = FusionErrors.reply(Framework.NONE, 429, "too many requests");
    (wait == null ? reply : reply.header("Retry-After", wait)).send(call);
  }

  private Reply reply(RoutingContext call, String root, Framework framework) {
    String base =
        call.request().scheme() + "://" + call.request().authority() + "/" + root + "/resources";
    if (root.equals(ResourceType.FSCM) && finance.serves(call.request().path())) {
      requireGet(call);
      return finance.reply(call, framework, base);
    }
    ResourcePath path = ResourcePath.parse(call.request().path());
    if (path.version() != null && !VERSIONS.contains(path.version())) {
      throw Refusal.notFound("there is no version " + path.version());
    }
    if (path.resource() == null) {
      requireGet(call);
      return typed(call, "description", Describing.versions(base, settings.get()));
    }
    FusionTable table = data.table(root, path.resource());
    if (table == null) {
      throw Refusal.notFound("there is no resource " + path.resource());
    }
    gate.mayRead(table.type().name());
    String url = base + "/" + path.version() + "/" + path.resource();
    String method = call.request().method().name();
    if (path.key() == null) {
      if (table == data.interactions && method.equals("POST")) {
        return writing.create(call, table, data.newInteraction(), framework, url, interactions);
      }
      requireGet(call);
      return collection(call, table, framework, url);
    }
    return path.key().equals("describe")
        ? typed(call, "description", Describing.resource(table.type(), url, settings.get()))
        : item(call, table, framework, url, path);
  }

  private Reply collection(
      RoutingContext call, FusionTable table, Framework framework, String url) {
    CollectionQuery query =
        CollectionQuery.parse(
            QueryText.parse(call.request().query()), table.type(), framework, settings.get());
    Rendering rendering = new Rendering(table.type(), framework, settings.get(), url);
    return typed(call, "resourcecollection", rendering.collection(Page.of(table, query), query));
  }

  private Reply item(
      RoutingContext call, FusionTable table, Framework framework, String url, ResourcePath path) {
    FusionRow row = table.row(path.key());
    ChildApi child = path.child() == null ? null : children.get(path.child());
    if (row != null && table.type().annotated() && child != null) {
      gate.mayRead(path.child());
      return child.reply(call, framework, url, path);
    }
    String method = call.request().method().name();
    boolean interaction = table == data.interactions;
    if (row != null && path.child() == null && (interaction || table.type().annotated())) {
      if (method.equals("PATCH")) {
        WriteRules rules = interaction ? interactions : WriteRules.NONE;
        return writing.change(call, table, row, framework, url, rules);
      }
      if (interaction && method.equals("DELETE")) {
        table.delete(row.key());
        return Reply.empty(204);
      }
    }
    requireGet(call);
    if (row == null
        || path.childKey() != null
        || (path.child() != null && !path.child().equals(table.type().child()))) {
      throw Refusal.notFound("there is nothing of that key");
    }
    Rendering rendering = new Rendering(table.type(), framework, settings.get(), url);
    if (path.child() != null) {
      return typed(call, "resourcecollection", rendering.children(row));
    }
    String etag = "\"" + Rendering.changeIndicator(row) + "\"";
    if (etag.equals(call.request().getHeader("If-None-Match"))) {
      return Reply.empty(304).header("ETag", etag);
    }
    Attributes attributes = new Attributes(table.type(), settings.get());
    ItemQuery shape = ItemQuery.parse(QueryText.parse(call.request().query()), attributes);
    return typed(call, "resourceitem", rendering.item(row, shape)).header("ETag", etag);
  }

  private static void requireGet(RoutingContext call) {
    if (!call.request().method().name().equals("GET")) {
      throw new Refusal(405, call.request().method() + " is not allowed here");
    }
  }

  static Reply typed(RoutingContext call, String kind, Object body) {
    String vendorType = VENDOR_TYPE + kind + "+json";
    String accept = call.request().getHeader("Accept");
    boolean plain = accept != null && accept.contains("application/json");
    boolean any = accept == null || accept.contains("*/*") || accept.contains(vendorType);
    if (!plain && !any) {
      throw new Refusal(406, "none of these media types can be given: " + accept);
    }
    return new Reply(
        200,
        Map.of("Content-Type", plain ? "application/json" : vendorType),
        Reply.json(200, body).body());
  }
}
