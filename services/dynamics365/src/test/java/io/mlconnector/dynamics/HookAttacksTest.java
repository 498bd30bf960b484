package io.mlconnector.dynamics;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.testkit.HookAttacks;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged calls of business events, which carry a secret and are signed by nothing. */
class HookAttacksTest {

  private static final Secret SECRET = new Secret("kQ9vT3xLm2Rz8WbN5yHc");

  private final FakeConnection connection =
      new FakeConnection(
          new Dynamics365().connectionSpec(),
          "https://acme.operations.dynamics.com",
          ZoneOffset.UTC);

  private final byte[] body = bytes("{\"BusinessEventId\":\"X\",\"EventId\":\"1\"}");

  @Test
  void noForgedCallIsBelieved() {
    Call call = new Call(Map.of("x-mlconnector-secret", SECRET.reveal()), body);

    new HookAttacks(
            new BusinessEvents(), connection, SECRET, call, List.of("x-mlconnector-secret"), false)
        .check();
  }

  @Test
  void noForgedAddressIsBelieved() {
    Call call = new Call(Map.of(), Map.of("code", SECRET.reveal()), body);

    new HookAttacks(new BusinessEvents(), connection, SECRET, call, List.of("query:code"), false)
        .check();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
