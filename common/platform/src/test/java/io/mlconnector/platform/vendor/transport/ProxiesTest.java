package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {

  private static final Proxies PROXIES =
      new Proxies(
          URI.create("http://user:p%40ss@global:3128"), List.of("inside.example", ".corp.example"));

  @Test
  void theGlobalProxyServesWhoeverNamesNone() {
    ProxyOptions chosen = PROXIES.choose(null, "vendor.example");

    assertThat(chosen.getHost()).isEqualTo("global");
    assertThat(chosen.getPort()).isEqualTo(3128);
    assertThat(chosen.getUsername()).isEqualTo("user");
    assertThat(chosen.getPassword()).isEqualTo("p@ss");
  }

  @Test
  void hostsAndDomainsCanBeLeftOut() {
    assertThat(PROXIES.choose(null, "Inside.example")).isNull();
    assertThat(PROXIES.choose(null, "a.corp.example")).isNull();
    assertThat(PROXIES.choose(null, "corp.example")).isNotNull();
    assertThat(PROXIES.choose(null, "notinside.example")).isNotNull();
  }

  @Test
  void aConnectionsOwnProxyComesFirst() {
    assertThat(PROXIES.choose(URI.create("http://own:8080"), "inside.example").getHost())
        .isEqualTo("own");
  }

  @Test
  void withoutAnyThereIsNone() {
    assertThat(new Proxies(null, List.of()).choose(null, "vendor.example")).isNull();
  }

  @Test
  void whatIsNoProxyIsRefused() {
    assertThatThrownBy(() -> PROXIES.choose(URI.create("socks://own:1"), "vendor.example"))
        .hasMessageContaining("http://proxy.example.com:3128");
  }
}
