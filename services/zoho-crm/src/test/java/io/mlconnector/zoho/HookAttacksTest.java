package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Refused;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.testkit.HookAttacks;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged calls of channels, which show the end of an address and a token in the body. */
class HookAttacksTest {

  private static final Secret SECRET = new Secret("kQ9vT3xLm2Rz8WbN5yHc");

  private final ChannelSecret channel = new ChannelSecret(SECRET);
  private final FakeConnection connection =
      new FakeConnection(new Zoho().connectionSpec(), "https://accounts.zoho.eu", ZoneOffset.UTC);

  @Test
  void noForgedCallIsBelieved() {
    new HookAttacks(
            new Notifications(),
            connection,
            SECRET,
            call(channel.token("7")),
            List.of("rest"),
            false)
        .check();
  }

  @Test
  void noForgedTokenIsBelieved() {
    List<String> tokens = new ArrayList<>(HostileTexts.values());
    tokens.addAll(List.of("", " ", "0", "null", "x".repeat(100_000)));
    tokens.add(channel.token("8"));
    tokens.add(channel.path());
    tokens.add(channel.token("7") + "A");
    tokens.add(channel.token("7").toLowerCase(Locale.ROOT));
    tokens.add(new ChannelSecret(new Secret("another")).token("7"));
    for (String token : tokens) {
      assertThatThrownBy(() -> new Notifications().verify(connection, List.of(SECRET), call(token)))
          .isInstanceOf(Refused.class)
          .message()
          .doesNotContain(HostileTexts.MARK);
    }
  }

  private Call call(String token) {
    Map<String, Object> body =
        Map.of("channel_id", "7", "token", token, "module", "Accounts", "ids", List.of("1"));
    return new Call(Map.of(), Map.of(), channel.path(), CanonicalJson.bytes(body));
  }
}
