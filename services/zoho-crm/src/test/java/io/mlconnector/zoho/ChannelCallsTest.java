package io.mlconnector.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Notice;
import io.mlconnector.spi.Webhook.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls as Zoho makes them, genuine and not. */
class ChannelCallsTest {

  private final Notifications hook = new Notifications();
  private final ChannelSecret secret = ChannelSecret.random();

  private String body(String channel, String token, String ids) {
    return """
    {"server_time": 1795258800123, "query_params": {}, "module": "Accounts",
     "resource_uri": "https://www.zohoapis.eu/crm/v8/Accounts", "ids": %s,
     "affected_fields": [], "operation": "update", "channel_id": %s, "token": "%s"}\
    """
        .formatted(ids, channel, token);
  }

  private static Call call(String rest, String body) {
    return new Call(Map.of(), Map.of(), rest, body.getBytes(StandardCharsets.UTF_8));
  }

  private String verified(String rest, String body) {
    return hook.verify(null, List.of(secret.secret()), call(rest, body));
  }

  @Test
  void aGenuineCallIsKnownByItsAddressAndItsTokenWhetherTheChannelIsANumberOrAText() {
    String token = secret.token("77");

    assertThat(token).hasSizeLessThanOrEqualTo(50);
    assertThat(verified(secret.path(), body("77", token, "[\"1\"]"))).isNotBlank();
    assertThat(verified(secret.path(), body("\"77\"", token, "[\"1\"]"))).isNotBlank();
  }

  @Test
  void neitherTheAddressNorTheTokenAloneIsEnough() {
    String token = secret.token("77");

    assertThatThrownBy(() -> verified("", body("77", token, "[\"1\"]")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> verified(secret.path(), body("77", "wrong", "[\"1\"]")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> verified(secret.path(), body("78", token, "[\"1\"]")))
        .as("another channel's token")
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> verified(secret.path(), "no json")).isInstanceOf(Refused.class);
  }

  @Test
  void aCallOfTheChannelBeforeItsRenewalIsStillTaken() {
    List<Secret> both = List.of(ChannelSecret.random().secret(), secret.secret());

    assertThat(
            hook.verify(null, both, call(secret.path(), body("77", secret.token("77"), "[\"1\"]"))))
        .isNotBlank();
  }

  @Test
  void theSameCallIsTheSameDeliveryWhateverTheOrderOfItsIds() {
    String token = secret.token("77");

    String one = verified(secret.path(), body("77", token, "[\"1\", \"2\"]"));
    String two = verified(secret.path(), body("77", token, "[\"2\", \"1\"]"));
    String other = verified(secret.path(), body("77", token, "[\"3\"]"));

    assertThat(one).isEqualTo(two).isNotEqualTo(other);
  }

  @Test
  void everyIdIsReadAgainAndNotTheFirstAlone() {
    assertThat(hook.notices(null, call("", body("77", "t", "[\"1\", \"2\", 3]"))))
        .containsExactly(new Notice("customers", List.of("1", "2", "3")));
  }

  @Test
  void aCallWithoutIdsIsNoCallThatCanBeUnderstood() {
    assertThatThrownBy(() -> hook.notices(null, call("", "{\"module\":\"Accounts\"}")))
        .isInstanceOf(Untranslatable.class);
    assertThatThrownBy(() -> hook.notices(null, call("", body("7", "t", "[\"1' or '1\"]"))))
        .isInstanceOf(Untranslatable.class);
  }
}
