package io.mlconnector.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.Gap;
import io.mlconnector.spi.WriteResult.Changed;
import io.mlconnector.spi.WriteResult.Created;
import io.mlconnector.spi.WriteResult.Noted;
import io.mlconnector.spi.WriteResult.Rejected;
import io.mlconnector.spi.WriteResult.Unchanged;
import io.mlconnector.spi.WriteResult.Updated;
import io.mlconnector.spi.WriteResult.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sink may say of a write. */
class WriteResultTest {

  private static final Updated WRITTEN = new Updated("7", Map.of());

  static Stream<WriteResult> written() {
    return Stream.of(new Created("7", Map.of()), WRITTEN);
  }

  static Stream<WriteResult> others() {
    return Stream.of(
        new Unchanged("7"),
        new Changed("7", Map.of()),
        new Rejected("No."),
        new Waiting("job", Duration.ofSeconds(1)),
        new Noted(WRITTEN, "Once."));
  }

  @ParameterizedTest
  @MethodSource("written")
  void aNoteStandsBesideWhatWasWritten(WriteResult result) {
    assertThat(new Noted(result, "Its owner is suspended."))
        .isEqualTo(new Noted(result, "Its owner is suspended.", false));
  }

  @ParameterizedTest
  @MethodSource("others")
  void aNoteIsRefusedBesideAnyOtherResult(WriteResult result) {
    assertThatThrownBy(() -> new Noted(result, "Its owner is suspended."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(result.getClass().getSimpleName());
    assertThatThrownBy(() -> Noted.without(List.of(new Gap("email", "None.")), result))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void gapsBesideWhatWasWrittenAreToldAsGapsInWords() {
    Noted noted = Noted.without(List.of(new Gap("email", "It has none.")), WRITTEN);

    assertThat(noted.gap()).isTrue();
    assertThat(noted.result()).isEqualTo(WRITTEN);
    assertThat(noted.note()).contains("It has none.");
  }

  @Test
  void gapsOfAnUnchangedRecordStayAsTheyWereTold() {
    List<Gap> gaps = new ArrayList<>(List.of(new Gap("email", "It has none.")));
    Unchanged unchanged = new Unchanged("7", gaps);

    gaps.clear();

    assertThat(unchanged.gaps()).hasSize(1);
  }
}
