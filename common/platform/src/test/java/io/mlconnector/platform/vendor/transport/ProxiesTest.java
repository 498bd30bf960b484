package io.mlconnector.platform.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.ProxyOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxiesTest {

  private static final URI GLOBAL = URI.create("http://user:p%40ss@global:3128");
  private static final List<String> WITHOUT = List.of("inside.example", ".corp.example");
  private static final Proxies PROXIES = new Proxies(GLOBAL, WITHOUT, null, null);

  @TempDir Path folder;

  @Test
  void theGlobalProxyServesWhoeverNamesNone() {
    Proxies.Hop hop = PROXIES.of(null).to("vendor.example");

    ProxyOptions chosen = hop.options();
    assertThat(hop.ours()).isTrue();
    assertThat(chosen.getHost()).isEqualTo("global");
    assertThat(chosen.getPort()).isEqualTo(3128);
    assertThat(chosen.getUsername()).isEqualTo("user");
    assertThat(chosen.getPassword()).isEqualTo("p@ss");
  }

  @Test
  void hostsAndDomainsCanBeLeftOut() {
    Proxies.Way way = PROXIES.of(null);

    assertThat(way.to("Inside.example")).isNull();
    assertThat(way.to("inside.example.")).isNull();
    assertThat(way.to("a.corp.example")).isNull();
    assertThat(way.to("corp.example")).isNotNull();
    assertThat(way.to("notinside.example")).isNotNull();
  }

  @Test
  void aConnectionsOwnProxyComesFirstAndIsNotOurs() {
    Proxies.Hop hop = PROXIES.of(URI.create("http://own:8080")).to("inside.example");

    assertThat(hop.options().getHost()).isEqualTo("own");
    assertThat(hop.ours()).isFalse();
  }

  @Test
  void withoutAnyThereIsNone() {
    assertThat(Proxies.none().of(null).to("vendor.example")).isNull();
  }

  @Test
  void thePasswordCanStandInAFileThatIsReadAtEachOpening() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "first\n");
    Proxies proxies = new Proxies(URI.create("http://global:3128"), List.of(), "me", file);

    assertThat(proxies.of(null).to("a").options().getPassword()).isEqualTo("first");
    Files.writeString(file, "second\n");
    assertThat(proxies.of(null).to("a").options().getUsername()).isEqualTo("me");
    assertThat(proxies.of(null).to("a").options().getPassword()).isEqualTo("second");
    assertThat(proxies.of(URI.create("http://own:1")).to("a").options().getPassword()).isNull();
  }

  @Test
  void whatDoesNotFitTogetherIsSaidAtTheStart() {
    Path file = folder.resolve("absent");
    URI plain = URI.create("http://global:3128");

    assertThatThrownBy(() -> new Proxies(plain, List.of(), "me", null))
        .hasMessageContaining("proxy-password-file");
    assertThatThrownBy(() -> new Proxies(plain, List.of(), null, file))
        .hasMessageContaining("proxy-user");
    assertThatThrownBy(() -> new Proxies(null, List.of(), "me", file))
        .hasMessageContaining("needs a proxy");
    assertThatThrownBy(() -> new Proxies(URI.create("socks://own:1"), List.of(), null, null))
        .hasMessageContaining("http://proxy.example.com:3128");
    assertThatThrownBy(() -> new Proxies(plain, List.of(), "me", file).of(null))
        .hasMessageContaining("absent cannot be read");
  }

  @Test
  void whatIsNoProxyIsRefused() {
    assertThatThrownBy(() -> PROXIES.of(URI.create("socks://own:1")))
        .hasMessageContaining("http://proxy.example.com:3128");
  }
}
