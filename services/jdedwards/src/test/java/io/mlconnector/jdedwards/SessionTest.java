package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.jdedwards.api.SessionApi;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.Token;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.testkit.FakeConnection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session is for one device and one environment, and is asked after instead of opened anew. */
class SessionTest {

  private final FakeConnection connection = Offline.connection();
  private final Map<String, String> auth =
      new HashMap<>(Map.of("username", "MLC", "password", "s3cret", "environment", "JPD920"));
  private final List<String> said = new ArrayList<>();
  private String answer =
      "{\"username\":\"MLC\",\"environment\":\"JPD920\",\"role\":\"*ALL\",\"userInfo\":"
          + "{\"token\":\"044tok\",\"simpleDateFormat\":\"dd/MM/yyyy\"}}";
  private VendorFailure failure;

  /** No class of its own, which would be taken for an endpoint of the service under test. */
  private final SessionApi api =
      (SessionApi)
          Proxy.newProxyInstance(
              SessionApi.class.getClassLoader(),
              new Class<?>[] {SessionApi.class},
              (proxy, method, arguments) -> called(method.getName(), arguments));

  private Object called(String method, Object[] arguments) {
    switch (method) {
      case "open" -> said.add("open " + arguments[0]);
      case "openBy" ->
          said.add(
              "open by %s %s %s"
                  .formatted(
                      String.valueOf(arguments[0]).split(" ")[0], arguments[1], arguments[3]));
      default -> said.add(method);
    }
    JsonNode answered = answered();
    return method.startsWith("open") ? answered : "";
  }

  SessionTest() {
    connection.answering(SessionApi.class, api);
  }

  private JsonNode answered() {
    if (failure != null) {
      throw failure;
    }
    return CanonicalJson.read(answer, JsonNode.class);
  }

  private AuthInput input() {
    return new AuthInput(connection.baseUrl(), FakeConnection.of(auth), connection.settings());
  }

  @Test
  void aSessionIsOpenedForADeviceOfItsOwnAndTellsHowDatesAreWritten() {
    Token token = Session.withBody(input()).signIn(connection);

    assertThat(said).singleElement().asString().contains("\"deviceName\":\"ml-connector-test\"");
    assertThat(token.header()).isEqualTo("jde-AIS-Auth");
    assertThat(token.value().reveal()).isEqualTo("044tok");
    assertThat(token.expires()).isEqualTo(connection.now.plus(Duration.ofMinutes(25)));
    assertThat(token.facts()).containsEntry(Session.DATE_FORMAT, "dd/MM/yyyy");
  }

  @Test
  void basicAndJwtGoInTheHeaderWithTheDevice() {
    auth.put("jwt", "eyJ.x.y");

    Session.withBasic(input()).signIn(connection);
    Session.withJwt(input()).signIn(connection);

    assertThat(said)
        .containsExactly(
            "open by Basic JPD920 ml-connector-test", "open by Bearer JPD920 ml-connector-test");
  }

  @Test
  void anotherEnvironmentThanTheOneMeantIsNoSignIn() {
    answer = answer.replace("JPD920", "JDV920");

    assertThatThrownBy(() -> Session.withBody(input()).signIn(connection))
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("environment JDV920 instead of JPD920");
  }

  @Test
  void aForbiddenHostSaysWhichListLacksIt() {
    failure = VendorFailure.rejected(405, "The vendor answered 405.");

    assertThatThrownBy(() -> Session.withBody(input()).signIn(connection))
        .hasMessageContaining("allowed AIS hosts");
  }

  @Test
  void onlyTheStatusOfAValidationCounts() {
    Session session = Session.withBody(input());
    Token token = session.signIn(connection);

    assertThat(session.extend(connection, token)).isPresent();
    failure = VendorFailure.rejected(444, "Invalid Token");
    assertThat(session.extend(connection, token)).isEmpty();
    failure = VendorFailure.unavailable(503, null, true, "down");
    assertThatThrownBy(() -> session.extend(connection, token)).isSameAs(failure);
  }

  @Test
  void aSessionIsOverAt444AndAt403OnlyWhereTheTokenIsWrong() {
    Session session = Session.withBody(input());

    assertThat(session.ended(VendorFailure.rejected(444, "?"), false)).isTrue();
    assertThat(session.ended(VendorFailure.rejected(403, "403: Invalid Token"), false)).isTrue();
    assertThat(session.ended(VendorFailure.rejected(403, "lacks a right"), false)).isFalse();
    VendorFailure html = VendorFailure.unavailable(500, null, true, "HTML session expired");
    assertThat(session.ended(html, true)).as("a read").isTrue();
    assertThat(session.ended(html, false)).as("a write, which may have been done").isFalse();
  }

  @Test
  void aCallThatWasNotAnsweredInTimeNamesTheLikelyCausesAndAnErrorOfTheServersDoesNot() {
    VendorFailure late = VendorFailure.unavailable(0, null, true, "No answer in 30 s");
    VendorFailure gateway = VendorFailure.unavailable(504, null, true, "Gateway timeout");
    VendorFailure own = VendorFailure.unavailable(500, null, true, "JAS_MSG347");

    assertThat(Unreachable.explained(late)).hasMessageContainingAll("allow-list", "reverse proxy");
    assertThat(Unreachable.explained(gateway)).hasMessageContaining("reverse proxy");
    assertThat(Unreachable.explained(own)).isSameAs(own);
  }
}
