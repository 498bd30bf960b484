package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code /actions/watch}: enable, replace, change, look at and disable channels (sheet B3). The id
 * of a channel comes back as a number here and as a text there.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html">watch</a>
 */
final class WatchApi {

  private final Org org;
  private final Channels channels;
  private final Rendering rendering;
  private final Supplier<ZohoSettings> settings;

  WatchApi(Org org, Channels channels, Rendering rendering, Supplier<ZohoSettings> settings) {
    this.org = org;
    this.channels = channels;
    this.rendering = rendering;
    this.settings = settings;
  }

  Reply enable(ApiCall call) {
    call.onlyTakes();
    return each(
        call,
        201,
        body -> {
          Channel channel = body.whole();
          if (!settings.get().channelsReplaced() && channels.alive(channel.id()).isPresent()) {
            throw refusal("DUPLICATE_DATA", "the channel is enabled already", channel.id());
          }
          return put(channel, "Successfully subscribed for actions-watch of the given module");
        });
  }

  Reply replace(ApiCall call) {
    call.onlyTakes();
    return each(
        call,
        200,
        body -> {
          subscribed(body.id());
          return put(body.whole(), "Successfully updated the actions-watch");
        });
  }

  Reply change(ApiCall call) {
    call.onlyTakes();
    return each(
        call,
        200,
        body -> {
          Channel channel = body.over(subscribed(body.id()));
          if (channel.events().isEmpty()) {
            channels.remove(channel.id());
            return SandboxJson.object()
                .put("code", "SUCCESS")
                .put("message", "Successfully unsubscribed")
                .put("status", "success");
          }
          return put(channel, "Successfully updated the actions-watch");
        });
  }

  Reply details(ApiCall call) {
    call.onlyTakes("channel_id", "module", "page", "per_page");
    int perPage = call.number("per_page", ListApi.LARGEST_PAGE, 1, ListApi.LARGEST_PAGE);
    int page = call.number("page", 1, 1, 100_000);
    String id = call.parameter("channel_id");
    String module = call.parameter("module");
    List<Channel> found =
        channels.alive().stream()
            .filter(each -> id == null || each.id().equals(id))
            .filter(
                each ->
                    module == null
                        || each.events().stream().anyMatch(e -> e.startsWith(module + ".")))
            .toList();
    int from = (page - 1) * perPage;
    if (found.size() <= from) {
      return Reply.empty(204);
    }
    List<Channel> shown = found.subList(from, Math.min(found.size(), from + perPage));
    ObjectNode answer = SandboxJson.object();
    ArrayNode watch = answer.putArray("watch");
    shown.forEach(each -> show(watch, each));
    answer
        .putObject("info")
        .put("per_page", perPage)
        .put("count", watch.size())
        .put("page", page)
        .put("more_records", from + shown.size() < found.size());
    return Reply.json(200, answer);
  }

  private void show(ArrayNode watch, Channel channel) {
    String module = channel.events().iterator().next().split("\\.")[0];
    ObjectNode json = watch.addObject();
    json.put("channel_id", channel.id()).put("token", channel.token());
    json.put("notify_url", channel.notifyUrl());
    json.put("channel_expiry", rendering.time(channel.expiry()));
    json.put("resource_uri", "/crm/v8/" + module).put("resource_name", module);
    json.put("resource_id", ModulesApi.idOf(module));
    json.put("notify_on_related_action", channel.related());
    json.put("return_affected_field_values", channel.withValues());
    channel.events().forEach(json.putArray("events")::add);
  }

  Reply disable(ApiCall call) {
    call.onlyTakes("channel_ids");
    String ids = call.parameter("channel_ids");
    if (ids == null) {
      throw Refusal.missing("channel_ids");
    }
    ObjectNode answer = SandboxJson.object();
    ArrayNode watch = answer.putArray("watch");
    int failed = 0;
    for (String id : ids.split(",")) {
      if (channels.remove(id)) {
        ObjectNode done = watch.addObject().put("code", "SUCCESS");
        done.putObject("details").put("channel_id", id);
        done.put("message", "Successfully unsubscribed for actions-watch").put("status", "success");
      } else {
        failed++;
        watch.add(notSubscribed(id).json());
      }
    }
    return Reply.json(failed == 0 ? 200 : 400, answer);
  }

  private Reply each(ApiCall call, int good, Function<ChannelBody, ObjectNode> work) {
    JsonNode given = call.json().path("watch");
    if (!given.isArray() || given.isEmpty()) {
      throw Refusal.field("MANDATORY_NOT_FOUND", "watch", "$.watch", "required field not found");
    }
    ObjectNode answer = SandboxJson.object();
    ArrayNode watch = answer.putArray("watch");
    int status = good;
    for (JsonNode one : given) {
      try {
        watch.add(work.apply(new ChannelBody(org, one, "$.watch[" + watch.size() + "]")));
      } catch (Refusal refusal) {
        status = refusal.code.equals("NOT_SUBSCRIBED") ? 400 : 202;
        watch.add(refusal.json());
      }
    }
    return Reply.json(status, answer);
  }

  private ObjectNode put(Channel channel, String message) {
    channels.put(channel);
    return ChannelBody.done(channel, rendering, message);
  }

  private Channel subscribed(String id) {
    return channels.alive(id).orElseThrow(() -> notSubscribed(id));
  }

  private static Refusal notSubscribed(String id) {
    return refusal("NOT_SUBSCRIBED", "the channel is not subscribed", id);
  }

  private static Refusal refusal(String code, String message, String id) {
    return new Refusal(400, code, message, SandboxJson.object().put("channel_id", id));
  }
}
