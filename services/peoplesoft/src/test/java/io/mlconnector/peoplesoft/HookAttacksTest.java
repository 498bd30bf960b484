package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.testkit.HookAttacks;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged messages of Integration Broker; they carry a secret. */
class HookAttacksTest {

  private static final Secret SECRET = new Secret("kQ9vT3xLm2Rz8WbN5yHc");

  @Test
  void noForgedMessageIsBelieved() {
    Call call =
        new Call(
            Map.of("x-mlconnector-secret", SECRET.reveal()),
            bytes("<PERSON_BASIC_SYNC><MsgData><Transaction/></MsgData></PERSON_BASIC_SYNC>"));

    new HookAttacks(
            new Messages(),
            new FakeConnection(PsSpec.spec(), "https://hr.example:8443", ZoneOffset.UTC),
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
