package io.mlconnector.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Somebody who uses pages by what they show: finds buttons and links by their words and fields by
 * their labels, presses them with the mouse, types, and reads. What is not there yet is waited for;
 * what does not come is told together with what is there instead.
 */
public final class Person {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration A_LOOK = Duration.ofMillis(100);
  private static final Duration BETWEEN_RELOADS = Duration.ofMillis(500);
  private static final int MOST_TABS = 120;
  private static final String FINDER = finder();

  private final Browser browser;
  private JsonNode lastLook = MissingNode.getInstance();

  public Person(Browser browser) {
    this.browser = browser;
  }

  public Person goesTo(URI address) {
    browser.go(address);
    return this;
  }

  /** Presses the button or link of these words, or the first of several. */
  public Person presses(String words) {
    return presses(words, "");
  }

  /** Presses the one that is nearest to some other words, such as those of its row. */
  public Person presses(String words, String near) {
    clicks("press", words, near);
    return this;
  }

  /** Chooses a radio button or ticks a box by the words beside it, nearest to some others. */
  public Person ticks(String words, String near) {
    clicks("tick", words, near);
    return this;
  }

  /** Types into the field of that label, in the place of what was there. */
  public Person types(String text, String label) {
    return types(text, label, "");
  }

  /** Types into the field that is nearest to some other words. */
  public Person types(String text, String label, String near) {
    clicks("field", label, near);
    browser.evaluate("document.activeElement.select()");
    browser.type(text);
    return this;
  }

  /** Chooses an entry of the list of that label. */
  public Person chooses(String entry, String label) {
    JsonNode found = found("field", label, "");
    String chosen = "finder.choose(%s, %s)".formatted(found.path("index"), Browser.quoted(entry));
    if (!browser.evaluate(chosen).asBoolean()) {
      throw new AssertionError("The list " + label + " has no entry " + entry + ": " + here());
    }
    return this;
  }

  /** Opens what is folded away under these words. */
  public Person unfolds(String words) {
    return presses(words);
  }

  public Person sees(String text) {
    return sees(text, PATIENCE);
  }

  public Person sees(String text, Duration within) {
    awaiting("sees", text, within, () -> browser.text().contains(text));
    return this;
  }

  /** Waits until a text is gone, such as that of a page that was left. */
  public Person seesNoMore(String text) {
    awaiting("no longer sees", text, PATIENCE, () -> !browser.text().contains(text));
    return this;
  }

  /** Reloads the page until it shows the text. */
  public Person reloadsUntil(String text, Duration within) {
    URI here = URI.create(browser.evaluate("location.href").asText());
    awaiting(
        "reloads until",
        text,
        within,
        () -> {
          if (browser.text().contains(text)) {
            return true;
          }
          browser.go(here);
          return browser.text().contains(text);
        });
    return this;
  }

  /**
   * Presses Tab until the focus is on what is called by these words, and sees that it is there.
   *
   * @throws AssertionError where it is not reached, or nothing shows where the focus is
   */
  public Person tabsTo(String words) {
    String focused = FINDER + "finder.focused(%s)".formatted(Browser.quoted(words));
    for (int i = 0; i < MOST_TABS; i++) {
      browser.key("Tab");
      String now = browser.evaluate(focused).asText();
      if (now.equals("unseen")) {
        throw new AssertionError("Nobody sees that the focus is on '" + words + "': " + here());
      } else if (now.equals("seen")) {
        return this;
      }
    }
    throw new AssertionError("Tab does not lead to '" + words + "': " + here());
  }

  public Person pressesEnter() {
    browser.key("Enter");
    return this;
  }

  /** Types where the focus is. */
  public Person writes(String text) {
    browser.type(text);
    return this;
  }

  /** Whether the focus is on what is called by these words. */
  public boolean isAt(String words) {
    String focused = FINDER + "finder.focused(%s)".formatted(Browser.quoted(words));
    return browser.evaluate(focused).asText().equals("seen");
  }

  /** What the page says. */
  public String reads() {
    return browser.text();
  }

  public URI address() {
    return URI.create(browser.evaluate("location.href").asText());
  }

  private void clicks(String kind, String words, String near) {
    JsonNode found = found(kind, words, near);
    browser.click(found.path("x").asDouble(), found.path("y").asDouble());
  }

  private JsonNode found(String kind, String words, String near) {
    String search =
        "finder.find(%s, %s, %s)"
            .formatted(Browser.quoted(kind), Browser.quoted(words), Browser.quoted(near));
    try {
      return await()
          .atMost(PATIENCE)
          .pollInterval(A_LOOK)
          .ignoreExceptions()
          .until(() -> steady(FINDER + search), each -> each.path("found").asBoolean());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "Nothing to %s is called '%s'%s: %s"
              .formatted(kind, words, near.isEmpty() ? "" : " near '" + near + "'", here()),
          e);
    }
  }

  /** What is found at the place of the last look: a page that is still laid out moves it. */
  private JsonNode steady(String search) {
    JsonNode before = lastLook;
    lastLook = browser.evaluate(search);
    return lastLook.equals(before) ? lastLook : MissingNode.getInstance();
  }

  private void awaiting(
      String what, String text, Duration within, java.util.concurrent.Callable<Boolean> holds) {
    try {
      await()
          .atMost(within)
          .pollInterval(what.startsWith("reloads") ? BETWEEN_RELOADS : A_LOOK)
          .ignoreExceptions()
          .until(holds);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("The person %s '%s': %s".formatted(what, text, here()), e);
    }
  }

  private String here() {
    return "at " + address() + " is:\n" + browser.text();
  }

  private static String finder() {
    try (InputStream in = Person.class.getResourceAsStream("finder.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
