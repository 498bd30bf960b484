package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where credentials go when a sign-in is sent on, and where they do not. */
class PodTest {

  private static final List<String> TRUSTED = List.of("tableau-2.example.com");

  @ParameterizedTest
  @CsvSource({
    "https://online.tableau.com,https://10ax.online.tableau.com/api/3.27/auth/signin",
    "https://10ax.online.tableau.com,https://prod-useast-b.online.tableau.com/api/3.27/auth/signin",
    "https://tableau.example.com,https://tableau.example.com/api/3.27/auth/signin",
    "https://tableau.example.com,https://TABLEAU-2.example.com:443/api/3.27/auth/signin",
    "http://127.0.0.1:8100,http://127.0.0.1:8099/api/3.27/auth/signin"
  })
  void aHostOfTheServersIsFollowedWithoutItsPath(URI base, URI movedTo) {
    URI pod = Pod.of(base, movedTo, TRUSTED);

    assertThat(pod.getRawAuthority()).isEqualTo(movedTo.getRawAuthority());
    assertThat(pod.getPath()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://online.tableau.com,https://evil.example/api/3.27/auth/signin",
    "https://online.tableau.com,http://10ax.online.tableau.com/api/3.27/auth/signin",
    "https://online.tableau.com,https://10ax.online.tableau.com:8443/api/3.27/auth/signin",
    "https://online.tableau.com,https://10ax-online.tableau.com/api/3.27/auth/signin",
    "https://online.tableau.com,https://online.tableau.com.evil.example/api",
    "https://tableau.example.com,https://10ax.online.tableau.com/api",
    "https://tableau.example.com,https://127.0.0.1/api",
    "http://127.0.0.1:8100,https://10ax.online.tableau.com/api"
  })
  void anyOtherGetsNothing(URI base, URI movedTo) {
    assertThatThrownBy(() -> Pod.of(base, movedTo, TRUSTED))
        .isInstanceOfSatisfying(
            VendorFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.UNAUTHORIZED))
        .hasMessageContaining("nothing was sent")
        .hasMessageContaining("podHosts");
  }
}
