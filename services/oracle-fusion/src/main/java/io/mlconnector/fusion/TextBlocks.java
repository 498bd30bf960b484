package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.marker.MarkedBlocks;
import java.util.List;
import java.util.Optional;

/**
 * Blocks in a text attribute of an account or contact, each between its marker's lines. The text is
 * read and written back as a whole under its ETag, so that what people write there is not lost. A
 * block's id is its marker.
 */
record TextBlocks(Connection connection, String attribute) implements NoteForm {

  private static final int NOT_FOUND = 404;

  @Override
  public String missing(Note wanted) {
    if (!attribute.matches("[A-Za-z]\\w*")) {
      return "policies.attribute: name the text attribute that holds the blocks, such as"
          + " SupportNotes_c";
    }
    if (wanted.title() != null || wanted.type() != null) {
      return "title and type: a block in a text has none; leave them out";
    }
    return null;
  }

  @Override
  public Note fitted(Note wanted) {
    return wanted.saying(null, wanted.plain().text().strip());
  }

  @Override
  public Optional<Note> get(Note known) {
    try {
      return block(known, known.id());
    } catch (VendorFailure e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<Note> find(Note wanted) {
    return block(wanted, wanted.marker());
  }

  private Optional<Note> block(Note asked, String marker) {
    try {
      return blocks(read(asked))
          .block(marker)
          .map(text -> asked.shown(marker, null, text, marker, null));
    } catch (MarkedBlocks.Broken e) {
      throw broken(asked, e);
    }
  }

  @Override
  public Note create(Note wanted) {
    return update(wanted.withId(wanted.marker()));
  }

  @Override
  public Note update(Note wanted) {
    PartyItem party = read(wanted);
    String text = with(blocks(party), wanted).whole();
    party.change(connection, JsonNodeFactory.instance.objectNode().put(attribute, text));
    return wanted;
  }

  private static MarkedBlocks with(MarkedBlocks blocks, Note wanted) {
    try {
      return blocks.with(wanted.id(), wanted.text());
    } catch (MarkedBlocks.Broken e) {
      throw broken(wanted, e);
    }
  }

  private PartyItem read(Note note) {
    return PartyItem.read(connection, note.owner(), note.customer(), List.of(attribute));
  }

  private MarkedBlocks blocks(PartyItem party) {
    JsonNode text = party.json().path(attribute);
    return new MarkedBlocks(text.isNull() ? null : text.asText());
  }

  private static VendorFailure broken(Note note, MarkedBlocks.Broken e) {
    return VendorFailure.rejected(
        200, "%s %s: %s".formatted(note.owner(), note.customer(), e.getMessage()));
  }
}
