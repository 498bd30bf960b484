package io.mlconnector.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnLocationsTest {

  @ParameterizedTest
  @CsvSource({
    "http://console, /",
    "http://console/, /",
    "http://console/routes/a%2Fb?x=%26&y=1#part, /routes/a%2Fb?x=%26&y=1#part",
    "http://console//evil.example/x, /evil.example/x",
    "http://console///evil.example, /evil.example",
  })
  void whatLeadsToOurselvesLeadsToAPathOfOurs(String location, String path) {
    assertThat(OwnLocations.path(URI.create(location))).isEqualTo(path);
  }
}
