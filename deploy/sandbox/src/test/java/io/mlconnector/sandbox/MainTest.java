package io.mlconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void withoutArgumentsItIsTheLocalRun() {
    SandboxOptions options = Main.options(new String[0], Map.of("PATH", "/bin"));

    assertThat(options).usingRecursiveComparison().isEqualTo(SandboxOptions.local());
    assertThat(options.controlPort()).isEqualTo(8090);
    assertThat(options.vendorPorts()).containsEntry("fusion", 8091);
    assertThat(options.customers()).isEqualTo(2000);
    assertThat(options.contacts()).isEqualTo(5000);
    assertThat(options.employees()).isEqualTo(400);
    assertThat(options.suppliers()).isEqualTo(120);
  }

  @Test
  void argumentsWinOverTheEnvironment() {
    SandboxOptions options =
        Main.options(
            new String[] {"--fusion-port=1", "--seed=9", "--customers=30", "--employees=10000"},
            Map.of("SANDBOX_FUSION_PORT", "2", "SANDBOX_CONTROL_PORT", "3"));

    assertThat(options.vendorPorts()).containsEntry("fusion", 1);
    assertThat(options.controlPort()).isEqualTo(3);
    assertThat(options.seed()).isEqualTo(9);
    assertThat(options.customers()).isEqualTo(30);
    assertThat(options.employees()).isEqualTo(10_000);
  }

  @Test
  void aHyperdIsNamedByItsPath() {
    String before = System.getProperty("hyperd");
    try {
      Main.options(new String[] {"--hyperd=/opt/hyperd"}, Map.of());

      assertThat(System.getProperty("hyperd")).isEqualTo("/opt/hyperd");
    } finally {
      if (before == null) {
        System.clearProperty("hyperd");
      } else {
        System.setProperty("hyperd", before);
      }
    }
  }

  @Test
  void everyWrongArgumentIsNamed() {
    assertThatThrownBy(() -> Main.options(new String[] {"--control-port=x"}, Map.of()))
        .hasMessageContaining("control-port")
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> Main.options(new String[] {"--nobody-port=1"}, Map.of()))
        .hasMessageContaining("nobody-port");
    assertThatThrownBy(() -> Main.options(new String[] {"8090"}, Map.of()))
        .hasMessageContaining("--name=value");
  }
}
