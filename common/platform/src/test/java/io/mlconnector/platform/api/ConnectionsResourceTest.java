package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class ConnectionsResourceTest {

  @TestHTTPResource("/")
  URI base;

  @Test
  void systemIsDescribed() {
    ApiClient.Answer answer = new ApiClient(base).get("/api/system");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/system")).isEqualTo("test-system");
  }
}
