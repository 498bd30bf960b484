package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of notification channels. They name records, many at a time; only that is taken from them,
 * and only once both the address and the token are ours.
 *
 * @see <a
 *     href="https://www.zoho.com/crm/developer/docs/api/v8/notifications/overview.html">Notifications</a>
 */
final class Notifications implements Webhook {

  static final String LIFE = "channelLife";

  static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              LIFE,
              Setting.Type.DURATION,
              "6d",
              "How long notification channels are asked for; a week is the most. They are renewed"
                  + " after a seventh of it."));

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public String verify(Connection connection, List<Secret> secrets, Call call) {
    JsonNode body = read(call);
    String channel = body.path("channel_id").asText("");
    String token = body.path("token").asText("");
    boolean ours = false;
    for (Secret secret : secrets) {
      ours |= new ChannelSecret(secret).matches(call.rest(), channel, token);
    }
    if (!ours) {
      throw new Refused("the address or the token is not that of a channel of ours");
    }
    String time = body.path("server_time").asText("");
    if (time.isEmpty()) {
      return "";
    }
    List<String> ids = new ArrayList<>(ids(body));
    ids.sort(null);
    return String.join(" ", channel, time, body.path("operation").asText(""), String.valueOf(ids));
  }

  /** Every id: the first one alone would lose the others in silence. */
  private static List<String> ids(JsonNode body) {
    List<String> ids = new ArrayList<>();
    JsonNode given = body.path("ids");
    if (given.isArray()) {
      given.forEach(id -> ids.add(id.asText()));
    } else if (given.isValueNode() && !given.isNull()) {
      ids.add(given.asText());
    }
    return ids;
  }

  /** Whatever the operation is called: reading the records again tells what became of them. */
  @Override
  public List<Notice> notices(Connection connection, Call call) {
    JsonNode body = read(call);
    String module = body.path("module").asText("");
    List<String> ids = ids(body);
    if (module.isEmpty() || ids.isEmpty()) {
      throw new Untranslatable("body", "names no module and ids");
    }
    for (String id : ids) {
      if (!id.matches("\\d{1,19}")) {
        throw new Untranslatable("ids", "holds something else than numbers");
      }
    }
    return Kind.ALL.stream()
        .filter(kind -> kind.module().equals(module))
        .map(kind -> new Notice(kind.stream(), ids))
        .toList();
  }

  private static JsonNode read(Call call) {
    try {
      return CanonicalJson.read(call.body(), JsonNode.class);
    } catch (IllegalArgumentException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  @Override
  public boolean registers() {
    return true;
  }

  @Override
  public Duration life(Settings settings) {
    return settings.duration(LIFE);
  }

  @Override
  public Secret register(Connection connection, URI address, URI before) {
    Channels channels = new Channels(connection);
    if (before != null && !before.equals(address)) {
      channels.disable(before);
    }
    return channels.enable(address).secret();
  }

  @Override
  public void unregister(Connection connection, URI address) {
    new Channels(connection).disable(address);
  }
}
