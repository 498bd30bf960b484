package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.spi.VendorFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure says what usually is its cause. */
class CausesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;hr.example could not be reached: Failed to resolve 'hr.example' [A(1)];DNS",
        "0;hr.example could not be reached: Connection refused: hr.example/10.0.0.1:8443;wrong"
            + " port",
        "0;hr.example could not be reached: connection timed out after 5000 ms;allow-list",
        "0;hr.example did not answer within 30 s;reverse proxy",
        "0;hr.example could not be reached: SSL handshake failed;TLS",
        "0;hr.example could not be reached: PKIX path building failed: certificate;TLS",
        "401;The vendor answered 401: (no words);OPRID",
        "403;The vendor answered 403;permission lists",
        "404;The vendor answered 404;wrong node",
        "302;The vendor answered 302 (it redirects to sso.example);login page",
        "503;The vendor answered 503;reverse proxy"
      })
  void everyFailureHasItsCause(int status, String words, String cause) {
    VendorFailure failure =
        status == 401
            ? VendorFailure.unauthorized(status, words)
            : status == 0 || status >= 500
                ? VendorFailure.unavailable(status, null, false, words)
                : VendorFailure.rejected(status, words);

    VendorFailure explained = Causes.explained(failure, "PSFT_HR");

    assertThat(explained.getMessage()).startsWith(words).contains("Likely cause").contains(cause);
    assertThat(explained.kind()).isEqualTo(failure.kind());
    assertThat(Causes.explained(explained, "PSFT_HR").getMessage())
        .as("once is enough")
        .isEqualTo(explained.getMessage());
  }

  @Test
  void whatSaysItsCauseItselfIsLeftAsItIs() {
    VendorFailure failure =
        VendorFailure.unavailable(0, null, false, "hr.example asks for a client certificate");
    failure.initCause(new IllegalStateException());

    assertThat(Causes.explained(failure, "PSFT_HR")).isSameAs(failure);
  }
}
