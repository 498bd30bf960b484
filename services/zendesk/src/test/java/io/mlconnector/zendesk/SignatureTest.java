package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Refused;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final String SECRET = Signature.PUBLIC_SECRET;
  private static final String STAMP = "2025-01-02T03:04:05Z";
  private static final String KNOWN = "5fFLXBggt+JjJCL6zXJS56jfCMXFRoaf/JW2+Icq/3Y=";
  private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse(STAMP).plusSeconds(2);

  private static void check(String signature, String stamp, byte[] body, Instant now) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-zendesk-webhook-signature", signature);
    headers.put("x-zendesk-webhook-signature-timestamp", stamp);
    headers.values().removeIf(value -> value == null);
    Signature.check(
        new Call(headers, body),
        List.of(new Secret("another"), new Secret(SECRET)),
        now,
        Duration.ofMinutes(5));
  }

  private static String hmac(byte[] key, byte[]... parts) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return Base64.getEncoder().encodeToString(mac.doFinal());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theKnownAnswerIsTaken() {
    assertThat(Signature.sign(SECRET, STAMP, BODY)).isEqualTo(KNOWN);
    assertThatCode(() -> check(KNOWN, STAMP, BODY, NOW)).doesNotThrowAnyException();
  }

  @Test
  void thePublicTestSecretCountsForASimulatedAccountOnly() {
    Call call =
        new Call(
            Map.of(
                "x-zendesk-webhook-signature", KNOWN,
                "x-zendesk-webhook-signature-timestamp", STAMP,
                "x-zendesk-webhook-invocation-id", "i1"),
            BODY);
    List<Secret> secrets = List.of(new Secret(SECRET));

    assertThat(new Events().verify(account("http://127.0.0.1:8090"), secrets, call)).isEqualTo("1");
    assertThatThrownBy(
            () -> new Events().verify(account("https://acme.zendesk.com"), secrets, call))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("anybody knows");
  }

  /** By which a call that comes again is known: an event's id, else that of the invocation. */
  @Test
  void anEventIsKnownByItsIdAndATriggersCallByItsInvocation() {
    assertThat(id("{\"id\":\"e1\",\"type\":\"zen:event-type:ticket.created\"}", "i1"))
        .isEqualTo(id("{\"id\":\"e1\",\"type\":\"zen:event-type:ticket.created\"}", "i2"))
        .isEqualTo("e1");
    assertThat(id("{\"ticket_id\":\"4711\"}", "i1")).isEqualTo("i1");
    assertThat(id("{\"ticket_id\":\"4711\"}", "i2")).isEqualTo("i2");
  }

  private static String id(String text, String invocation) {
    byte[] body = bytes(text);
    Call call =
        new Call(
            Map.of(
                "x-zendesk-webhook-signature", Signature.sign("own", STAMP, body),
                "x-zendesk-webhook-signature-timestamp", STAMP,
                "x-zendesk-webhook-invocation-id", invocation),
            body);
    return new Events()
        .verify(account("https://acme.zendesk.com"), List.of(new Secret("own")), call);
  }

  private static Connection account(String url) {
    Settings settings =
        (Settings)
            Proxy.newProxyInstance(
                SignatureTest.class.getClassLoader(),
                new Class<?>[] {Settings.class},
                (proxy, method, arguments) -> Duration.ofMinutes(5));
    return (Connection)
        Proxy.newProxyInstance(
            SignatureTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "baseUrl" -> URI.create(url);
                  case "clock" -> Clock.fixed(NOW, ZoneOffset.UTC);
                  case "settings" -> settings;
                  default -> throw new AssertionError("asked for " + method.getName());
                });
  }

  @Test
  void theReversedOrderIsRefused() throws Exception {
    String reversed = hmac(bytes(SECRET), BODY, bytes(STAMP));

    assertThatThrownBy(() -> check(reversed, STAMP, BODY, NOW)).isInstanceOf(Refused.class);
    assertThat(
            hmac(
                bytes("HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA="),
                bytes("{\"say\": \"hello\"}"),
                bytes("2021-07-25T10:00:00Z")))
        .as("the older page's sample, which only verifies that way round")
        .isEqualTo("tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw=");
  }

  @Test
  void aDecodedKeyIsRefused() throws Exception {
    String decoded = hmac(Base64.getDecoder().decode(SECRET), bytes(STAMP), BODY);

    assertThatThrownBy(() -> check(decoded, STAMP, BODY, NOW)).isInstanceOf(Refused.class);
  }

  @Test
  void aBodyThatWasParsedAndWrittenAgainIsRefused() {
    byte[] indented = bytes("{\n   \"id\" : \"1\"\n}\n");
    String genuine = Signature.sign(SECRET, STAMP, indented);

    assertThatCode(() -> check(genuine, STAMP, indented, NOW)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(genuine, STAMP, BODY, NOW)).isInstanceOf(Refused.class);
  }

  @Test
  void aCallOfAnotherTimeIsRefusedEitherWay() {
    Instant stamp = Instant.parse(STAMP);

    assertThatCode(() -> check(KNOWN, STAMP, BODY, stamp.plusSeconds(299)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(KNOWN, STAMP, BODY, stamp.plusSeconds(301)))
        .hasMessageContaining("another time");
    assertThatThrownBy(() -> check(KNOWN, STAMP, BODY, stamp.minusSeconds(301)))
        .hasMessageContaining("another time");
  }

  @Test
  void aTimestampThatIsNoneOrMissingIsRefused() {
    String words = "yesterday";
    String signed = Signature.sign(SECRET, words, BODY);

    assertThatThrownBy(() -> check(signed, words, BODY, NOW)).hasMessageContaining("no time");
    assertThatThrownBy(() -> check(KNOWN, null, BODY, NOW)).hasMessageContaining("not signed");
    assertThatThrownBy(() -> check(null, STAMP, BODY, NOW)).hasMessageContaining("not signed");
  }
}
