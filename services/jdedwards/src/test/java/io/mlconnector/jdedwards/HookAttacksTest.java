package io.mlconnector.jdedwards;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.testkit.HookAttacks;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged calls that name address numbers; they carry a secret. */
class HookAttacksTest {

  private static final Secret SECRET = new Secret("kQ9vT3xLm2Rz8WbN5yHc");

  @Test
  void noForgedCallIsBelieved() {
    Call call =
        new Call(
            Map.of("x-mlconnector-secret", SECRET.reveal()),
            bytes("{\"addressNumbers\":[4242],\"id\":\"1\"}"));

    new HookAttacks(
            new AddressNumbers(),
            new FakeConnection(JdeSpec.spec(), "https://ais.example:7077", ZoneOffset.UTC),
            SECRET,
            call,
            List.of("x-mlconnector-secret"),
            false)
        .check();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
