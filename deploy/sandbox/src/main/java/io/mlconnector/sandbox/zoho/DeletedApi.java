package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was deleted (sheet B2): sixty days in the recycle bin, then permanent, then no longer
 * listed.
 *
 * @see <a
 *     href="https://www.zoho.com/crm/developer/docs/api/v8/get-deleted-records.html">deleted</a>
 */
final class DeletedApi {

  private static final Duration BIN = Duration.ofDays(60);
  private static final Set<String> TYPES = Set.of("all", "recycle", "permanent");

  private final Org org;
  private final Rendering rendering;
  private final Supplier<ZohoSettings> settings;

  DeletedApi(Org org, Rendering rendering, Supplier<ZohoSettings> settings) {
    this.org = org;
    this.rendering = rendering;
    this.settings = settings;
  }

  Reply list(CrmModule module, ApiCall call) {
    call.onlyTakes("type", "page", "per_page");
    String type = call.parameter("type") == null ? "all" : call.parameter("type");
    if (!TYPES.contains(type)) {
      throw Refusal.parameter("type", "type is one of " + TYPES);
    }
    int perPage = call.number("per_page", ListApi.LARGEST_PAGE, 1, ListApi.LARGEST_PAGE);
    int page = call.number("page", 1, 1, 100_000);
    Optional<Instant> since = call.time("If-Modified-Since");
    Duration listed = BIN.plusDays(settings.get().permanentDays());
    Instant now = org.exactly();
    List<Deleted> all =
        org.bin(module).values().stream()
            .filter(each -> now.isBefore(each.permanentSince(BIN).plus(listed.minus(BIN))))
            .filter(each -> type.equals("all") || type.equals(kind(each, now)))
            .filter(each -> since.filter(time -> !each.time().isAfter(time)).isEmpty())
            .sorted(Comparator.comparing(Deleted::time).reversed())
            .toList();
    int from = (page - 1) * perPage;
    if (all.size() <= from) {
      return Reply.empty(since.isPresent() && all.isEmpty() ? 304 : 204);
    }
    List<Deleted> shown = all.subList(from, Math.min(all.size(), from + perPage));
    ObjectNode answer = SandboxJson.object();
    ArrayNode data = answer.putArray("data");
    shown.forEach(each -> data.add(render(each, kind(each, now))));
    answer
        .putObject("info")
        .put("per_page", perPage)
        .put("count", shown.size())
        .put("page", page)
        .put("more_records", from + shown.size() < all.size());
    return Reply.json(200, answer);
  }

  private static String kind(Deleted deleted, Instant now) {
    return now.isBefore(deleted.permanentSince(BIN)) ? "recycle" : "permanent";
  }

  private ObjectNode render(Deleted deleted, String type) {
    ObjectNode json = SandboxJson.object();
    json.put("id", deleted.record().key()).put("display_name", deleted.displayName());
    json.put("type", type).put("deleted_time", rendering.time(deleted.time()));
    json.set("deleted_by", Rendering.author(deleted.by()));
    json.set("created_by", Rendering.author(deleted.record().createdBy));
    return json;
  }
}
