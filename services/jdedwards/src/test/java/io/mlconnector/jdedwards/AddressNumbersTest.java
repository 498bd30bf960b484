package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Notice;
import io.mlconnector.spi.Webhook.Refused;
import io.mlconnector.testkit.FakeConnection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever knows the secret may name address numbers, and nothing else. */
class AddressNumbersTest {

  private final FakeConnection connection = Offline.connection();
  private final AddressNumbers hook = new AddressNumbers();
  private final List<Secret> secrets = List.of(new Secret("old"), new Secret("new"));

  private static Call call(String secret, String body) {
    Map<String, String> headers =
        secret == null ? Map.of() : Map.of("x-mlconnector-secret", secret);
    return new Call(headers, body.getBytes());
  }

  @Test
  void aCallWithOneOfTheSecretsIsBelievedAndKnownByItsId() {
    assertThat(hook.verify(connection, secrets, call("new", "{\"id\":\"run-7\"}")))
        .isEqualTo("run-7");
    assertThatThrownBy(() -> hook.verify(connection, secrets, call("other", "{}")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> hook.verify(connection, secrets, call(null, "{}")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void anEntryThatChangesTwiceIsToldOfTwice() {
    Call first = call("new", "{\"addressNumbers\":[4242]}");
    Call second = call("new", "{\"addressNumbers\":[4242]}");

    assertThat(hook.verify(connection, secrets, first))
        .isNotBlank()
        .isNotEqualTo(hook.verify(connection, secrets, second));
  }

  @Test
  void everyStreamReadsWhatItIsToldOf() {
    List<Notice> notices =
        hook.notices(connection, call("new", "{\"addressNumbers\":[4242,\"4243\"]}"));

    assertThat(notices)
        .containsExactly(
            new Notice("customers", List.of("4242", "4243")),
            new Notice("vendors", List.of("4242", "4243")),
            new Notice("contacts", List.of("4242", "4243")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "{\"addressNumbers\":[]}",
        "{\"addressNumbers\":[\"1 or 1=1\"]}",
        "{\"addressNumbers\":4242}"
      })
  void whatNamesNoAddressNumberSaysWhatItShouldHave(String body) {
    assertThatThrownBy(() -> hook.notices(connection, call("new", body)))
        .isInstanceOf(Untranslatable.class)
        .hasMessageContaining("addressNumbers");
  }
}
