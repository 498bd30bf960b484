package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.browser.Person;
import java.net.URI;
import java.time.Duration;

/** Somebody who reads a {@link WalkThrough} and does what it says, word by word. */
final class Newcomer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Person person;
  private final RunningLauncher run;
  private final String password;
  private boolean atTheTerminal;

  Newcomer(Person person, RunningLauncher run, String password) {
    this.person = person;
    this.run = run;
    this.password = password;
  }

  void follows(WalkThrough text) {
    for (WalkThrough.Step step : text.steps()) {
      try {
        step.deeds().forEach(this::does);
      } catch (AssertionError e) {
        throw new AssertionError("Nobody gets through this step: " + step.text(), e);
      }
    }
  }

  private void does(WalkThrough.Deed deed) {
    if (deed instanceof WalkThrough.Run started) {
      assertThat(started.command()).as("what this test has started").isEqualTo("deploy/local/run");
      atTheTerminal = true;
    } else if (deed instanceof WalkThrough.Open opened) {
      atTheTerminal = false;
      person.goesTo(here(opened.address()));
    } else if (deed instanceof WalkThrough.Type typed) {
      person.types(typed.text(), typed.field());
    } else if (deed instanceof WalkThrough.TypePassword typed) {
      person.types(password, typed.field());
    } else if (deed instanceof WalkThrough.Press pressed) {
      person.presses(pressed.words());
    } else if (deed instanceof WalkThrough.Reload reloaded) {
      person.reloadsUntil(reloaded.text(), PATIENCE);
    } else if (deed instanceof WalkThrough.See seen && atTheTerminal) {
      assertThat(run.lines()).anyMatch(line -> line.contains(seen.text()));
    } else if (deed instanceof WalkThrough.See seen) {
      person.sees(seen.text(), PATIENCE);
    }
  }

  /** The text names the usual ports; this run has others. */
  private URI here(String address) {
    Ports usual = Ports.usual();
    for (String part : new String[] {Ports.CONSOLE, Ports.SANDBOX}) {
      if (address.startsWith(usual.url(part))) {
        String path = address.substring(usual.url(part).length());
        return URI.create(run.ports().url(part) + path);
      }
    }
    throw new AssertionError("Nothing of the run is at " + address);
  }
}
