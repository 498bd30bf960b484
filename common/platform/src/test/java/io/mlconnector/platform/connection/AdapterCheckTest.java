package io.mlconnector.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.testsystem.TestSystem;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.SourceStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdapterCheckTest {

  @Test
  void oneAdapterIsRight() {
    assertThat(AdapterCheck.problems(List.of(new TestSystem()))).isEmpty();
  }

  @Test
  void noneOrTwoAreNot() {
    assertThat(AdapterCheck.problems(List.of()).get(0)).contains("exactly one").contains("are 0");
    assertThat(AdapterCheck.problems(List.<Adapter>of(new TestSystem(), new TestSystem())).get(0))
        .contains("are 2")
        .contains(TestSystem.class.getName());
  }

  @Test
  void aStreamThatIsThereTwiceIsNamed() {
    Adapter doubled =
        new TestSystem() {
          @Override
          public List<SourceStream<?>> sources() {
            return List.of(super.sources().get(0), super.sources().get(0));
          }
        };

    assertThat(AdapterCheck.problems(List.of(doubled)))
        .containsExactly("source stream customers is there twice");
  }

  @Test
  void aSpecThatNobodyCouldFillInIsRefused() {
    Adapter odd =
        new TestSystem() {
          @Override
          public ConnectionSpec connectionSpec() {
            return new ConnectionSpec(
                "", List.of(Setting.required("key", Type.SECRET, "A key.")), List.of(), "often");
          }
        };

    assertThat(AdapterCheck.problems(List.of(odd)))
        .containsExactlyInAnyOrder(
            "its connection spec has no auth mode",
            "secret key must be below auth",
            "its default interval 'often' is no duration");
  }
}
