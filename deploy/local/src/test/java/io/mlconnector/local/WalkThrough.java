package io.mlconnector.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered steps of a page for newcomers, as things to do: the page says them in the same few
 * forms of words, and whatever it marks as pressed, typed or seen is part of one of them.
 */
record WalkThrough(List<Step> steps) {

  private static final Pattern MARKED = Pattern.compile("`[^`]+`|\\*\\*[^*]+\\*\\*");

  private static final Pattern DEED =
      Pattern.compile(
          "[Rr]un `(?<run>[^`]+)`"
              + "|[Oo]pen `(?<open>[^`]+)`"
              + "|[Tt]ype the password into \\*\\*(?<secret>[^*]+)\\*\\*"
              + "|[Tt]ype `(?<typed>[^`]+)` into \\*\\*(?<field>[^*]+)\\*\\*"
              + "|(?:[Pp]ress|and) \\*\\*(?<press>[^*]+)\\*\\*"
              + "|reload the page, you see `(?<reload>[^`]+)`"
              + "|(?:see|where the|,|and) `(?<see>[^`]+)`");

  /** What one sentence says. */
  sealed interface Deed {}

  record Run(String command) implements Deed {}

  record Open(String address) implements Deed {}

  record Type(String text, String field) implements Deed {}

  record TypePassword(String field) implements Deed {}

  record Press(String words) implements Deed {}

  record See(String text) implements Deed {}

  record Reload(String text) implements Deed {}

  /** One numbered step. */
  record Step(String text, List<Deed> deeds) {}

  static WalkThrough read(Path page) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      if (line.matches("\\d+\\. .*")) {
        texts.add(line.replaceFirst("\\d+\\. ", ""));
      } else if (line.matches(" {3,}\\S.*")) {
        texts.set(texts.size() - 1, texts.get(texts.size() - 1) + " " + line.strip());
      }
    }
    return new WalkThrough(texts.stream().map(WalkThrough::step).toList());
  }

  private static Step step(String text) {
    List<Deed> deeds = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    Matcher each = DEED.matcher(text);
    while (each.find()) {
      deeds.add(deed(each));
      each.appendReplacement(rest, "");
    }
    each.appendTail(rest);
    List<String> left = MARKED.matcher(rest).results().map(MatchResult::group).toList();
    if (!left.isEmpty()) {
      throw new AssertionError("Nobody could follow " + left + " in the step: " + text);
    }
    return new Step(text, List.copyOf(deeds));
  }

  private static Deed deed(Matcher each) {
    if (each.group("run") != null) {
      return new Run(each.group("run"));
    } else if (each.group("open") != null) {
      return new Open(each.group("open"));
    } else if (each.group("secret") != null) {
      return new TypePassword(each.group("secret"));
    } else if (each.group("typed") != null) {
      return new Type(each.group("typed"), each.group("field"));
    } else if (each.group("press") != null) {
      return new Press(each.group("press"));
    } else if (each.group("reload") != null) {
      return new Reload(each.group("reload"));
    }
    return new See(each.group("see"));
  }
}
