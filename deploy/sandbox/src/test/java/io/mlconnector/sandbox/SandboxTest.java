package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SandboxTest {

  @Test
  void twoSandboxesLiveSideBySide() throws Exception {
    try (Sandbox one = Sandbox.start(SandboxOptions.forTests());
        Sandbox two = Sandbox.start(SandboxOptions.forTests().seed(2))) {
      TestHttp.get(one.vendor("fusion"), "/anything");

      assertThat(one.ledger().total()).isEqualTo(1);
      assertThat(two.ledger().total()).isZero();
      assertThat(one.control()).isNotEqualTo(two.control());
    }
  }

  @Test
  void aPortInUseIsNamedWithWhatToDo() {
    try (Sandbox one = Sandbox.start(SandboxOptions.forTests())) {
      int taken = one.vendor("fusion").getPort();

      assertThatThrownBy(() -> Sandbox.start(SandboxOptions.forTests().vendorPort("fusion", taken)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("fusion on port " + taken)
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void closingFreesThePorts() {
    Sandbox sandbox = Sandbox.start(SandboxOptions.forTests());
    int port = sandbox.vendor("fusion").getPort();
    sandbox.close();

    try (Sandbox again = Sandbox.start(SandboxOptions.forTests().vendorPort("fusion", port))) {
      assertThat(again.vendor("fusion").getPort()).isEqualTo(port);
    }
  }

  @Test
  void onlyLoopbackIsServed() throws Exception {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .findFirst();
    org.junit.jupiter.api.Assumptions.assumeTrue(outside.isPresent());
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.forTests());
        Socket socket = new Socket()) {
      InetSocketAddress there =
          new InetSocketAddress(outside.get(), sandbox.vendor("fusion").getPort());

      assertThatThrownBy(() -> socket.connect(there, 2000)).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void anUnknownVendorIsRefusedByName() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.forTests())) {
      assertThatThrownBy(() -> sandbox.vendor("nobody"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nobody")
          .hasMessageContaining("fusion");
    }
  }
}
