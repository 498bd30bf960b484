package io.mlconnector.tableau;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.testkit.HookAttacks;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged calls of events, whose secret is the end of their address. */
class HookAttacksTest {

  private static final Secret SECRET = new Secret("kQ9vT3xLm2Rz8WbN5yHc");

  @Test
  void noForgedCallIsBelieved() {
    Call call =
        new Call(
            Map.of(), Map.of(), SECRET.reveal(), bytes("{\"event_type\":\"DatasourceDeleted\"}"));

    new HookAttacks(
            new Events(),
            new FakeConnection(TableauSpec.spec(), "https://eu.online.tableau.com", ZoneOffset.UTC),
            SECRET,
            call,
            List.of("rest"),
            false)
        .check();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
