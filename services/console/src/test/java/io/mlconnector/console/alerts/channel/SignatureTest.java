package io.mlconnector.console.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  private static final String FIRST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SECOND = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  @TempDir Path folder;

  /** The vector of the specification's own libraries, computed again with openssl. */
  @Test
  void itIsTheOneOfTheSpecificationsLibraries() throws IOException {
    assertThat(
            Signature.of(
                Signature.secrets(List.of(file(FIRST))),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void whileSecretsChangeThereIsOneOfEach() throws IOException {
    assertThat(
            Signature.of(
                Signature.secrets(List.of(file(SECOND), file(FIRST))),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .isEqualTo(
            "v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44="
                + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void lettersBeyondAsciiAreSignedAsTheyAreSent() throws IOException {
    assertThat(
            Signature.of(
                Signature.secrets(List.of(file(SECOND))),
                "msg_1",
                Instant.ofEpochMilli(1700000000_999L),
                "{\"über\":\"ä€\"}"))
        .isEqualTo("v1,nqnLZPcPAv5PZBqz9OX/rb57sj2j2N15vOehtai5oiY=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_no base 64 at all, whatever it is"
      })
  void whatIsNoSecretIsRefusedWithoutBeingQuoted(String text) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> Signature.secrets(List.of(file)))
        .hasMessage(
            "the secret file %s must hold whsec_ and base64 of 24 to 64 bytes".formatted(file));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "secret", null), text + "\n");
  }
}
