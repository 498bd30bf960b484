package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zoho.api.WatchApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Our channels at Zoho, one for each module: their numbers come from the address they call. */
final class Channels {

  private static final String UNKNOWN = "NOT_SUBSCRIBED";

  private final Connection connection;

  Channels(Connection connection) {
    this.connection = connection;
  }

  /** Replaces those that are alive and makes the others, with a new secret. */
  ChannelSecret enable(URI address) {
    ChannelSecret secret = ChannelSecret.random();
    Map<String, ObjectNode> wanted = new TreeMap<>();
    for (Kind kind : Kind.ALL) {
      wanted.put(id(address, kind), channel(address, kind, secret));
    }
    List<String> ids = List.copyOf(wanted.keySet());
    WatchApi api = connection.client(WatchApi.class);
    JsonNode replaced = answer(() -> api.replace(body(ids, wanted)));
    List<String> lapsed = ids.stream().filter(id -> !good(replaced, ids.indexOf(id))).toList();
    if (!lapsed.isEmpty()) {
      JsonNode made = answer(() -> api.enable(body(lapsed, wanted)));
      for (int i = 0; i < lapsed.size(); i++) {
        if (!good(made, i)) {
          throw refused(made.path("watch").path(i));
        }
      }
    }
    return secret;
  }

  private ObjectNode channel(URI address, Kind kind, ChannelSecret secret) {
    String id = id(address, kind);
    ObjectNode channel =
        JsonNodeFactory.instance
            .objectNode()
            .put("channel_id", id)
            .put("token", secret.token(id))
            .put("notify_url", address + "/" + secret.path())
            .put(
                "channel_expiry",
                Coql.stamp(
                    connection
                        .clock()
                        .instant()
                        .plus(connection.settings().duration(Notifications.LIFE))))
            .put("notify_on_related_action", false);
    channel.putArray("events").add(kind.module() + ".all");
    return channel;
  }

  private static ObjectNode body(List<String> ids, Map<String, ObjectNode> wanted) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode watch = body.putArray("watch");
    ids.forEach(id -> watch.add(wanted.get(id)));
    return body;
  }

  /** Ends the channels that call an address; one that has ended is no failure. */
  void disable(URI address) {
    List<String> ids = Kind.ALL.stream().map(kind -> id(address, kind)).toList();
    JsonNode answer =
        answer(() -> connection.client(WatchApi.class).disable(String.join(",", ids)));
    for (int i = 0; i < ids.size(); i++) {
      good(answer, i);
    }
  }

  private interface Call {
    JsonNode make();
  }

  /** What became of each channel, also where the status says that not all went well. */
  private static JsonNode answer(Call call) {
    try {
      JsonNode answer = call.make();
      return answer == null ? JsonNodeFactory.instance.objectNode() : answer;
    } catch (VendorFailure e) {
      if (e.kind() == VendorFailure.Kind.REJECTED
          && e.body() != null
          && e.body().path("watch").isArray()) {
        return e.body();
      }
      throw e;
    }
  }

  /**
   * Whether it went well; false where the channel is not there.
   *
   * @throws VendorFailure where Zoho refuses for another reason
   */
  private static boolean good(JsonNode answer, int index) {
    JsonNode one = answer.path("watch").path(index);
    String code = one.path("code").asText();
    if (!code.equals("SUCCESS") && !code.equals(UNKNOWN)) {
      throw refused(one);
    }
    return code.equals("SUCCESS");
  }

  private static VendorFailure refused(JsonNode one) {
    return VendorFailure.rejected(
        200,
        "Zoho makes no channel: %s, %s"
            .formatted(one.path("code").asText("no code"), one.path("message").asText("no words")));
  }

  /** A number of up to 18 digits, the same for the same address and module. */
  static String id(URI address, Kind kind) {
    UUID hash =
        UUID.nameUUIDFromBytes((address + " " + kind.module()).getBytes(StandardCharsets.UTF_8));
    return String.valueOf(
        1 + Math.floorMod(hash.getMostSignificantBits(), 999_999_999_999_999_999L));
  }
}
