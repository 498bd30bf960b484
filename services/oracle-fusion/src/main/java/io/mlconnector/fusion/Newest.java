package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.VendorFailure;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Looks through what a customer has, the newest first. */
final class Newest {

  /** So many pages are looked through before something new is made. */
  private static final int MOST_PAGES = 20;

  private Newest() {}

  /**
   * The first one that is what we look for.
   *
   * @param pages the page that begins at an offset
   * @param what of whom, for the words of a failure
   */
  static Optional<Note> of(
      IntFunction<FusionPage> pages, Function<JsonNode, Optional<Note>> look, String what) {
    int offset = 0;
    for (int i = 0; i < MOST_PAGES; i++) {
      FusionPage page = pages.apply(offset);
      for (JsonNode item : page.items()) {
        Optional<Note> note = look.apply(item);
        if (note.isPresent()) {
          return note;
        }
      }
      if (!page.more()) {
        return Optional.empty();
      }
      offset += page.size();
    }
    throw VendorFailure.rejected(
        200,
        "there are more than %d %s, too many to look whether ours is there already"
            .formatted(offset, what));
  }
}
