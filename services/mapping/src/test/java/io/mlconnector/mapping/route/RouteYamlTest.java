package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.hostile.Bombs;
import org.junit.jupiter.api.Test;

class RouteYamlTest {

  @Test
  void noBombIsTakenForRoutes() {
    Bombs.yaml()
        .forEach(
            (name, bomb) ->
                assertThatThrownBy(() -> RouteYaml.read(bomb))
                    .as(name)
                    .isInstanceOf(Problem.class)
                    .message()
                    .hasSizeLessThan(1_000));
  }
}
