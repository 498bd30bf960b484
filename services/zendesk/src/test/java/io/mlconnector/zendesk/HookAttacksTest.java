package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Refused;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.testkit.HookAttacks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Forged calls of events: each is signed over its time and its bytes. */
class HookAttacksTest {

  private static final Secret SECRET = new Secret("kQ9vT3xLm2Rz8WbN5yHc");

  @Test
  void noForgedCallIsBelieved() {
    byte[] body = bytes("{\"id\":\"1\",\"ticket_id\":\"7\"}");
    FakeConnection connection =
        new FakeConnection(
            new Zendesk().connectionSpec(), "https://acme.zendesk.com", ZoneOffset.UTC);
    String now = connection.now.toString();
    Map<String, String> headers =
        Map.of(
            "x-zendesk-webhook-signature",
            Signature.sign(SECRET.reveal(), now, body),
            "x-zendesk-webhook-signature-timestamp",
            now);

    new HookAttacks(
            new Events(),
            connection,
            SECRET,
            new Call(headers, body),
            List.of("x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp"),
            true)
        .check();
  }

  /** The clock of a call may be wrong in both directions, and no further than the window. */
  @Test
  void aCallOfAnotherTimeIsRefusedAlthoughItIsSigned() {
    FakeConnection connection =
        new FakeConnection(
            new Zendesk().connectionSpec(), "https://acme.zendesk.com", ZoneOffset.UTC);
    Duration window = connection.settings().duration("webhookWindow");
    byte[] body = bytes("{\"id\":\"1\",\"ticket_id\":\"7\"}");
    for (Duration off : List.of(window, window.negated(), Duration.ZERO)) {
      assertThat(
              new Events()
                  .verify(connection, List.of(SECRET), signed(connection.now.plus(off), body)))
          .isEqualTo("1");
    }
    for (String time :
        List.of(
            connection.now.plus(window).plusSeconds(1).toString(),
            connection.now.minus(window).minusSeconds(1).toString(),
            Instant.MAX.toString(),
            Instant.MIN.toString(),
            Instant.EPOCH.toString(),
            String.valueOf(connection.now.getEpochSecond()),
            connection.now + "\n",
            "tomorrow",
            "")) {
      assertThatThrownBy(() -> new Events().verify(connection, List.of(SECRET), signed(time, body)))
          .as(time)
          .isInstanceOf(Refused.class);
    }
  }

  private static Call signed(Object time, byte[] body) {
    return new Call(
        Map.of(
            "x-zendesk-webhook-signature",
            Signature.sign(SECRET.reveal(), time.toString(), body),
            "x-zendesk-webhook-signature-timestamp",
            time.toString()),
        body);
  }

  @Test
  void anotherAlgorithmIsNoSignature() throws Exception {
    byte[] body = bytes("{\"id\":\"1\"}");
    FakeConnection connection =
        new FakeConnection(
            new Zendesk().connectionSpec(), "https://acme.zendesk.com", ZoneOffset.UTC);
    String now = connection.now.toString();
    for (String algorithm : List.of("HmacMD5", "HmacSHA1", "HmacSHA384", "HmacSHA512")) {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(SECRET.reveal()), algorithm));
      mac.update(bytes(now));
      byte[] signature = mac.doFinal(body);
      for (String written :
          List.of(
              Base64.getEncoder().encodeToString(signature), HexFormat.of().formatHex(signature))) {
        Map<String, String> headers =
            Map.of(
                "x-zendesk-webhook-signature", written,
                "x-zendesk-webhook-signature-timestamp", now);
        assertThatThrownBy(
                () -> new Events().verify(connection, List.of(SECRET), new Call(headers, body)))
            .isInstanceOf(Refused.class);
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
