package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WeatherTest {

  private static final long SECOND = 1_000_000_000L;

  private final Weather weather =
      new Weather(
          new DeliveryConfig.Backoff() {
            @Override
            public Duration first() {
              return Duration.ofSeconds(1);
            }

            @Override
            public Duration most() {
              return Duration.ofSeconds(60);
            }

            @Override
            public Duration unauthorized() {
              return Duration.ofSeconds(60);
            }
          },
          () -> 0.0);

  private static VendorFailure unavailable() {
    return VendorFailure.unavailable(503, null, true, "away");
  }

  @Test
  void everythingWaitsAsLongAsTheVendorSays() {
    weather.failed(VendorFailure.throttled(429, Duration.ofSeconds(30), "slow down"), 0);

    assertThat(weather.rest(0)).isEqualTo(30 * SECOND);
    assertThat(weather.rest(30 * SECOND)).isLessThanOrEqualTo(0);
  }

  @Test
  void pausesGrowWithEachFailureUpToALimit() {
    long now = 0;
    for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(weather.failed(unavailable(), now)).isEqualTo(Duration.ofSeconds(expected));
      now += expected * SECOND;
    }
  }

  @Test
  void failuresOfCallsThatWereUnderWayDoNotCountTwice() {
    weather.failed(unavailable(), 0);
    weather.failed(unavailable(), SECOND / 10);

    assertThat(weather.rest(SECOND / 10)).isLessThanOrEqualTo(SECOND);
  }

  @Test
  void afterAPauseOneCallGoesAhead() {
    weather.failed(unavailable(), 0);

    assertThat(weather.most(8)).isEqualTo(1);
    assertThat(weather.answered(2 * SECOND)).isTrue();
    assertThat(weather.most(8)).isEqualTo(8);
  }

  @Test
  void anAnswerToACallFromBeforeThePauseDoesNotEndIt() {
    weather.failed(VendorFailure.throttled(429, Duration.ofSeconds(30), "slow down"), SECOND);

    assertThat(weather.answered(0)).isFalse();
    assertThat(weather.rest(2 * SECOND)).isEqualTo(29 * SECOND);
  }

  @Test
  void aShorterPauseDoesNotCutALongerOneShort() {
    weather.failed(VendorFailure.throttled(429, Duration.ofSeconds(30), "slow down"), 0);
    weather.failed(unavailable(), SECOND);

    assertThat(weather.rest(SECOND)).isEqualTo(29 * SECOND);
  }
}
