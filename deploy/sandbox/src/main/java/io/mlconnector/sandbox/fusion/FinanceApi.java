package io.mlconnector.sandbox.fusion;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads finance resources: collections, items and children at any depth. */
final class FinanceApi {

  private static final int BEFORE = 3;

  private final FinanceData data;
  private final Gate gate;
  private final Supplier<FusionSettings> settings;

  FinanceApi(FinanceData data, Gate gate, Supplier<FusionSettings> settings) {
    this.data = data;
    this.gate = gate;
    this.settings = settings;
  }

  /** Where a path has led so far: a row, and the rows of one of its children. */
  private record Place(ResourceType type, FusionTable rows, FusionRow row, String url) {}

  boolean serves(String path) {
    List<String> parts = parts(path);
    return parts.size() > 1 && data.table(parts.get(1)) != null;
  }

  /** Version, resource, key, {@code child}, name, key and so on. */
  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/"))
        .skip(BEFORE)
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  Reply reply(RoutingContext call, Framework framework, String base) {
    List<String> parts = parts(call.request().path());
    if (!ResourceApi.VERSIONS.contains(parts.get(0))) {
      throw Refusal.notFound("there is no version " + parts.get(0));
    }
    FusionTable table = data.table(parts.get(1));
    gate.mayRead(table.type().name());
    String url = base + "/" + parts.get(0) + "/" + parts.get(1);
    if (parts.size() == BEFORE && parts.get(2).equals("describe")) {
      return ResourceApi.typed(
          call, "description", Describing.resource(table.type(), url, settings.get()));
    }
    Place place = new Place(table.type(), table, null, url);
    int at = 2;
    while (at < parts.size()) {
      place = place.row() == null ? item(place, parts.get(at)) : child(place, parts, at++);
      at++;
    }
    return place.row() == null ? collection(call, framework, place) : item(call, framework, place);
  }

  private Place item(Place place, String key) {
    String known = place.type().opaque() ? OpaqueKeys.read(key) : key;
    FusionRow row = known == null ? null : place.rows().row(known);
    if (row == null) {
      throw Refusal.notFound("there is nothing of that key");
    }
    return new Place(place.type(), place.rows(), row, place.url() + "/" + key);
  }

  private Place child(Place place, List<String> parts, int at) {
    Optional<ResourceType> child =
        !parts.get(at).equals("child") || at + 1 >= parts.size()
            ? Optional.empty()
            : place.type().children().stream()
                .filter(each -> each.name().equals(parts.get(at + 1)))
                .findFirst();
    ResourceType type = child.orElseThrow(() -> Refusal.notFound("there is nothing at this path"));
    gate.mayRead(type.name());
    FusionTable rows = data.transientTable(type);
    rows.replaceAll(data.lines.of(type, place.row().key()));
    return new Place(type, rows, null, place.url() + "/child/" + type.name());
  }

  private Reply collection(RoutingContext call, Framework framework, Place place) {
    CollectionQuery query =
        CollectionQuery.parse(
            QueryText.parse(call.request().query()), place.type(), framework, settings.get());
    Page page = Page.of(place.rows(), query);
    return ResourceApi.typed(
        call, "resourcecollection", rendering(framework, place).collection(page, query));
  }

  private Reply item(RoutingContext call, Framework framework, Place place) {
    String url = place.url().substring(0, place.url().lastIndexOf('/'));
    Place rows = new Place(place.type(), place.rows(), null, url);
    MultiMap parameters = QueryText.parse(call.request().query());
    ItemQuery shape = ItemQuery.parse(parameters, new Attributes(place.type(), settings.get()));
    String etag = "\"" + Rendering.changeIndicator(place.row()) + "\"";
    return ResourceApi.typed(
            call, "resourceitem", rendering(framework, rows).item(place.row(), shape))
        .header("ETag", etag);
  }

  private Rendering rendering(Framework framework, Place place) {
    return new Rendering(place.type(), framework, settings.get(), place.url(), data.lines);
  }
}
