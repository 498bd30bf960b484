package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.UsersApi;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Zendesk answers to calls that it takes for nobody's, which the simulator does as well. */
class ZendeskCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":{\"id\":null,\"name\":\"Anonymous user\",\"role\":\"end-user\"}}",
        "{\"user\":{\"name\":\"Anonymous user\"}}",
        "{}"
      })
  void theAnonymousUserIsNoSignIn(String me) {
    VendorFailure failure =
        catchThrowableOfType(VendorFailure.class, () -> new Zendesk().check(answering(me)));

    assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.UNAUTHORIZED);
    assertThat(failure).hasMessageContaining("credentials are missing or wrong");
  }

  private static Connection answering(String me) {
    UsersApi users = stub(UsersApi.class, method -> CanonicalJson.read(me, JsonNode.class));
    return stub(Connection.class, method -> users);
  }

  private static <T> T stub(Class<T> type, Function<String, Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.apply(method.getName())));
  }
}
