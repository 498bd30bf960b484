package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final String PAGE =
      """
      # HELP mlconnector_published_total
      # TYPE mlconnector_published_total counter
      mlconnector_published_total{connection="fusion",service="x",stream="customers"} 2000.0
      mlconnector_published_total{connection="fusion-2",service="x",stream="customers"} 1.0E3
      mlconnector_published_total{connection="fusion",service="x",stream="contacts"} 5.0
      mlconnector_parked_reads_total{connection="fusion",stream="contacts"} 2.0
      mlconnector_deliveries_total{connection="zendesk",object="organization",result="created"} 30.0
      mlconnector_deliveries_total{connection="zendesk",object="organization",result="updated"} 10.0
      mlconnector_deliveries_total{connection="zendesk",object="organization",result="superseded"} 7.0
      mlconnector_deliveries_total{connection="zendesk",object="user",result="parked"} 1.0
      mlconnector_deliveries_backlog{connection="zendesk"} 6.0
      mlconnector_deliveries_seconds_left{connection="zendesk"} 754.0
      mlconnector_deliveries_seconds_left{connection="fusion"} -1.0
      mlconnector_published_total{connection="fusion"} 7.0
      mlconnector_published_created{connection="fusion",stream="customers"} 1.7E9
      jvm_threads_live_threads 31.0
      """;

  @Test
  void aCounterIsSummedOverConnectionsByItsLabel() {
    assertThat(new Metrics(PAGE).by("stream", "mlconnector_published_total"))
        .containsOnlyKeys("customers", "contacts")
        .containsEntry("customers", 3000L)
        .containsEntry("contacts", 5L);
  }

  @Test
  void theCountsOfAllServicesReadAsOneLine() {
    Counts counts = Counts.of(new Metrics(PAGE)).plus(Counts.of(new Metrics(PAGE)));

    assertThat(counts.words())
        .isEqualTo(
            "published 10 contacts, 6,000 customers; delivered 80 organization; 12 on their"
                + " way for about 12 min; parked 4 contacts, 2 user");
  }

  @Test
  void theTimeThatIsLeftIsSaidInAUnitThatSuitsIt() {
    assertThat(left("61.0")).contains("on their way for about 61 s");
    assertThat(left("11000.0")).contains("on their way for about 3 h");
    assertThat(left("-1.0")).contains("on their way; parked");
  }

  private static String left(String seconds) {
    return Counts.of(new Metrics(PAGE.replace("754.0", seconds))).words();
  }

  @Test
  void nothingIsAtRestWhileADeliveryIsOnItsWay() {
    String arrived = PAGE.replace("{connection=\"zendesk\"} 6.0", "{connection=\"zendesk\"} 0.0");

    assertThat(Counts.of(new Metrics(PAGE)).atRest()).isFalse();
    assertThat(Counts.of(new Metrics(arrived)).atRest()).isTrue();
  }

  @Test
  void aCounterThatAppearsAtZeroIsNoChange() {
    String zero = "mlconnector_published_total{connection=\"fusion\",stream=\"customers\"} 0.0\n";

    assertThat(Counts.of(new Metrics(zero))).isEqualTo(Counts.NONE);
  }

  @Test
  void beforeAnythingFlowsTheLineSaysSo() {
    assertThat(Counts.NONE.words()).isEqualTo("published nothing yet; delivered nothing yet");
    assertThat(Counts.NONE.atRest()).isFalse();
  }
}
