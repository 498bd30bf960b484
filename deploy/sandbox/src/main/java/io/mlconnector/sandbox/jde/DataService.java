package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.jde.DataRequest.Order;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The data service: one table at a time, joined by nobody, in no order unless one is asked for
 * (sheet 3.2). {@code having}, views and most output types are not played.
 */
final class DataService {

  private static final Set<String> OF_A_BATCH =
      Set.of("batchDataRequest", "dataRequests", "token", "deviceName");

  private final Database database;
  private final RequestReader requests;
  private final ResultSets resultSets;
  private final Supplier<JdeSettings> settings;
  private int lastStack;

  DataService(
      Database database,
      RequestReader requests,
      ResultSets resultSets,
      Supplier<JdeSettings> settings) {
    this.database = database;
    this.requests = requests;
    this.resultSets = resultSets;
    this.settings = settings;
  }

  /** Answers a POST. */
  Reply answer(ObjectNode body, String user, String token) {
    if (body.path("batchDataRequest").asBoolean()) {
      return batch(body, user);
    }
    DataRequest request = requests.read(body, user);
    return request.type().equals(DataRequest.BROWSE)
        ? browse(request, found(request), token)
        : Reply.json(200, whole("ds_" + request.table().name(), aggregated(request)));
  }

  Reply answer(DataRequest request) {
    return browse(request, found(request), null);
  }

  private Reply batch(ObjectNode body, String user) {
    body.fieldNames()
        .forEachRemaining(
            name ->
                RequestReader.require(OF_A_BATCH.contains(name), name + " beside dataRequests"));
    ObjectNode all = SandboxJson.object();
    int i = 0;
    for (JsonNode each : body.path("dataRequests")) {
      RequestReader.require(each.isObject(), "dataRequests");
      DataRequest request = requests.read((ObjectNode) each, user);
      if (request.type().equals(DataRequest.BROWSE)) {
        List<Row> rows = found(request);
        String name = settings.get().rootPrefix().replaceFirst("_", "_" + i + "_");
        all.set(name + request.table().name(), page(request, rows));
      } else {
        all.set("ds_" + i + "_" + request.table().name(), aggregated(request));
      }
      i++;
    }
    RequestReader.require(i > 0, "dataRequests is empty");
    return Reply.json(200, framed(all));
  }

  /** Answers a next link; its rows may be gone. */
  Reply next(String rid, int stackId, String token) {
    ResultSets.ResultSet set = resultSets.take(rid, token, stackId);
    if (set == null) {
      ObjectNode gone = SandboxJson.object();
      gone.putArray("sysErrors")
          .addObject()
          .put("TITLE", "JAS_MSG347: The query results expired. Run the query again.");
      return Reply.json(500, gone);
    }
    return browse(set.request(), set.rows(), token);
  }

  private Reply browse(DataRequest request, List<Row> rows, String token) {
    String root = settings.get().rootPrefix() + request.table().name();
    ObjectNode all = whole(root, page(request, rows));
    if (request.nextPages() && token != null && rows.size() > request.pageSize()) {
      List<Row> rest =
          rows.subList(request.pageSize(), rows.size()).stream().map(Row::copy).toList();
      ResultSets.ResultSet kept = resultSets.keep(token, ++lastStack, request, rest);
      all.put("stackId", kept.stackId());
      all.put("rid", kept.rid());
      all.withArray("links").addObject().put("rel", "next").put("href", link(kept));
    }
    return Reply.json(200, all);
  }

  private String link(ResultSets.ResultSet kept) {
    return settings.get().nextLinkHost()
        + "/jderest/v2/dataservice/next?stackId="
        + kept.stackId()
        + "&stateId=1&rid="
        + kept.rid()
        + "&token="
        + URLEncoder.encode(kept.token(), StandardCharsets.UTF_8)
        + "&outputType="
        + kept.request().output();
  }

  private ObjectNode page(DataRequest request, List<Row> rows) {
    boolean more = rows.size() > request.pageSize();
    List<Row> first = more ? rows.subList(0, request.pageSize()) : rows;
    return GridRendering.browse(request, first, more, settings.get().padded());
  }

  private ObjectNode aggregated(DataRequest request) {
    List<Row> rows = found(request);
    return request.type().equals(DataRequest.COUNT)
        ? Aggregates.count(rows, settings.get().plainCount())
        : Aggregates.output(rows, request.aggregation());
  }

  private List<Row> found(DataRequest request) {
    if (!request.find()) {
      return List.of();
    }
    Collection<Row> all = database.rows(request.table());
    return all.stream().filter(request.query()).sorted(comparator(request.order())).toList();
  }

  private static Comparator<Row> comparator(List<Order> order) {
    Comparator<Row> all = null;
    for (Order each : order) {
      Comparator<Row> one = by(each.column());
      Comparator<Row> directed = each.descending() ? one.reversed() : one;
      all = all == null ? directed : all.thenComparing(directed);
    }
    Comparator<Row> lying = Comparator.comparingInt(Row::place);
    return all == null ? lying : all.thenComparing(lying);
  }

  @SuppressWarnings("unchecked")
  private static Comparator<Row> by(Column column) {
    return Comparator.comparing(row -> (Comparable<Object>) Operator.comparable(column, row));
  }

  private static ObjectNode whole(String name, ObjectNode content) {
    ObjectNode all = SandboxJson.object();
    all.set(name, content);
    if (name.startsWith("fs_")) {
      all.put("currentApp", name.substring("fs_".length()));
    }
    return framed(all);
  }

  private static ObjectNode framed(ObjectNode all) {
    all.put("stackId", 1).put("stateId", 1).put("rid", "");
    all.set("sysErrors", SandboxJson.array());
    ArrayNode links = all.putArray("links");
    links.removeAll();
    return all;
  }
}
