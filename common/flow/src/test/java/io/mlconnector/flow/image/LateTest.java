package io.mlconnector.flow.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.event.Journey;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

class LateTest {

  @Test
  void whatKeepsRandomNumbersOrThreadsIsInitialisedAtTheStart() {
    assertThat(Late.is(Journey.class)).isTrue();
    assertThat(Late.is(KeepsRandom.class)).isTrue();
    assertThat(Late.is(KeepsThreads.class)).isTrue();
  }

  @Test
  void whatMakesThemWhenItIsMadeItselfIsNot() {
    assertThat(Late.is(MakesRandom.class)).isFalse();
    assertThat(Late.is(LateTest.class)).isFalse();
  }

  @Test
  void lookingAtAClassDoesNotInitialiseIt() {
    assertThat(Late.is(Touchy.class)).isTrue();
  }

  static final class KeepsRandom {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  static final class KeepsThreads {
    static final ExecutorService WORK = null;
  }

  static final class MakesRandom {
    final SecureRandom random = new SecureRandom();
  }

  static final class Touchy {
    static final SecureRandom RANDOM = fail();

    private static SecureRandom fail() {
      throw new AssertionError("initialised");
    }
  }
}
