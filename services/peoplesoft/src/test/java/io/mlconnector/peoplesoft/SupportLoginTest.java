package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.peoplesoft.api.LoginApi;
import io.mlconnector.peoplesoft.api.LoginSoapApi;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.testkit.FakeConnection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A component interface is asked in the words of each of its two services. */
class SupportLoginTest {

  private final List<String> sent = new ArrayList<>();
  private String answer = "";
  private VendorFailure failure;

  private final FakeConnection connection =
      Offline.connection("America/Chicago")
          .answering(LoginApi.class, client(LoginApi.class))
          .answering(LoginSoapApi.class, client(LoginSoapApi.class));

  /** No class of its own: one that implements the interface would be taken for a resource. */
  private <T> T client(Class<T> api) {
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(),
            new Class<?>[] {api},
            (proxy, method, arguments) ->
                answered(method.getName() + " " + Arrays.toString(arguments))));
  }

  private String answered(String call) {
    sent.add(call);
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  private SupportLogin by(String way) {
    return new SupportLogin(connection.with("supportLogins", way));
  }

  @Test
  void aStatusIsReadAndRecordedByRest() {
    answer = "{\"EMPLID\":\"0100001\",\"MLC_LOGIN_STATUS\":\"I\",\"MLC_STATUS_DTTM\":\"\"}";
    assertThat(by("rest").status("0100001")).isEqualTo("I");
    answer = "{\"notification\":\"1\",\"detail\":\"\"}";

    by("rest").record("0100001", "A");

    assertThat(sent)
        .containsExactly(
            "get [PSFT_HR, MLC_SUPPORT_LOGIN, 0100001]",
            "put [PSFT_HR, MLC_SUPPORT_LOGIN, 0100001, {EMPLID=0100001, MLC_LOGIN_STATUS=A,"
                + " MLC_STATUS_DTTM=2026-03-01T06:00:00}]");
  }

  @Test
  void aStatusIsReadAndRecordedBySoap() {
    answer =
        "<e:Envelope xmlns:e=\"x\"><e:Body><r><EMPLID>0100001</EMPLID>"
            + "<MLC_LOGIN_STATUS>A</MLC_LOGIN_STATUS></r></e:Body></e:Envelope>";
    assertThat(by("soap").status("0100001")).isEqualTo("A");
    answer =
        "<e:Envelope xmlns:e=\"x\"><e:Body><notification>1</notification></e:Body></e:Envelope>";

    by("soap").record("0100001", "I");

    assertThat(sent.get(0))
        .startsWith("read [PSFT_HR, CI_MLC_SUPPORT_LOGIN_G.V1, ")
        .contains("<Get__CompIntfc__MLC_SUPPORT_LOGIN><EMPLID>0100001</EMPLID></Get__");
    assertThat(sent.get(1))
        .startsWith("write [PSFT_HR, CI_MLC_SUPPORT_LOGIN_UD.V1, ")
        .contains("<MLC_LOGIN_STATUS>I</MLC_LOGIN_STATUS>");
  }

  @Test
  void aRefusalWithStatus200IsARefusal() {
    answer = "{\"notification\":\"0\",\"detail\":\"Invalid value\"}";

    assertThatThrownBy(() -> by("rest").record("0100001", "A"))
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("Invalid value")
        .extracting(refused -> ((VendorFailure) refused).kind())
        .isEqualTo(Kind.REJECTED);
  }

  @Test
  void aFaultThatIsOursIsFinalAndTheServersIsTriedAgain() {
    failure = VendorFailure.unavailable(500, null, true, "500: SOAP-ENV:Client No rows exist");
    assertThatThrownBy(() -> by("soap").status("0999999"))
        .extracting(refused -> ((VendorFailure) refused).kind())
        .isEqualTo(Kind.REJECTED);

    failure = VendorFailure.unavailable(500, null, true, "500: SOAP-ENV:Server down");
    assertThatThrownBy(() -> by("soap").status("0999999"))
        .extracting(refused -> ((VendorFailure) refused).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void aPageForBrowsersIsNoAnswer() {
    answer = "<!DOCTYPE html><html><body>Sign in</body></html>";

    assertThatThrownBy(() -> by("rest").status("0100001"))
        .hasMessageContaining("login page")
        .extracting(refused -> ((VendorFailure) refused).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }
}
