package io.mlconnector.platform.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsWatchTest {

  private final List<String> told = new ArrayList<>();
  private final TlsWatch watch = new TlsWatch("acme", null, new NotingAttention());

  @Test
  void whatIsWrongIsToldOnceUntilItIsSomethingElse() {
    watch.refused("erp.example", "asks for a certificate");
    watch.refused("erp.example", "asks for a certificate");
    watch.refused("erp.example", "refuses our certificate");

    assertThat(told)
        .containsExactly(
            "acme TLS: erp.example asks for a certificate",
            "acme TLS: erp.example refuses our certificate");
  }

  @Test
  void itIsOverOnceEveryHostAnswers() {
    watch.refused("erp.example", "shows another name");
    watch.refused("idp.example", "shows another name");
    told.clear();

    watch.accepted("idp.example");
    assertThat(told).isEmpty();
    watch.accepted("erp.example");
    watch.accepted("erp.example");

    assertThat(told).containsExactly("acme over");
  }

  @Test
  void theFirstAnswerTakesBackWhatAFormerOwnerTold() {
    watch.accepted("erp.example");
    watch.accepted("erp.example");

    assertThat(told).containsExactly("acme over");
  }

  private final class NotingAttention implements Attention {
    @Override
    public void needed(String connection, String reason) {
      told.add(connection + " " + reason);
    }

    @Override
    public void over(String connection) {
      told.add(connection + " over");
    }
  }
}
