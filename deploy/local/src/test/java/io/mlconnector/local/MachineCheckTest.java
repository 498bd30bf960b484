package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineCheckTest {

  private static final long MIB = 1 << 20;

  @Test
  void aPortInUseIsNamedWithItsPartAndAWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Ports ports = Ports.from(RunningLauncher.freeBase()).with("zendesk", port);

      assertThatThrownBy(() -> MachineCheck.ports(ports, List.of("console", "zendesk")))
          .isInstanceOf(CannotRun.class)
          .hasMessage(
              "In use by another program: port %d (zendesk); stop it, or choose others with --port"
                      .formatted(port)
                  + " zendesk=%d or --port-base 18080.".formatted(MachineCheck.other(port)));
    }
  }

  @Test
  void aPortOfAPartThatDoesNotRunMayBeInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.from(RunningLauncher.freeBase()).with("tableau", taken.getLocalPort());

      assertThatCode(() -> MachineCheck.ports(ports, List.of("console", "zendesk")))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void tooLittleMemorySaysHowMuchIsNeeded() {
    assertThatThrownBy(() -> MachineCheck.memory(1_949 * MIB, 4))
        .isInstanceOf(CannotRun.class)
        .hasMessage(
            "Only 1,949 MB of memory are free and the run needs about 1,950 MB: close other"
                + " programs.");
    assertThatCode(() -> MachineCheck.memory(1_950 * MIB, 4)).doesNotThrowAnyException();
  }

  @Test
  void tooLittleDiskNamesTheFolder() {
    assertThatThrownBy(() -> MachineCheck.disk(Path.of("/data"), 1_999 * MIB))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("1,999 MB are free on the disk of /data")
        .hasMessageContaining("--data");
    assertThatCode(() -> MachineCheck.disk(Path.of("/data"), 2_000 * MIB))
        .doesNotThrowAnyException();
  }

  @Test
  void anOldJavaIsSentToANewerOne() {
    assertThatThrownBy(() -> MachineCheck.java(16)).hasMessageContaining("JDK 17 or newer");
    assertThatCode(() -> MachineCheck.java(25)).doesNotThrowAnyException();
  }

  @Test
  void thisMachineHasSomeMemory() {
    assertThat(MachineCheck.availableMemory()).isBetween(64 * MIB, Long.MAX_VALUE - 1);
  }
}
